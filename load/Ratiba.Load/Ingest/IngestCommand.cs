using System.CommandLine;

namespace Ratiba.Load.Ingest;

/// <summary><c>ingest</c>: how many webhooks a second become durable, against the baselines, and how soon they are acknowledged.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Closed rounds of each server; the median counts", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "Length of a closed round", DefaultValueFactory = _ => 8 };
        var open = new Option<int>("--open-seconds") { Description = "Length of the open run at half of the maximum", DefaultValueFactory = _ => 20 };
        var connections = new Option<int>("--connections") { Description = "HTTP connections", DefaultValueFactory = _ => 64 };
        var tenants = new Option<int>("--tenants") { Description = "Tenants that the messages are spread over", DefaultValueFactory = _ => 200 };
        var preload = new Option<long>("--preload") { Description = "Events put into the inbox before it is measured again, such as 10000000" };
        var database = new Option<string?>("--database") { Description = "Connection string of a PostgreSQL to use instead of the embedded one" };
        var folder = new Option<string?>("--folder") { Description = "Where data, logs and ledgers go; a temporary folder, removed afterwards, when left out" };
        var json = new Option<string?>("--json") { Description = "A file for the figures as JSON" };
        var noBaselines = new Option<bool>("--no-baselines") { Description = "Only Ratiba itself" };
        var noLanes = new Option<bool>("--no-lanes") { Description = "Leave out the second part, in which turns are handled meanwhile" };
        var command = new Command("ingest", "Durable webhooks per second and acknowledgement latency, against the baselines")
        {
            rounds, seconds, open, connections, tenants, preload, database, folder, json, noBaselines, noLanes,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new IngestOptions
            {
                Rounds = parsed.GetValue(rounds),
                Round = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Open = TimeSpan.FromSeconds(parsed.GetValue(open)),
                Connections = parsed.GetValue(connections),
                Tenants = parsed.GetValue(tenants),
                Preload = parsed.GetValue(preload),
                Database = parsed.GetValue(database),
                Folder = parsed.GetValue(folder),
                Json = parsed.GetValue(json),
                Baselines = !parsed.GetValue(noBaselines),
                WithLanes = !parsed.GetValue(noLanes),
            };
            await using var run = new IngestRun(options, TimeProvider.System);
            return await run.RunAsync(cancellationToken);
        });
        return command;
    }
}
