using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Ratiba.Load.Baselines;

/// <summary>Baseline (iv): <c>pgbench</c> inserting one row of the same size per transaction, without any web server: what the database alone gives.</summary>
internal static partial class PgBench
{
    // As many as the pools of the other two.
    private const string Clients = "16";

    private const string Script = "insert into events (key, account, kind, body) values (gen_random_uuid(), '100000000000000', 'text', convert_to(repeat('x', 600), 'UTF8'));\n";

    /// <summary>Transactions per second; null where <c>pgbench</c> is not installed.</summary>
    public static async Task<double?> RunAsync(string database, string folder, TimeSpan length, CancellationToken cancellationToken)
    {
        if (Find() is not { } program)
        {
            return null;
        }

        var script = Path.Combine(folder, "pgbench.sql");
        await File.WriteAllTextAsync(script, Script, cancellationToken);
        var target = new NpgsqlConnectionStringBuilder(database);
        var seconds = ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["-n", "-M", "prepared", "-c", Clients, "-j", "1", "-T", seconds, "-f", script, target.Database ?? ""])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = target.Host, ["PGPORT"] = target.Port.ToString(CultureInfo.InvariantCulture), ["PGUSER"] = target.Username, ["PGPASSWORD"] = target.Password,
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return Rate().Match(output) is { Success: true } rate
            ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench gave no figure: {await errors}");
    }

    private static string? Find() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", "pgbench")).LastOrDefault(File.Exists)
            : null;

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
