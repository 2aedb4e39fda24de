using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Conversations;

/// <summary>All SQL of a tenant's conversations, messages and customers: one statement to read, one to write, for any number of turns.</summary>
internal static class ConversationStore
{
    // limit 1 keeps the plan a look-up per key, whatever size the table had when the statement was prepared.
    private const string LoadSql = """
        select k.place, c.id, c.customer_id, c.state::text, c.owner, c.owner_until, c.window_expires_at
        from unnest($1, $2, $3) with ordinality as k(channel, account, customer_key, place)
        cross join lateral (
          select id, customer_id, state, owner, owner_until, window_expires_at from $schema$.conversations c
          where c.channel = k.channel and c.account = k.account and c.customer_key = k.customer_key limit 1) c
        """;

    private const string TurnsSql = """
        with turns as materialized (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
            as t(id, customer_id, is_new, name, phone, channel, account, customer_key, reply_to, thread, state, owner, owner_until, last_inbound_at, window_expires_at,
              message_id, kind, words, provider_id, event_seq, missed, reply_id, reply)
        ), met as (
          insert into $schema$.customers (id, name, phone_e164, created_at) select customer_id, name, phone, $24 from turns where is_new
        ), kept as (
          insert into $schema$.conversations as c
            (id, customer_id, channel, account, customer_key, reply_to, thread, state, owner, owner_until, last_inbound_at, window_expires_at, updated_at)
          select id, customer_id, channel, account, customer_key, reply_to, thread, state::jsonb, owner, owner_until, last_inbound_at, window_expires_at, $24 from turns
          on conflict (id) do update set
            reply_to = excluded.reply_to, thread = excluded.thread, state = excluded.state, owner = excluded.owner, owner_until = excluded.owner_until,
            last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at), window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at),
            updated_at = excluded.updated_at
        )
        insert into $schema$.messages (id, conversation_id, direction, author, kind, text, provider_id, event_seq, missed, created_at)
        select message_id, id, 0::smallint, 'customer', kind, words, provider_id, event_seq, missed, $24 from turns
        union all
        select reply_id, id, 1::smallint, 'bot', 'text', reply, null, event_seq, false, $24 from turns where reply_id is not null
        """;

    // Our own sends come back with their provider id in the outbox; everything else was written by a person. A customer who has never written gets a
    // conversation, so that the bot does not answer what a person has begun.
    private const string EchoSql = """
        with known as (
          select id from $schema$.conversations where channel = $1 and account = $2 and customer_key = any ($3)
        ), ours as (
          select 1 from public.outbox where provider_id = $4 and tenant_id = $5
        ), turned as (
          update $schema$.conversations set owner = 'human', owner_until = $6, updated_at = $7
          where id in (select id from known) and not exists (select from ours)
          returning id
        ), begun as (
          insert into $schema$.conversations
            (id, customer_id, channel, account, customer_key, reply_to, thread, state, owner, owner_until, last_inbound_at, window_expires_at, updated_at)
          select $8, $9, $1, $2, $3[1], $3[1], $10, '{}', 'human', $6, $11, $11, $7
          where not exists (select from known) and not exists (select from ours)
          returning id, customer_id
        ), met as (
          insert into $schema$.customers (id, created_at) select customer_id, $7 from begun
        )
        insert into $schema$.messages (id, conversation_id, direction, author, kind, text, provider_id, event_seq, created_at)
        select $12, id, 1::smallint, 'human', 'text', $13, $4, $14, $7 from (select id from turned union all select id from begun) as c limit 1
        """;

    // One open task per conversation, however often its customer asks.
    private const string HandOffsSql = """
        insert into public.owner_tasks (id, tenant_id, kind, subject, detail, created_at)
        select id, tenant_id, 'handoff', subject, detail, $5 from unnest($1, $2, $3, $4) as t(id, tenant_id, subject, detail)
        on conflict (tenant_id, kind, subject) where done_at is null do nothing
        """;

    /// <summary>The text for one tenant, to be kept by the caller.</summary>
    public static string LoadStatement(TenantId tenant) => TenantSchema.Qualify(LoadSql, tenant);

    /// <inheritdoc cref="LoadStatement"/>
    public static string TurnsStatement(TenantId tenant) => TenantSchema.Qualify(TurnsSql, tenant);

