using Npgsql;
using NpgsqlTypes;

namespace Ratiba.Engine.Outbox;

/// <summary>All SQL of <c>public.outbox</c> and <c>public.owner_tasks</c>.</summary>
internal static class OutboxStore
{
    private const string InsertSql =
        """
        insert into public.outbox (id, tenant_id, lane, channel, account, recipient, conversation, kind, body, next_at, window_expires_at, attempts)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
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
                new NpgsqlParameter<Guid[]> { TypedValue = ids },
                new NpgsqlParameter<Guid[]> { TypedValue = tenants },
                new NpgsqlParameter<short[]> { TypedValue = lanes },
                new NpgsqlParameter<short[]> { TypedValue = channels },
                new NpgsqlParameter<string[]> { TypedValue = accounts },
                new NpgsqlParameter<string[]> { TypedValue = recipients },
                new NpgsqlParameter<long[]> { TypedValue = conversations },
                new NpgsqlParameter<string[]> { TypedValue = kinds },
                new NpgsqlParameter<byte[][]> { TypedValue = bodies },
                new NpgsqlParameter<DateTime[]> { TypedValue = dues, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<DateTime?[]> { TypedValue = windows, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<short[]> { TypedValue = attempts },
            },
        });
    }
}
