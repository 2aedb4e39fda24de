using Dapper;
using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Lanes;

/// <summary>All SQL of lanes: reading the inbox, failures, floors.</summary>
internal static class LaneStore
{
    /// <summary>SQLSTATE of <c>public.hold_lane</c>: a later epoch owns the lane.</summary>
    public const string EpochLost = "RT001";

    /// <summary>What lanes' sessions are called, with their lane's number behind it: by it the next owner finds the session of one that stands still.</summary>
    public const string Sessions = "ratiba-lane-";

    // Every statement of a lane is a look-up by an index, whatever the statistics say. Without their values the planner takes the few rows of a read for a part of
    // the whole backlog, which it then reads and sorts: 190 ms instead of 0.4 ms with 100,000 waiting, and 30 ms instead of 0.1 ms with none (docs/decisions/0007).
    private const string SessionSql = """
        select set_config('application_name', @name, false);
        set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; set enable_hashjoin = off; set enable_mergejoin = off;
        set max_parallel_workers_per_gather = 0; set jit = off;
        """;

    private const string ReadCommonSql = ReadHead + "and e.tenant_id <> all ($6)" + ReadTail;
    private const string ReadTenantSql = ReadHead + "and e.tenant_id = $6" + ReadTail;

    // Settled rows above the position are skipped by their primary key; the position keeps that stretch short. received_at only prunes old partitions.
    private const string ReadHead = """
        select e.seq, e.received_at, e.tenant_id, e.channel, e.kind, e.conversation, e.account, e.body
        from public.inbox_events e
        where e.lane = $1 and e.seq > $2 and e.received_at >= $3 and e.conversation <> all ($4)

        """;

    private const string ReadTail = """

          and not exists (select from public.inbox_settled s where s.lane = $1 and s.seq = e.seq and s.received_at = e.received_at)
        order by e.seq
        limit $5
        """;

    private const string FailSql = """
        insert into public.inbox_attempts as a (lane, seq, conversation, attempts, next_at, reason) values (@lane, @seq, @conversation, @attempts, @nextAt, @reason)
        on conflict (lane, seq) do update set attempts = excluded.attempts, next_at = excluded.next_at, reason = excluded.reason
        """;

    private const string ParkSql = """
        insert into public.dead_letters (id, tenant_id, channel, kind, account, reason, detail, attempts, body, conversation, received_at)
        values (@id, @tenant, @channel, @kind, @account, @reason, @detail, @attempts, @body, @conversation, @receivedAt);
        insert into public.inbox_settled (lane, seq, received_at) values (@lane, @seq, @receivedAt);
        delete from public.inbox_attempts where lane = @lane and seq = @seq;
        """;

    /// <summary>Makes the connection a lane's session.</summary>
    public static Task BeginSessionAsync(NpgsqlConnection connection, short lane, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(SessionSql, new { name = $"{Sessions}{lane}" }, cancellationToken: cancellation));

    /// <summary>The next unsettled events of a queue, in order of arrival.</summary>
    /// <param name="connection">The lane's connection.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="queue">Whose events, and from where.</param>
    /// <param name="aside">Tenants that are not in the common queue.</param>
    /// <param name="waiting">Conversations whose first event waits for another try.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<List<InboxEvent>> ReadAsync(
        NpgsqlConnection connection, short lane, LaneQueue queue, Guid[] aside, long[] waiting, int limit, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(queue.Tenant is null ? ReadCommonSql : ReadTenantSql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = lane },
                new NpgsqlParameter<long> { TypedValue = queue.Position },
                new NpgsqlParameter<DateTime> { TypedValue = queue.Since, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<long[]> { TypedValue = waiting },
                new NpgsqlParameter<int> { TypedValue = limit },
                queue.Tenant is { } tenant ? new NpgsqlParameter<Guid> { TypedValue = tenant.Value } : new NpgsqlParameter<Guid[]> { TypedValue = aside },
            },
        };
        List<InboxEvent> events = [];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            events.Add(new InboxEvent(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), new TenantId(reader.GetGuid(2)), (ChannelKind)reader.GetInt16(3), reader.GetString(4),
                reader.GetInt64(5), reader.GetString(6), reader.GetFieldValue<byte[]>(7)));
        return events;
    }

    /// <summary>Events of the lane that wait for another try.</summary>
    public static async Task<List<WaitingEvent>> LoadWaitingAsync(NpgsqlConnection connection, short lane, CancellationToken cancellation) =>
        (await connection.QueryAsync<(long Seq, long Conversation, short Attempts, DateTime NextAt)>(new CommandDefinition(
            "select seq, conversation, attempts, next_at from public.inbox_attempts where lane = @lane order by seq", new { lane }, cancellationToken: cancellation)))
        .Select(row => new WaitingEvent(row.Seq, row.Conversation, row.Attempts, row.NextAt)).ToList();

    /// <summary>Notes a failed try and when the next one is due.</summary>
    public static async Task RetryLaterAsync(
        NpgsqlConnection connection, short lane, long epoch, EventFailure failure, WaitingEvent next, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await HoldAsync(connection, transaction, lane, epoch, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            FailSql, new { lane, seq = next.Seq, conversation = next.Conversation, attempts = next.Attempts, nextAt = next.NextAt, reason = failure.Reason },
            transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Turns an event into a dead letter and settles it, so that its lane goes on.</summary>
    public static async Task ParkAsync(
        NpgsqlConnection connection, short lane, long epoch, EventFailure failure, short attempts, CancellationToken cancellation)
    {
        var parked = failure.Event;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await HoldAsync(connection, transaction, lane, epoch, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            ParkSql,
            new
            {
                id = RowId.At(parked.ReceivedAt),
                tenant = parked.Tenant.Value,
                channel = (short)parked.Channel,
                kind = parked.Kind,
                account = parked.Account,
                reason = failure.Reason,
                detail = failure.Detail,
                attempts,
                body = parked.Body,
                conversation = parked.Conversation,
                receivedAt = parked.ReceivedAt.UtcDateTime,
                lane,
                seq = parked.Seq,
            },
            transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets the failed tries of an event that has succeeded.</summary>
    public static Task ForgetAsync(NpgsqlConnection connection, short lane, long seq, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            "delete from public.inbox_attempts where lane = @lane and seq = @seq", new { lane, seq }, cancellationToken: cancellation));

    private static Task<int> HoldAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, short lane, long epoch, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition("select public.hold_lane(@lane, @epoch)", new { lane, epoch }, transaction, cancellationToken: cancellation));
}

/// <summary>An event that failed and when it is tried again.</summary>
/// <param name="Seq">The event.</param>
/// <param name="Conversation">Its conversation, which waits behind it.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextAt">UTC.</param>
internal sealed record WaitingEvent(long Seq, long Conversation, short Attempts, DateTime NextAt);
