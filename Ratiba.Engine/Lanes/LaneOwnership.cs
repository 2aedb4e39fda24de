using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Lanes;

/// <summary>
/// Takes, keeps and gives back lanes. A lease says who should own a lane; the epoch, checked in every lane transaction, says who does: so two processes on one
/// database are safe at any moment, whatever their clocks say (DESIGN.md point 4).
/// <list type="number">
/// <item>Each beat renews the own leases, counts the nodes that are alive, and gives back what exceeds this node's fair share.</item>
/// <item>Lanes whose lease has run out are taken, up to the fair share, each with a new epoch.</item>
/// <item>On stop the workers finish their batch, and the lanes are released at once.</item>
/// </list>
/// </summary>
internal sealed partial class LaneOwnership : BackgroundService
{
    // Every read of a lane steps over what it has settled beyond the horizon. At 3,000 turns/s a horizon one to two seconds old made that half of Postgres' time.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly Database _database;
    private readonly IReadOnlyList<ILaneHandler> _handlers;
    private readonly IReadOnlyList<ILaneListener> _listeners;
    private readonly LaneOptions _options;
    private readonly LaneInstruments _instruments;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<LaneOwnership> _log;
    private readonly InboxHorizon _horizon = new();
    private readonly Guid _node;
    private readonly CancellationTokenSource _kill = new();
    private readonly OwnedLane?[] _owned;
    private readonly int _lanes;

    public LaneOwnership(
        Database database, IEnumerable<ILaneHandler> handlers, IEnumerable<ILaneListener> listeners, InboxWakeUps wakeUps, LaneCount lanes,
        IOptions<LaneOptions> options, LaneInstruments instruments, TimeProvider clock, ILoggerFactory logs)
    {
        _database = database;
        _handlers = [.. handlers];
        _listeners = [.. listeners];
        _options = options.Value;
        _instruments = instruments;
        _clock = clock;
        _logs = logs;
        _log = logs.CreateLogger<LaneOwnership>();
        _node = RowId.New(clock);
        _lanes = lanes.Value;
        _owned = new OwnedLane?[_lanes];
        wakeUps.Connect(lane => Volatile.Read(ref _owned[lane])?.Worker.Wake(), Backlog);
    }

    /// <summary>Lanes this node owns.</summary>
    public int Owned => _owned.Count(lane => lane is not null);

    private long Backlog()
    {
        var head = _horizon.Head;
        long behind = 0;
        foreach (var lane in _owned) behind += lane?.Worker.Behind(head) ?? 0;
        return behind / _lanes;
    }

    /// <summary>Takes lanes before traffic arrives, so that the first messages need not wait for a beat.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await SafelyAsync(BeatAsync, cancellationToken);
        await SafelyAsync(LookAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A third of the lease leaves two beats to fail.
        var period = TimeSpan.FromTicks(Math.Min(_options.Lease.Ticks / 3, TimeSpan.FromSeconds(1).Ticks));
        using var timer = new PeriodicTimer(period < s_look ? period : s_look, _clock);
        var beat = _clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var isBeat = _clock.GetElapsedTime(beat) >= period;
                if (isBeat)
                {
                    beat = _clock.GetTimestamp();
                    await SafelyAsync(BeatAsync, stoppingToken);
                }
                if (isBeat || _horizon.IsWanted) await SafelyAsync(LookAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: StopAsync drains and releases.
        }
    }

    /// <summary>Lets the workers finish their batch, up to the drain limit, and releases the lanes.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var mine = _owned.OfType<OwnedLane>().ToArray();
        foreach (var lane in mine) await lane.Stopping.CancelAsync();
        var finished = Task.WhenAll(mine.Select(lane => lane.Running));
        await finished.WaitAsync(_options.DrainTimeout, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!finished.IsCompleted) LogNotDrained(_options.DrainTimeout);
        try
        {
            await LaneLeases.ReleaseAsync(_database, _node, [.. mine.Select(lane => lane.Worker.Lane)], [.. mine.Select(lane => lane.Worker.Floor)], cancellationToken);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or OperationCanceledException or TimeoutException)
        {
            LogNotReleased(failure, _options.Lease);
        }
        await _kill.CancelAsync();
    }

    private async Task SafelyAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException)
        {
            LogBeatFailed(failure);
        }
    }

    private async Task LookAsync(CancellationToken stopping) => _horizon.Observe(await LaneLeases.LookAsync(_database, stopping));

    private async Task BeatAsync(CancellationToken stopping)
    {
        foreach (var lane in _owned)
            if (lane is { Running.IsCompleted: true }) await DropAsync(lane);
        var mine = _owned.OfType<OwnedLane>().ToArray();
        var beat = await LaneLeases.BeatAsync(
            _database, _node, [.. mine.Select(lane => lane.Worker.Lane)], [.. mine.Select(lane => lane.Worker.Epoch)], [.. mine.Select(lane => lane.Worker.Floor)],
            _options.Enabled, _options.Lease, stopping);
        foreach (var lane in mine)
            if (!beat.Renewed.Contains(lane.Worker.Lane)) await DropAsync(lane);
        if (!_options.Enabled) return;
        var share = (_lanes + beat.Nodes - 1) / beat.Nodes;
        await GiveBackAsync(share, stopping);
        var missing = share - Owned;
        if (missing <= 0) return;
        var taken = (await LaneLeases.TakeAsync(_database, _node, missing, _options.Lease, stopping)).ToArray();
        foreach (var lane in taken) Start(lane);
        if (taken.Length > 0) LogTaken(taken.Length, _lanes, beat.Nodes);
    }

    private void Start(LaneLeases.TakenLane taken)
    {
        var worker = new LaneWorker(
            taken.Lane, taken.Epoch, taken.Floor, _database, _handlers, _horizon, _options, _instruments, _clock, _logs.CreateLogger<LaneWorker>());
        var stopping = new CancellationTokenSource();
        foreach (var listener in _listeners) listener.LaneAcquired(taken.Lane, taken.Epoch);
        Volatile.Write(ref _owned[taken.Lane], new OwnedLane(worker, Task.Run(() => worker.RunAsync(stopping.Token, _kill.Token), CancellationToken.None), stopping));
    }

    private async Task GiveBackAsync(int share, CancellationToken stopping)
    {
        foreach (var lane in _owned.OfType<OwnedLane>().Skip(share).ToArray())
        {
            await lane.Stopping.CancelAsync();
            await lane.Running;
            await LaneLeases.ReleaseAsync(_database, _node, [lane.Worker.Lane], [lane.Worker.Floor], stopping);
            await DropAsync(lane);
        }
    }

    private async Task DropAsync(OwnedLane lane)
    {
        Volatile.Write(ref _owned[lane.Worker.Lane], null);
        foreach (var listener in _listeners) listener.LaneLost(lane.Worker.Lane);
        await lane.Stopping.CancelAsync();
        await lane.Running;
        lane.Stopping.Dispose();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _kill.Dispose();
        base.Dispose();
    }

    private sealed record OwnedLane(LaneWorker Worker, Task Running, CancellationTokenSource Stopping);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} of {Lanes} lanes taken; {Nodes} nodes are alive")]
    private partial void LogTaken(int count, int lanes, int nodes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Leases could not be renewed; trying again at the next beat")]
    private partial void LogBeatFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batches were still running after {Limit}; they are cut off and their events stay in the inbox")]
    private partial void LogNotDrained(TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lanes could not be released; other nodes take them when the lease of {Lease} runs out")]
    private partial void LogNotReleased(Exception failure, TimeSpan lease);
}
