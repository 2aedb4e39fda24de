using System.Globalization;
using Ratiba.Load.Baselines;
using Ratiba.Load.Ledger;
using Ratiba.Load.Machine;
using Ratiba.Load.Messages;
using Ratiba.Load.Report;
using Ratiba.Load.Traffic;

namespace Ratiba.Load.Ingest;

/// <summary>
/// One run of <c>ingest</c>:
/// 1. start the server with its lanes off, onboard the tenants, start the baselines on the same cluster;
/// 2. warm up, then closed rounds, interleaved so that a noisy minute hits everyone;
/// 3. the open model at half of the maximum;
/// 4. compare every ledger with its database;
/// 5. if asked for, fill the inbox and measure again;
/// 6. restart on the same folder with the lanes on (time to ready, idle memory) and measure a second row;
/// 7. the table.
/// </summary>
internal sealed class IngestRun(IngestOptions options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(5);

    private readonly Progress _progress = new();
    private readonly WorkFolder _folder = new(options.Folder);
    private readonly List<ChildServer> _children = [];
    private readonly List<Contender> _contenders = [];
    private readonly List<Figure> _figures = [];
    private RatibaNode? _node;

    /// <summary>0 when every figure meets its target.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var setup = new NodeSetup(_folder.Root, options.Database);
        var sandbox = Keep(await SandboxNode.StartAsync(_folder.Root, cancellationToken));
        _node = await RatibaNode.StartAsync(setup, lanes: false, sandbox.Address, cancellationToken);
        _progress.Say($"ratiba is ready after {_node.TimeToReady.TotalSeconds:n1} s on a new folder; onboarding {options.Tenants} tenants");
        var numbers = await _node.CreateTenantsAsync(options.Tenants, cancellationToken);
        await WalRecycling.RunAsync(_node.Database, cancellationToken);
        var machine = await MachineInfo.ReadAsync(_node.Database, cancellationToken);

        var ratiba = Add("ratiba", _node.Server, numbers, setup.Secret);
        await MeasureAsync(ratiba, setup, numbers, cancellationToken);
        if (options.Preload > 0)
        {
            await MeasurePreloadedAsync(ratiba, cancellationToken);
        }

        if (options.WithLanes)
        {
            await MeasureWithLanesAsync(setup, numbers, sandbox, cancellationToken);
        }

        var report = new LoadReport("ingest", time.GetUtcNow(), machine, _figures);
        Console.WriteLine(report.ToTable());
        if (options.Json is not null)
        {
            await report.SaveAsync(options.Json, cancellationToken);
        }

        return report.Passed ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        _contenders.ForEach(contender => contender.Dispose());
        foreach (var child in _children)
        {
            await child.DisposeAsync();
        }

        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task MeasureAsync(Contender ratiba, NodeSetup setup, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        string insertDatabase = "", fastApiDatabase = "";
        Contender? hmac = null, insert = null, fastApi = null;
        if (options.Baselines)
        {
            var cluster = _node!.Database; // Started by the caller.
            insertDatabase = await BaselineDatabase.CreateAsync(cluster, "load_insert", cancellationToken);
            fastApiDatabase = await BaselineDatabase.CreateAsync(cluster, "load_fastapi", cancellationToken);
            hmac = Add("hmac", Keep(await BaselineServers.StartHmacAsync(_folder.Root, setup.Secret, cancellationToken)), numbers, setup.Secret);
            insert = Add("insert", Keep(await BaselineServers.StartInsertAsync(_folder.Root, setup.Secret, insertDatabase, cancellationToken)), numbers, setup.Secret);
            fastApi = Add("fastapi", Keep(await BaselineServers.StartFastApiAsync(_folder.Root, setup.Secret, fastApiDatabase, cancellationToken)), numbers, setup.Secret);
        }

        _contenders.ForEach(contender => WarmUp.Run(contender, _progress, cancellationToken));
        RunRounds(_contenders, cancellationToken);
        _figures.Add(PeakOf("Durable ingest, closed model", ratiba));
        if (hmac is not null && insert is not null && fastApi is not null)
        {
            _figures.Add(PeakOf("(i) HMAC-only Kestrel, no database", hmac));
            _figures.Add(PeakOf("(ii) INSERT per request, Kestrel + Npgsql", insert));
            _figures.Add(PeakOf("(iii) FastAPI + asyncpg + uvloop, 2 workers", fastApi));
            var bare = await PgBench.RunAsync(insertDatabase, _folder.Root, options.Round, cancellationToken);
            _figures.Add(new Figure("(iv) pgbench, a row of the same size per transaction", bare is { } rows ? Text($"{rows:n0}/s") : "not installed"));
            _figures.Add(Ratio("against FastAPI + asyncpg", ratiba, fastApi, 10, "×"));
            _figures.Add(Ratio("against INSERT per request", ratiba, insert, 4, "×"));
            _figures.Add(Ratio("of the HMAC-only ceiling", ratiba, hmac, 50, "%"));
        }

        var rate = ratiba.PerSecond / 2;
        _progress.Say($"open model at {rate:n0}/s");
        AddLatency("Ack at half of the maximum, open model", rate, ratiba.RunOpen(rate, options.Open, cancellationToken));

        await CheckAsync("Ledger", ratiba, _node!.Database, LedgerCheck.Inbox, cancellationToken); // Started by the caller.
        if (insert is not null && fastApi is not null)
        {
            await CheckAsync("Ledger (ii)", insert, insertDatabase, LedgerCheck.Events, cancellationToken);
            await CheckAsync("Ledger (iii)", fastApi, fastApiDatabase, LedgerCheck.Events, cancellationToken);
        }
    }

    private async Task MeasurePreloadedAsync(Contender ratiba, CancellationToken cancellationToken)
    {
        const double MostSlowdown = 20;
        var empty = ratiba.PerSecond;
        await InboxPreload.RunAsync(_node!.Database, options.Preload, _progress, cancellationToken); // Started by the caller.
        ratiba.Rounds.Clear();
        WarmUp.Run(ratiba, _progress, cancellationToken);
        RunRounds([ratiba], cancellationToken);
        var slowdown = 100 * (1 - (ratiba.PerSecond / empty));
        _figures.Add(PeakOf($"Durable ingest with {options.Preload:n0} events in the inbox", ratiba));
        _figures.Add(new Figure("slower than with an empty inbox", Text($"{slowdown:n1} %"), $"≤ {MostSlowdown} %", slowdown <= MostSlowdown));
        await CheckAsync("Ledger, preloaded", ratiba, _node.Database, LedgerCheck.Inbox, cancellationToken);
    }

    private async Task MeasureWithLanesAsync(NodeSetup setup, IReadOnlyList<string> numbers, ChildServer sandbox, CancellationToken cancellationToken)
    {
        const double MostResident = 200;
        const double MostSecondsToReady = 5;
        await Backlog.ClearAsync(_node!.Database, cancellationToken); // Started by the caller.
        await _node.DisposeAsync();
        _node = await RatibaNode.StartAsync(setup, lanes: true, sandbox.Address, cancellationToken);
        _figures.Add(new Figure(
            "Ready on an existing folder", Text($"{_node.TimeToReady.TotalSeconds:n1} s"), $"≤ {MostSecondsToReady} s", _node.TimeToReady.TotalSeconds <= MostSecondsToReady));
        await Task.Delay(Settle, time, cancellationToken);
        var resident = _node.Server.ResidentBytes / (1024.0 * 1024);
        _figures.Add(new Figure($"Memory of the idle server, {options.Tenants} tenants", Text($"{resident:n0} MB"), $"≤ {MostResident} MB", resident <= MostResident));

        var ratiba = Add("ratiba-lanes", _node.Server, numbers, setup.Secret);
        WarmUp.Run(ratiba, _progress, cancellationToken);
        RunRounds([ratiba], cancellationToken);
        _figures.Add(PeakOf("Durable ingest while turns are handled", ratiba));
        await Backlog.DrainAsync(_node.Database, DrainPatience, _progress, cancellationToken);
        await CheckAsync("Ledger, turns handled", ratiba, _node.Database, LedgerCheck.Inbox, cancellationToken);
    }

    private void RunRounds(IReadOnlyList<Contender> runners, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var runner in runners)
            {
                var stretch = runner.RunClosed(options.Round, cancellationToken);
                runner.Rounds.Add(stretch);
                _progress.Say(Text($"round {round} {runner.Name}: {stretch.PerSecond:n0}/s, p50 {stretch.Milliseconds(50):n2} ms, p99 {stretch.Milliseconds(99):n2} ms{stretch.Troubles()}"));
            }
        }
    }

    private async Task CheckAsync(string name, Contender contender, string database, string rows, CancellationToken cancellationToken)
    {
        var result = await LedgerCheck.RunAsync(database, rows, contender.Messages.Prefix, contender.Ledger, cancellationToken);
        _progress.Say($"{name}: {result}");
        _figures.Add(new Figure(name, result.ToString(), "0 lost, 0 doubled", result.Holds));
    }

    private void AddLatency(string name, double rate, Stretch stretch)
    {
        _progress.Say(Text($"{stretch.PerSecond:n0}/s{stretch.Troubles()}"));
        Add(50, 3);
        Add(99, 25);
        Add(99.9, 100);

        void Add(double percentile, double most)
        {
            var value = stretch.Milliseconds(percentile);
            _figures.Add(new Figure(
                Text($"{name} ({rate:n0}/s), p{percentile}"), Text($"{value:n2} ms{stretch.Troubles()}"), $"≤ {most} ms",
                value <= most && stretch.IsClean));
        }
    }

    private Contender Add(string name, ChildServer server, IReadOnlyList<string> numbers, string secret)
    {
        var ledger = new AckLedger(Path.Combine(_folder.Root, "ledger"), name);
        var contender = new Contender(name, server.Endpoint, options.Connections, new MessageSource(numbers, TextMix.Ingest, secret, time), ledger);
        _contenders.Add(contender);
        return contender;
    }

    private ChildServer Keep(ChildServer child)
    {
        _children.Add(child);
        return child;
    }

    private static Figure PeakOf(string name, Contender contender) =>
        new(name, Text($"{contender.PerSecond:n0}/s (rounds {string.Join(", ", contender.Rounds.Select(round => Text($"{round.PerSecond:n0}{round.Troubles()}")))})"));

    private static Figure Ratio(string name, Contender one, Contender other, double least, string unit)
    {
        var ratio = one.PerSecond / other.PerSecond * (unit == "%" ? 100 : 1);
        return new Figure("  " + name, Text($"{ratio:n1} {unit}"), Text($"≥ {least} {unit}"), ratio >= least);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
