using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Ratiba.Load.Machine;

/// <summary>What the figures were measured on.</summary>
internal static class MachineInfo
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string database, CancellationToken cancellationToken)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["machine"] = string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, {memory:n0} GB"),
            ["system"] = RuntimeInformation.OSDescription,
            ["versions"] = $"{RuntimeInformation.FrameworkDescription}, PostgreSQL {connection.PostgreSqlVersion}, Npgsql {typeof(NpgsqlConnection).Assembly.GetName().Version}, "
                + await PythonAsync(cancellationToken),
            ["commit"] = await OutputAsync("git", ["-C", Repository.Root, "rev-parse", "--short", "HEAD"], cancellationToken),
        };
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor";

    private static Task<string> PythonAsync(CancellationToken cancellationToken) => OutputAsync(
        "/usr/bin/python3",
        ["-c", "import sys, fastapi, uvicorn, asyncpg, uvloop; print(f'Python {sys.version.split()[0]}, FastAPI {fastapi.__version__}, "
            + "uvicorn {uvicorn.__version__}, asyncpg {asyncpg.__version__}, uvloop {uvloop.__version__}')"],
        cancellationToken);

    private static async Task<string> OutputAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null)
        {
            return $"{program} did not start";
        }

        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output.Trim() : $"{program} failed";
    }
}
