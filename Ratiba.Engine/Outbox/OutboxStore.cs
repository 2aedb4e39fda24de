using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Outbox;

/// <summary>
/// All SQL of <c>public.outbox</c> and <c>public.owner_tasks</c>. Updates by id carry the range of their ids: ids grow with time, so that only the
/// partitions of those days, and of them only one stretch of the index, are read, whatever plan is chosen.
/// </summary>
internal sealed class OutboxStore(Database database, TimeProvider clock)
{
    /// <summary>How far a state is: a row never goes back (CH16). Failed lies below delivered, because another device may still get the message.</summary>
    public const string RankSql = "(array[0, 2, 4, 5, 3, 1, 1])";

    private const string InsertSql =
        """
        insert into public.outbox (id, tenant_id, lane, channel, account, recipient, conversation, kind, body, next_at, window_expires_at, attempts)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    // A status may have come before this: then only what it did not know is filled in.
    private const string CompleteSql =
        """
        update public.outbox o set
          state = case when o.state = 0 then t.state else o.state end,
          attempts = t.attempts, next_at = t.next_at, provider_id = coalesce(o.provider_id, t.provider_id),
          error_code = case when o.state = 0 then t.error_code else o.error_code end,
          error = case when o.state = 0 then t.error else o.error end,
          updated_at = $8
        from unnest($1, $2, $3, $4, $5, $6, $7, $9) as t(id, tenant_id, state, attempts, next_at, provider_id, error_code, error)
        where o.id = t.id and o.tenant_id = t.tenant_id and o.id between $10 and $11 and (o.state = 0 or o.provider_id is null)
        """;

    private const string TaskSql =
        """
        insert into public.owner_tasks (id, tenant_id, kind, subject, detail, created_at)
        select id, tenant_id, kind, subject, detail, $6 from unnest($1, $2, $3, $4, $5) as t(id, tenant_id, kind, subject, detail)
        on conflict (tenant_id, kind, subject) where done_at is null do nothing
        """;

    // A row only ever moves forward.
    private const string StatusSql =
        $"""
        update public.outbox o set state = t.state, provider_id = coalesce(o.provider_id, t.provider_id), error_code = t.error_code, error = t.error, updated_at = $7
        from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::integer[], $6::text[]) as t(id, tenant_id, state, provider_id, error_code, error)
        where o.tenant_id = t.tenant_id and {RankSql}[t.state + 1] > {RankSql}[o.state + 1]
        """;

    private const string StatusByIdSql = StatusSql + " and o.id = t.id and o.id between $8 and $9";
    private const string StatusByProviderIdSql = StatusSql + " and o.provider_id = t.provider_id";

    // Rows that were tried hold their place in the conversation however far their next try is; rows that are merely scheduled do not.
    private const string Due = "o.state = 0 and (o.next_at <= $2 or o.attempts > 0)";

    private const string NotShut =
        "not exists (select from unnest($3::smallint[], $4::text[]) as shut(channel, account) where shut.channel = o.channel and shut.account = o.account)";

    private const string LoadSql =
        $"""
        select o.id, o.tenant_id, o.lane, o.channel, o.account, o.recipient, o.conversation, o.kind, o.body, o.next_at, o.window_expires_at, o.attempts
        from public.outbox o where o.lane = $1 and {Due} and {NotShut} order by o.seq limit $5
        """;

    private const string PollSql =
        $"""
        select l.lane, p.id from unnest($1::smallint[]) as l(lane)
        cross join lateral (select o.id from public.outbox o where o.lane = l.lane and {Due} and {NotShut} order by o.seq limit $5) as p
        """;

    /// <summary>
    /// Adds one insert for all rows to the batch of the transaction that decided them; its shape never changes, so it is prepared once.
    /// The order of <paramref name="rows"/> is the order of sending within a conversation.
    /// </summary>
    public static void AddInserts(NpgsqlBatch batch, IReadOnlyList<OutboxRow> rows)
    {
        if (rows.Count == 0) return;
        var (ids, tenants, lanes, channels) = (new Guid[rows.Count], new Guid[rows.Count], new short[rows.Count], new short[rows.Count]);
        var (accounts, recipients, conversations, kinds) = (new string[rows.Count], new string[rows.Count], new long[rows.Count], new string[rows.Count]);
        var (bodies, dues, windows, attempts) = (new byte[rows.Count][], new DateTime[rows.Count], new DateTime?[rows.Count], new short[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            (ids[i], tenants[i], lanes[i], channels[i]) = (row.Id, row.Tenant.Value, row.Lane, (short)row.Channel);
            (accounts[i], recipients[i], conversations[i], kinds[i]) = (row.Account, row.Recipient, row.Conversation, row.Kind);
            (bodies[i], dues[i], windows[i], attempts[i]) = (row.Body, row.NextAt.UtcDateTime, row.WindowExpiresAt?.UtcDateTime, row.Attempts);
        }
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertSql)
        {
            Parameters =
            {
                Of(ids), Of(tenants), Of(lanes), Of(channels), Of(accounts), Of(recipients), Of(conversations), Of(kinds), Of(bodies),
                Instants(dues), Instants(windows), Of(attempts),
            },
        });
    }

    /// <summary>
    /// Adds the delivery states of many messages to a lane's transaction: those that carry our key by id, the others by the provider's id.
    /// At most one per message. Returns the updates, for their counts of rows.
    /// </summary>
    public IReadOnlyList<NpgsqlBatchCommand> AddStatuses(NpgsqlBatch batch, IReadOnlyCollection<DeliveryStatus> statuses)
    {
        List<NpgsqlBatchCommand> updates = [];
        if (statuses.Where(status => status.Id is not null).ToList() is { Count: > 0 } byId) updates.Add(StatusUpdate(byId, byId: true));
        if (statuses.Where(status => status.Id is null).ToList() is { Count: > 0 } byProvider) updates.Add(StatusUpdate(byProvider, byId: false));
        foreach (var update in updates) batch.BatchCommands.Add(update);
        AddTasks(batch, [.. statuses.Where(status => status.Task is not null).Select(status => (status.Tenant, status.Task!))]); // filtered here
        return updates;
    }

    /// <summary>Writes what came of many rows, of any lanes and tenants, and opens the owners' tasks, in one transaction. At most one completion per id.</summary>
    public async Task CompleteAsync(NpgsqlConnection connection, IReadOnlyList<OutboxCompletion> completions, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddCompletions(batch, completions);
        AddTasks(batch, [.. completions.Where(completion => completion.Task is not null).Select(completion => (completion.Row.Tenant, completion.Task!))]); // filtered here
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Pending rows of a lane in the order of sending, those of the given accounts left out.</summary>
    public async Task<List<OutboxRow>> LoadPendingAsync(short lane, IReadOnlyList<AccountGate> shut, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(LoadSql, connection)
        {
            Parameters = { Of(lane), Instant(clock.GetUtcNow()), Of(Channels(shut)), Of(Accounts(shut)), Of(limit) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<OutboxRow> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new OutboxRow(
                reader.GetGuid(0), new TenantId(reader.GetGuid(1)), reader.GetInt16(2), (ChannelKind)reader.GetInt16(3), reader.GetString(4),
                reader.GetString(5), reader.GetInt64(6), reader.GetString(7), reader.GetFieldValue<byte[]>(8), reader.GetFieldValue<DateTimeOffset>(9),
                await reader.IsDBNullAsync(10, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(10), reader.GetInt16(11)));
        }
        return rows;
    }

    /// <summary>Ids of pending rows per lane, at most <paramref name="limit"/> of each.</summary>
    public async Task<List<(short Lane, Guid Id)>> PollAsync(
        short[] lanes, IReadOnlyList<AccountGate> shut, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(PollSql, connection)
        {
            Parameters = { Of(lanes), Instant(clock.GetUtcNow()), Of(Channels(shut)), Of(Accounts(shut)), Of(limit) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(short, Guid)> pending = [];
        while (await reader.ReadAsync(cancellation)) pending.Add((reader.GetInt16(0), reader.GetGuid(1)));
        return pending;
    }

    /// <summary>The lanes' present epochs.</summary>
    public async Task<Dictionary<short, long>> EpochsAsync(short[] lanes, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select lane, epoch from public.lanes where lane = any($1)", connection) { Parameters = { Of(lanes) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<short, long> epochs = [];
        while (await reader.ReadAsync(cancellation)) epochs[reader.GetInt16(0)] = reader.GetInt64(1);
        return epochs;
    }

    /// <summary>Those of the ids that are no longer pending.</summary>
    public async Task<HashSet<Guid>> NoLongerPendingAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select id from public.outbox where id = any($1) and state <> 0", connection)
        {
            Parameters = { Of(ids.ToArray()) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        HashSet<Guid> found = [];
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetGuid(0));
        return found;
    }

    private void AddCompletions(NpgsqlBatch batch, IReadOnlyList<OutboxCompletion> completions)
    {
        var count = completions.Count;
        var (ids, tenants, states, attempts, dues) = (new Guid[count], new Guid[count], new short[count], new short[count], new DateTime[count]);
        var (providerIds, codes, errors) = (new string?[count], new int?[count], new string?[count]);
        for (var i = 0; i < count; i++)
        {
            var done = completions[i];
            (ids[i], tenants[i], states[i]) = (done.Row.Id, done.Row.Tenant.Value, (short)done.State);
            (attempts[i], dues[i]) = (done.Row.Attempts, done.Row.NextAt.UtcDateTime);
            (providerIds[i], codes[i], errors[i]) = (done.ProviderId, done.Code, done.Error);
        }
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CompleteSql)
        {
            Parameters =
            {
                Of(ids), Of(tenants), Of(states), Of(attempts), Instants(dues), Of(providerIds), Of(codes), Instant(clock.GetUtcNow()), Of(errors),
                Of(ids.Min()), Of(ids.Max()),
            },
        });
    }

    private NpgsqlBatchCommand StatusUpdate(List<DeliveryStatus> statuses, bool byId)
    {
        var ids = statuses.ConvertAll(status => status.Id ?? Guid.Empty).ToArray();
        var command = new NpgsqlBatchCommand(byId ? StatusByIdSql : StatusByProviderIdSql)
        {
            Parameters =
            {
                Of(ids),
                Of(statuses.ConvertAll(status => status.Tenant.Value).ToArray()),
                Of(statuses.ConvertAll(status => (short)status.State).ToArray()),
                Of(statuses.ConvertAll(status => status.ProviderId).ToArray()),
                Of(statuses.ConvertAll(status => status.Code).ToArray()),
                Of(statuses.ConvertAll(status => status.Error).ToArray()),
                Instant(clock.GetUtcNow()),
            },
        };
        if (byId)
        {
            command.Parameters.Add(Of(ids.Min()));
            command.Parameters.Add(Of(ids.Max()));
        }
        return command;
    }

    private void AddTasks(NpgsqlBatch batch, List<(TenantId Tenant, OwnerTask Task)> tasks)
    {
        if (tasks.Count == 0) return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TaskSql)
        {
            Parameters =
            {
                Of(tasks.ConvertAll(_ => RowId.New(clock)).ToArray()),
                Of(tasks.ConvertAll(task => task.Tenant.Value).ToArray()),
                Of(tasks.ConvertAll(task => task.Task.Kind).ToArray()),
                Of(tasks.ConvertAll(task => task.Task.Subject).ToArray()),
                Of(tasks.ConvertAll(task => task.Task.Detail).ToArray()),
                Instant(clock.GetUtcNow()),
            },
        });
    }

    private static short[] Channels(IReadOnlyList<AccountGate> accounts) => [.. accounts.Select(account => (short)account.Channel)];

    private static string[] Accounts(IReadOnlyList<AccountGate> accounts) => [.. accounts.Select(account => account.Account)];

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTime> Instant(DateTimeOffset value) => new() { TypedValue = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter<T[]> Instants<T>(T[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
