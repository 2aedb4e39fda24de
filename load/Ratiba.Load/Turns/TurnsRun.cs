using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using Ratiba.Load.Ingest;
using Ratiba.Load.Ledger;
using Ratiba.Load.Machine;
using Ratiba.Load.Messages;
using Ratiba.Load.Report;
using Ratiba.Load.Traffic;

namespace Ratiba.Load.Turns;

/// <summary>
/// One run of <c>turns</c>: a webhook in, its reply committed and handed to the sandbox. Every message is from a new customer, the dearest case: a customer
/// and a conversation are made for each.
/// 1. start the sandbox and the server, onboard the tenants;
/// 2. warm up, then closed rounds with a window of turns under way: the peak;
/// 3. the open model at half of the peak: latency from the intended send to the arrival at the sandbox;
/// 4. the same with one tenant at twenty times the messages of each other: what the others notice of it (RELIABILITY.md, 12);
/// 5. drain, then acked ⊆ inbox ⊆ replies, each exactly once;
/// 6. the table.
/// </summary>
internal sealed class TurnsRun(TurnsOptions options, TimeProvider time) : IAsyncDisposable
{
    private const double LeastPerSecond = 3_000;
    private const double MostMilliseconds = 500;
    private const int FastestPerSecond = 20_000;

    // RELIABILITY.md, 12: the noisy neighbour and what the others may notice of it.
    private const int NoisyTimes = 20;
    private const double MostSlowdown = 1.5;

    private static readonly TimeSpan WarmUpLength = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly Progress _progress = new();
    private readonly WorkFolder _folder = new(options.Folder);
    private readonly TurnBook _book = new();
    private readonly List<Figure> _figures = [];
    private ChildServer? _sandbox;
    private RatibaNode? _node;

    /// <summary>0 when every figure meets its target.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var setup = new NodeSetup(_folder.Root, options.Database);
        _sandbox = await SandboxNode.StartAsync(_folder.Root, cancellationToken);
        _node = await RatibaNode.StartAsync(setup, lanes: true, _sandbox.Address, cancellationToken);
        _progress.Say($"ratiba is ready; onboarding {options.Tenants} tenants");
        var numbers = await _node.CreateTenantsAsync(options.Tenants, cancellationToken);
        await WalRecycling.RunAsync(_node.Database, cancellationToken);
        var machine = await MachineInfo.ReadAsync(_node.Database, cancellationToken);

        var messages = new MessageSource(numbers, await TextMix.ReadAsync(options.Mix, cancellationToken), setup.Secret, time);
        using var ledger = new AckLedger(Path.Combine(_folder.Root, "ledger"), "turns");
        await using (await ArrivalFeed.OpenAsync(_sandbox.Address, _book, cancellationToken))
        {
            using var generator = new Generator(_node.Server.Endpoint, options.Connections, messages, ledger);
            await MeasureAsync(generator, messages, cancellationToken);
        }

        await CheckAsync(messages, ledger, cancellationToken);
        var report = new LoadReport("turns", time.GetUtcNow(), machine, _figures);
        Console.WriteLine(report.ToTable());
        if (options.Json is not null)
        {
            await report.SaveAsync(options.Json, cancellationToken);
        }

        return report.Passed ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task MeasureAsync(Generator generator, MessageSource messages, CancellationToken cancellationToken)
    {
        await WarmUpAsync(generator, messages, cancellationToken);
        var rates = new List<double>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            rates.Add(await RunClosedAsync(generator, messages, options.Round, $"round {round}", cancellationToken));
        }

        var peak = Contender.Median(rates);
        _figures.Add(new Figure(
            $"Full turns, closed model, {options.Window} under way", Text($"{peak:n0}/s (rounds {string.Join(", ", rates.Select(rate => Text($"{rate:n0}")))})"),
            Text($"≥ {LeastPerSecond:n0}/s"), peak >= LeastPerSecond));

