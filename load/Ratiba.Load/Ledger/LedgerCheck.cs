using System.Globalization;
using System.Text;
using Npgsql;

namespace Ratiba.Load.Ledger;

/// <summary>What the database says to the ledger.</summary>
/// <param name="Acked">Ids that were acknowledged.</param>
/// <param name="Stored">Different ids in the database.</param>
/// <param name="Lost">Acknowledged ids that are not there.</param>
/// <param name="Doubled">Ids that are there more than once.</param>
/// <param name="UnknownPresent">Ids of unknown outcome that are there; allowed.</param>
/// <param name="UnknownAbsent">Ids of unknown outcome that are not; allowed.</param>
internal sealed record LedgerResult(long Acked, long Stored, long Lost, long Doubled, long UnknownPresent, long UnknownAbsent)
{
    public bool Holds => Lost == 0 && Doubled == 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Lost} lost, {Doubled} doubled of {Acked:n0} acked")
        + (UnknownPresent + UnknownAbsent > 0 ? $" ({UnknownPresent} unknown present, {UnknownAbsent} unknown absent)" : "");
}

/// <summary>
/// Reads every stored body of a run and compares it with the ledger. The id is cut out of the bytes by the run's prefix, so that the check knows nothing of
/// the server's keys or of the shape of its rows.
/// </summary>
internal static class LedgerCheck
{
    /// <summary>Everything the server has committed of an event: live, or parked with its reason.</summary>
    public const string Inbox = "(select body from public.inbox_events union all select body from public.dead_letters) as stored";

    /// <summary>The table of the baselines.</summary>
    public const string Events = "events";

    public static async Task<LedgerResult> RunAsync(string database, string rows, string prefix, AckLedger ledger, CancellationToken cancellationToken)
    {
        var times = await CountAsync(database, rows, prefix, cancellationToken);
        var acked = ledger.ReadAcked();
        var unknown = ledger.ReadUnknown();
        var present = unknown.LongCount(times.ContainsKey);
        return new LedgerResult(
            acked.Count, times.Count, acked.LongCount(index => !times.ContainsKey(index)), times.LongCount(pair => pair.Value > 1), present, unknown.Count - present);
    }

    private static async Task<Dictionary<long, int>> CountAsync(string database, string rows, string prefix, CancellationToken cancellationToken)
    {
        var times = new Dictionary<long, int>();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"select substring(body from position($1 in body) + $2 for 12) from {rows} where position($1 in body) > 0", connection)
        {
            Parameters = { new() { Value = Encoding.ASCII.GetBytes(prefix) }, new() { Value = prefix.Length } },
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var index = long.Parse(await reader.GetFieldValueAsync<byte[]>(0, cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            times[index] = times.GetValueOrDefault(index) + 1;
        }

        return times;
    }
}
