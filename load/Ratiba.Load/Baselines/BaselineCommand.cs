using System.CommandLine;
using System.Globalization;

namespace Ratiba.Load.Baselines;

/// <summary><c>baseline hmac|insert</c>: the servers that the figures are compared with; the load commands start them themselves.</summary>
internal static class BaselineCommand
{
    // Of 8, 16, 32 and 64 the best on two cores (5.9k/s against 3.3k/s with 8); 32 and more, with the other baseline's, exceed the cluster's connections.
    private const int Pool = 16;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port", Required = true };
        var pool = new Option<int>("--pool") { Description = "Database connections", DefaultValueFactory = _ => PoolOf() };
        var hmac = new Command("hmac", "Kestrel that checks the signature and answers 200, no database") { port };
        hmac.SetAction((parsed, cancellationToken) => HmacBaseline.RunAsync(parsed.GetValue(port), Variable("WHATSAPP_APP_SECRET"), cancellationToken));

        var insert = new Command("insert", "Kestrel that executes one prepared INSERT per request") { port, pool };
        insert.SetAction((parsed, cancellationToken) => InsertBaseline.RunAsync(
            parsed.GetValue(port), Variable("WHATSAPP_APP_SECRET"), Variable("LOAD_DATABASE"), parsed.GetValue(pool), cancellationToken));

        return new Command("baseline", "A server to compare with; reads WHATSAPP_APP_SECRET and LOAD_DATABASE") { hmac, insert };
    }

    // LOAD_POOL holds for both database baselines, to try other sizes: LOAD_POOL=32 ./ratiba load ingest.
    private static int PoolOf() => int.TryParse(Environment.GetEnvironmentVariable("LOAD_POOL"), CultureInfo.InvariantCulture, out var pool) ? pool : Pool;

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is not set");
}