        var half = peak / 2;
        var stretch = await RunOpenAsync(generator, messages, half, options.Open, counts: null, cancellationToken);
        AddLatency(half, stretch);
        await MeasureNoiseAsync(generator, messages, half, cancellationToken);
    }

    /// <summary>Quiet and noisy stretches in turn, so that a bad minute of the machine falls on both; only the other tenants' turns count.</summary>
    private async Task MeasureNoiseAsync(Generator generator, MessageSource messages, double rate, CancellationToken cancellationToken)
    {
        var noisyRate = rate * (options.Tenants + NoisyTimes - 1) / options.Tenants;
        var (quiet, noisy, isClean) = (new List<double>(), new List<double>(), true);
        for (var round = 0; round < options.Rounds; round++)
        {
            quiet.Add(await OthersAsync(1, rate));
            noisy.Add(await OthersAsync(NoisyTimes, noisyRate));
        }

        var (without, with) = (Contender.Median(quiet), Contender.Median(noisy));
        _figures.Add(new Figure(
            Text($"The others' p99 with one tenant at {NoisyTimes} times each other's messages"), Text($"{with:n0} ms, without it {without:n0} ms: {with / without:n2} times"),
            Text($"< {MostSlowdown} times"), isClean && with < without * MostSlowdown));

        async Task<double> OthersAsync(int times, double perSecond)
        {
            messages.CrowdFirst(times);
            var stretch = await RunOpenAsync(generator, messages, perSecond, options.Open / options.Rounds, index => !messages.IsToFirst(index), cancellationToken);
            isClean &= stretch.IsClean;
            return Of(_book.Latency, 99);
        }
    }

    private async Task<Stretch> RunOpenAsync(Generator generator, MessageSource messages, double rate, TimeSpan length, Func<long, bool>? counts, CancellationToken cancellationToken)
    {
        _progress.Say(Text($"open model at {rate:n0} turns/s"));
        messages.SignAhead((int)(length.TotalSeconds * rate * 1.1) + 1000);
        _book.Begin(messages.Next, counts);
        var stretch = generator.Run(new OpenPace(rate, Stopwatch.GetTimestamp()), length, _book.Sent, cancellationToken);
        await DrainAsync(stretch, cancellationToken);
        return stretch;
    }

    /// <summary>Until two neighbouring stretches are alike: code compiled, connections open, caches of the tenants filled.</summary>
    private async Task WarmUpAsync(Generator generator, MessageSource messages, CancellationToken cancellationToken)
    {
        const int MostStretches = 6;
        const double Flat = 0.10;
        var last = 0.0;
        for (var i = 1; i <= MostStretches; i++)
        {
            var rate = await RunClosedAsync(generator, messages, WarmUpLength, $"warm-up {i}", cancellationToken);
            if (Math.Abs(rate - last) <= Flat * rate)
            {
                break;
            }

            last = rate;
        }
    }

    private async Task<double> RunClosedAsync(Generator generator, MessageSource messages, TimeSpan length, string name, CancellationToken cancellationToken)
    {
        messages.SignAhead((int)(length.TotalSeconds * FastestPerSecond));
        _book.Begin(messages.Next);
        var (nodeBefore, sandboxBefore, ownBefore, answered) = (_node!.Server.Processor, _sandbox!.Processor, Environment.CpuUsage.TotalTime, _book.Answered); // Started by RunAsync.
        var start = Stopwatch.GetTimestamp();
        var stretch = generator.Run(new TurnPace(options.Window, () => _book.Waiting), length, _book.Sent, cancellationToken);
        var turns = _book.Answered - answered;
        var rate = turns / Stopwatch.GetElapsedTime(start).TotalSeconds;
        _progress.Say(Text($"{name}: {rate:n0} turns/s, processor per turn: server {Each(_node.Server.Processor - nodeBefore)}, ")
            + Text($"sandbox {Each(_sandbox.Processor - sandboxBefore)}, generator {Each(Environment.CpuUsage.TotalTime - ownBefore)} µs{stretch.Troubles()}"));
        await DrainAsync(stretch, cancellationToken);
        return rate;

        string Each(TimeSpan spent) => Text($"{spent.TotalMicroseconds / Math.Max(1, turns):n0}");
    }

    /// <summary>Waits for the replies of a stretch, so that it does not weigh on the next one.</summary>
    private async Task DrainAsync(Stretch stretch, CancellationToken cancellationToken)
    {
        // Nobody waits for the reply to a message that was not acknowledged; one of unknown outcome may still get one.
        _book.Refused(stretch.Sent - stretch.Acked);
        var started = Stopwatch.GetTimestamp();
        while (_book.Waiting > 0 && Stopwatch.GetElapsedTime(started) < DrainPatience)
        {
            await Task.Delay(Look, time, cancellationToken);
        }

        if (_book.Waiting > 0)
        {
            _progress.Say($"{_book.Waiting:n0} turns have no reply after {DrainPatience.TotalSeconds:n0} s");
            _book.Refused(_book.Waiting);
        }
    }

    private async Task CheckAsync(MessageSource messages, AckLedger ledger, CancellationToken cancellationToken)
    {
        await Backlog.DrainAsync(_node!.Database, DrainPatience, _progress, cancellationToken); // Started by RunAsync.
        var inbox = await LedgerCheck.RunAsync(_node.Database, LedgerCheck.Inbox, messages.Prefix, ledger, cancellationToken);
        _figures.Add(new Figure("Ledger: acked ⊆ inbox", inbox.ToString(), "0 lost, 0 doubled", inbox.Holds));
        Add("Effects: one reply committed per acked message", await EffectCheck.InOutboxAsync(_node.Database, ledger, cancellationToken));
        Add("Effects: one reply at the sandbox per acked message", EffectCheck.AtSandbox(_book, ledger));
        var doubled = await EffectCheck.DoubledKeysAsync(_sandbox!.Address, cancellationToken); // Started by RunAsync.
        _figures.Add(new Figure("Keys sent twice to the sandbox", Text($"{doubled}"), "0", doubled == 0));
        _figures.Add(new Figure("Replies to customers who did not write", Text($"{_book.Strangers}"), "0", _book.Strangers == 0));

        void Add(string name, EffectResult result) => _figures.Add(new Figure(name, result.ToString(), "0 missing, 0 doubled", result.Holds));
    }

    private void AddLatency(double rate, Stretch stretch)
    {
        Add(50, null);
        Add(99, MostMilliseconds);
        Add(99.9, null);
        _figures.Add(new Figure("  ack alone, p50 / p99 / p99.9", Text($"{stretch.Milliseconds(50):n2} / {stretch.Milliseconds(99):n2} / {stretch.Milliseconds(99.9):n2} ms{stretch.Troubles()}")));

        void Add(double percentile, double? most)
        {
            var value = Of(_book.Latency, percentile);
            _figures.Add(new Figure(
                Text($"Turn at half of the peak, open model ({rate:n0}/s), p{percentile}"), Text($"{value:n1} ms"), most is { } limit ? Text($"≤ {limit} ms") : null,
                most is { } bound ? value <= bound && stretch.IsClean : null));
        }
    }

    private static double Of(LongHistogram latency, double percentile) => latency.TotalCount == 0 ? double.NaN : latency.GetValueAtPercentile(percentile) / 1000.0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
