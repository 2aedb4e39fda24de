using Npgsql;
using Ratiba.Load.Report;

namespace Ratiba.Load.Ledger;

/// <summary>The inbox as the lanes see it.</summary>
internal static class Backlog
{
    private const string Unsettled = """
        select count(*) from public.inbox_events e
        where not exists (select from public.inbox_settled s where s.lane = e.lane and s.seq = e.seq)
        """;

    private const string Clear = "truncate public.inbox_events, public.inbox_settled, public.inbox_attempts, public.inbox_keys_current, public.inbox_keys_previous, public.dead_letters";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Waits until every event is settled; how many are not when the time is over.</summary>
    public static async Task<long> DrainAsync(string database, TimeSpan limit, Progress progress, CancellationToken cancellationToken)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        while (true)
        {
            await using var command = new NpgsqlCommand(Unsettled, connection) { CommandTimeout = 0 };
            var left = (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
            if (left == 0 || System.Diagnostics.Stopwatch.GetElapsedTime(started) > limit)
            {
                return left;
            }

            progress.Say($"{left:n0} events wait for their turn");
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Empties the inbox between two parts of a run, after its ledger was checked.</summary>
    public static async Task ClearAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Clear, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
