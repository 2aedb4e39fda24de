using Npgsql;
using Ratiba.Load.Report;

namespace Ratiba.Load.Ingest;

/// <summary>Fills the inbox as a busy month would: events of the usual size with their keys, all of them settled.</summary>
internal static class InboxPreload
{
    private const int Step = 1_000_000;

    // The lane and tenant do not matter for writing; the body has the size of a cut message. Random keys, as hashes are.
    private const string Fill = """
        with made as (
          insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body)
          select n % 8, (select id from public.tenants limit 1), 1, 'message.text', n, '100000000000000', convert_to(repeat('x', 400), 'UTF8')
          from generate_series(1, $1) as n
          returning lane, seq, received_at),
        settled as (
          insert into public.inbox_settled (lane, seq, received_at) select lane, seq, received_at from made)
        insert into public.inbox_keys_current (key) select gen_random_uuid() from generate_series(1, $1)
        """;

    public static async Task RunAsync(string database, long events, Progress progress, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        for (var done = 0L; done < events; done += Step)
        {
            await ExecuteAsync(connection, Fill, cancellationToken, Math.Min(Step, events - done));
            progress.Say($"{Math.Min(done + Step, events):n0} events in the inbox");
        }

        // What autovacuum and the checkpointer would do in the month; otherwise they would do it during the measurement.
        await ExecuteAsync(connection, "vacuum (analyze) public.inbox_events, public.inbox_settled, public.inbox_keys_current", cancellationToken);
        await ExecuteAsync(connection, "checkpoint", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, long? count = null)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (count is { } value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
