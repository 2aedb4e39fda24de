using Npgsql;

namespace Ratiba.Load.Machine;

/// <summary>
/// Brings a new cluster's write-ahead log into the state of one that has run for a day: its segments exist and are written over. On a new cluster every 16 MB of log
/// first writes 16 MB of zeros, which says nothing about any server under test.
/// </summary>
internal static class WalRecycling
{
    // As much as the embedded server's max_wal_size lets a busy day keep; a run of some minutes does not come to the end of it.
    private const string Kept = "4GB";
    private const int Segments = 240;

    public static async Task RunAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var keep = new NpgsqlCommand($"alter system set min_wal_size = '{Kept}'", connection)) await keep.ExecuteNonQueryAsync(cancellationToken);
        await using (var reload = new NpgsqlCommand("select pg_reload_conf()", connection)) await reload.ExecuteNonQueryAsync(cancellationToken);
        for (var segment = 0; segment < Segments; segment++)
        {
            await using var turn = new NpgsqlCommand("select pg_logical_emit_message(false, 'ratiba-load', 'x'); select pg_switch_wal()", connection);
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var checkpoint = new NpgsqlCommand("checkpoint", connection) { CommandTimeout = 120 };
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
    }
}