    /// <summary>Reads the conversations of some customers.</summary>
    public static NpgsqlBatchCommand Load(string statement, IReadOnlyList<TurnWork> turns)
    {
        var (channels, accounts, keys) = (new short[turns.Count], new string[turns.Count], new string[turns.Count]);
        for (var i = 0; i < turns.Count; i++)
            (channels[i], accounts[i], keys[i]) = ((short)turns[i].Key.Channel, turns[i].Key.Account, turns[i].Key.CustomerKey);
        return new NpgsqlBatchCommand(statement)
        {
            Parameters =
            {
                new NpgsqlParameter<short[]> { TypedValue = channels },
                new NpgsqlParameter<string[]> { TypedValue = accounts },
                new NpgsqlParameter<string[]> { TypedValue = keys },
            },
        };
    }

    /// <summary>Reads the answer to <see cref="Load"/> into its turns; those without a row keep none.</summary>
    public static async Task ReadAsync(NpgsqlDataReader reader, IReadOnlyList<TurnWork> turns, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            turns[(int)reader.GetInt64(0) - 1].Conversation = new Conversation
            {
                Id = reader.GetGuid(1),
                CustomerId = reader.GetGuid(2),
                State = StateOf(reader.GetString(3)),
                Owner = OwnerOf(reader.GetString(4)),
                OwnerUntil = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
                // Infinity, for a channel without a window, reads as the largest instant.
                WindowExpiresAt = new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(6), DateTimeKind.Utc)),
            };
        }
    }

    /// <summary>Writes everything about one tenant's turns: new customers, states, what was said and answered.</summary>
    public static NpgsqlBatchCommand Write(string statement, TurnColumns columns, DateTimeOffset now)
    {
        NpgsqlBatchCommand command = new(statement);
        columns.AddTo(command.Parameters);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    /// <summary>Writes a task for each conversation that was handed to a person.</summary>
    public static NpgsqlBatchCommand HandOffs(IReadOnlyList<TurnWork> turns, DateTimeOffset now)
    {
        var (ids, tenants, subjects, details) = (new Guid[turns.Count], new Guid[turns.Count], new string[turns.Count], new string[turns.Count]);
        for (var i = 0; i < turns.Count; i++)
        {
            ids[i] = RowId.At(now);
            tenants[i] = turns[i].Key.Tenant.Value;
            subjects[i] = turns[i].Conversation!.Id.ToString();
            details[i] = (turns[i].Result.Effect as TurnEffect.HandOff)?.Reason ?? "";
        }
        return new NpgsqlBatchCommand(HandOffsSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = ids },
                new NpgsqlParameter<Guid[]> { TypedValue = tenants },
                new NpgsqlParameter<string[]> { TypedValue = subjects },
                new NpgsqlParameter<string[]> { TypedValue = details },
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
    }

    /// <summary>Takes down that a person of the shop has written to a customer, and gives them the conversation for a while.</summary>
    public static NpgsqlBatchCommand StandDown(TenantId tenant, PhoneEcho echo, InboxEvent received, DateTimeOffset until, DateTimeOffset now) =>
        new(TenantSchema.Qualify(EchoSql, tenant))
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)received.Channel },
                new NpgsqlParameter<string> { TypedValue = received.Account },
                new NpgsqlParameter<string[]> { TypedValue = [.. echo.CustomerKeys] },
                new NpgsqlParameter<string> { TypedValue = echo.ProviderId },
                new NpgsqlParameter<Guid> { TypedValue = tenant.Value },
                new NpgsqlParameter<DateTime> { TypedValue = until.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<Guid> { TypedValue = RowId.At(now) },
                new NpgsqlParameter<Guid> { TypedValue = RowId.At(now) },
                new NpgsqlParameter<long> { TypedValue = received.Conversation },
                new NpgsqlParameter<DateTime> { TypedValue = received.ReceivedAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<Guid> { TypedValue = RowId.At(now) },
                new NpgsqlParameter<string> { TypedValue = echo.Text },
                new NpgsqlParameter<long> { TypedValue = received.Seq },
            },
        };

    /// <summary>The state as its column holds it.</summary>
    public static string JsonOf(ConversationState state) => JsonSerializer.Serialize(state, ConversationJsonContext.Default.ConversationState);

    /// <summary>The owner as its column holds it.</summary>
    public static string NameOf(Owner owner) => owner switch
    {
        Owner.Bot => "bot",
        Owner.Waiting => "waiting",
        _ => "human",
    };

    // A state that an older or newer build wrote and this one cannot read is a new start, not an event that fails for ever.
    private static ConversationState StateOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ConversationJsonContext.Default.ConversationState) ?? ConversationState.New;
        }
        catch (JsonException)
        {
            return ConversationState.New;
        }
    }

    private static Owner OwnerOf(string name) => name switch
    {
        "bot" => Owner.Bot,
        "waiting" => Owner.Waiting,
        _ => Owner.Human,
    };
}
