using System.CommandLine;

namespace Ratiba.Load.Turns;

/// <summary><c>turns</c>: how many customers a second get their reply, and how soon.</summary>
internal static class TurnsCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Closed rounds, and pairs of a quiet and a noisy stretch; the medians count", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "Length of a closed round", DefaultValueFactory = _ => 10 };
        var open = new Option<int>("--open-seconds") { Description = "Length of the open run at half of the peak", DefaultValueFactory = _ => 30 };
        var connections = new Option<int>("--connections") { Description = "HTTP connections", DefaultValueFactory = _ => 64 };
        var tenants = new Option<int>("--tenants") { Description = "Tenants that the messages are spread over", DefaultValueFactory = _ => 200 };
        var window = new Option<int>("--window") { Description = "Turns under way at once in the closed model", DefaultValueFactory = _ => 1024 };
        var mix = new Option<string?>("--mix") { Description = "A file with one message text per line; by default greetings, questions and bookings" };
        var database = new Option<string?>("--database") { Description = "Connection string of a PostgreSQL to use instead of the embedded one" };
        var folder = new Option<string?>("--folder") { Description = "Where data, logs and ledgers go; a temporary folder, removed afterwards, when left out" };
        var json = new Option<string?>("--json") { Description = "A file for the figures as JSON" };
        var command = new Command("turns", "Full turns per second, from the webhook to the reply at the sandbox, and their latency")
        {
            rounds, seconds, open, connections, tenants, window, mix, database, folder, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new TurnsOptions
            {
                Rounds = parsed.GetValue(rounds),
                Round = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Open = TimeSpan.FromSeconds(parsed.GetValue(open)),
                Connections = parsed.GetValue(connections),
                Tenants = parsed.GetValue(tenants),
                Window = parsed.GetValue(window),
                Mix = parsed.GetValue(mix),
                Database = parsed.GetValue(database),
                Folder = parsed.GetValue(folder),
                Json = parsed.GetValue(json),
            };
            await using var run = new TurnsRun(options, TimeProvider.System);
            return await run.RunAsync(cancellationToken);
        });
        return command;
    }
}
