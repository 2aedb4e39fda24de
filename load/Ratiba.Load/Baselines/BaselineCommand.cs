using System.CommandLine;

namespace Ratiba.Load.Baselines;

/// <summary><c>baseline hmac|insert</c>: the servers that the figures are compared with; the load commands start them themselves.</summary>
internal static class BaselineCommand
{
    // Measured with 64 connections on two cores: 16, 32 and 64 are within a few per cent.
    private const int Pool = 32;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The loopback port", Required = true };
        var pool = new Option<int>("--pool") { Description = "Database connections", DefaultValueFactory = _ => Pool };
        var hmac = new Command("hmac", "Kestrel that checks the signature and answers 200, no database") { port };
        hmac.SetAction((parsed, cancellationToken) => HmacBaseline.RunAsync(parsed.GetValue(port), Variable("WHATSAPP_APP_SECRET"), cancellationToken));

        var insert = new Command("insert", "Kestrel that executes one prepared INSERT per request") { port, pool };
        insert.SetAction((parsed, cancellationToken) => InsertBaseline.RunAsync(
            parsed.GetValue(port), Variable("WHATSAPP_APP_SECRET"), Variable("LOAD_DATABASE"), parsed.GetValue(pool), cancellationToken));

        return new Command("baseline", "A server to compare with; reads WHATSAPP_APP_SECRET and LOAD_DATABASE") { hmac, insert };
    }

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is not set");
}
