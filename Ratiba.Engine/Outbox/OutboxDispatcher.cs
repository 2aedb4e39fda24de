using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>
/// Turns the outbox rows of owned lanes into calls to providers: one at a time per conversation in order, many conversations at once.
/// </summary>
/// <remarks>
/// Delivery is at least once, and sent twice only in these cases: the process died, or lost its lane, between a provider's answer and the commit of its
/// completion (about 20 ms) and no status with our key arrived within <see cref="OutboxOptions.RecoveryDelay"/>; or a call ended without an answer and no
/// status with our key arrived within <see cref="OutboxOptions.UnknownOutcomeDelay"/>, although the provider had taken it. Providers offer no
/// idempotency key (PROVIDERS.md 1.10), so nothing can close that gap.
/// </remarks>
internal sealed partial class OutboxDispatcher : BackgroundService, ILaneListener
{
    // Scheduled rows further ahead than this are left to the poll; it comes round well within.
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(5);
    private const int PollsPerRotation = 10;

    private readonly ConcurrentDictionary<short, LaneOutbox> _lanes = new();
    private readonly OutboxStore _store;
    private readonly OutboxSender _sender;
    private readonly OutboxOptions _options;
    private readonly OutboxInstruments _instruments;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxDispatcher> _log;
    private readonly DelayQueue _delays;
    private readonly CancellationTokenSource _abort = new();
    private int _polls;
    private volatile bool _pollDue = true;

    // Unbounded in form only: a line is in here at most once and has rows, so it is bounded by the lanes' capacity.
    private readonly Channel<ConversationLine> _ready = Channel.CreateUnbounded<ConversationLine>();

    // One slot, further signals are dropped: the tending loop looks at everything when it wakes.
    private readonly Channel<bool> _tend = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public OutboxDispatcher(
        OutboxStore store, OutboxSender sender, IOptions<OutboxOptions> options, OutboxInstruments instruments, TimeProvider clock,
        ILogger<OutboxDispatcher> log)
    {
        (_store, _sender, _options, _instruments, _clock, _log) = (store, sender, options.Value, instruments, clock, log);
        _delays = new DelayQueue(clock, MakeReady);
        instruments.Observe(() => _lanes.Values.Sum(lane => (long)lane.Count), () => _lanes.Values.LongCount(lane => lane.Behind));
    }

    /// <summary>
    /// Hands over rows that a lane has just committed, in order. Never blocks; what does not fit is read from the database later. Called by the lane
    /// that committed them, one call at a time per lane.
    /// </summary>
    public void Committed(IReadOnlyList<OutboxRow> rows)
    {
        List<ConversationLine> ready = new(rows.Count);
        var horizon = _clock.GetUtcNow() + Horizon;
        foreach (var row in rows)
        {
            if (row.NextAt <= horizon && _lanes.TryGetValue(row.Lane, out var lane)) lane.Offer(row, ready);
        }
        foreach (var line in ready) MakeReady(line);
    }

    /// <summary>This node owns the lane from now on: what is pending in the database is sent, then what is handed over.</summary>
    public void LaneAcquired(short lane, long epoch)
    {
        var acquired = new LaneOutbox(lane, epoch, _options, _sender.SendsPerSecond)
        {
            ProvenUntil = After(_options.OwnershipProof),
            RecoverUntil = _clock.GetUtcNow() + _options.RecoveryDelay,
        };
        _lanes.AddOrUpdate(lane, acquired, (_, former) =>
        {
            former.Lose();
            return acquired;
        });
        _tend.Writer.TryWrite(true);
    }

    /// <summary>This node no longer owns the lane: nothing more is sent for it. Calls in flight end by themselves and are written.</summary>
    public void LaneLost(short lane)
    {
        if (_lanes.TryRemove(lane, out var lost)) lost.Lose();
    }

    /// <summary>Stops taking rows, lets calls in flight end to the deadline, then gives them up as unknown.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _abort.CancelAfter(_options.DrainTimeout);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _delays.Dispose();
        _abort.Dispose();
        base.Dispose();
    }

    /// <summary>Workers and the tending loop; if one fails, all end and the host stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var tasks = new List<Task>(_options.Concurrency + 1) { TendAsync(failed.Token) };
        for (var worker = 0; worker < _options.Concurrency; worker++) tasks.Add(WorkAsync(failed.Token));
        var first = await Task.WhenAny(tasks);
        if (!stoppingToken.IsCancellationRequested) await failed.CancelAsync();
        await Task.WhenAll(tasks);
        await first;
    }

    private void MakeReady(ConversationLine line) => _ready.Writer.TryWrite(line);

    private long After(TimeSpan span) => _clock.GetTimestamp() + (long)(span.TotalSeconds * _clock.TimestampFrequency);

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var line in _ready.Reader.ReadAllAsync(stopping))
            {
                if (stopping.IsCancellationRequested) return;
                await SendAsync(line);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Rows not taken stay pending in the database.
        }
    }

    private async Task SendAsync(ConversationLine line)
    {
        var lane = line.Lane;
        var proven = _clock.GetTimestamp() < lane.ProvenUntil;
        if (lane.TryTake(line, _clock.GetUtcNow(), proven, out var lookAgain) is not { } pending)
        {
            if (lookAgain is { } at) _delays.Add(line, at);
            return;
        }
        try
        {
            var after = await _sender.SendAsync(line, pending, _abort.Token);
            if (after.LookAgain is { } later) _delays.Add(line, later);
            else if (after.Next) MakeReady(line);
            // The room that was made is filled at once; one test in many sends finds it so.
            if (lane.WantsRows) _tend.Writer.TryWrite(true);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            LogAbandoned(pending.Row.Id);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            // Our own database, not the provider: no try is counted.
            LogDatabaseFailed(failure, pending.Row.Id);
            lane.Keep(line, pending.Row);
            _delays.Add(line, _clock.GetUtcNow() + _options.PollInterval);
        }
#pragma warning disable CA1031 // a bug in one row must not stop the others; the row is tried again with backoff and stays in the database
        catch (Exception bug)
#pragma warning restore CA1031
        {
            LogBug(bug, pending.Row.Id);
            lane.Keep(line, pending.Row with { Attempts = (short)(pending.Row.Attempts + 1), NextAt = _clock.GetUtcNow() + _options.MaxBackoff });
            _delays.Add(line, _clock.GetUtcNow() + _options.MaxBackoff);
        }
    }

    // One loop for all that is slow: proofs of ownership, polls, reads of lanes that are behind, accounts that may go on.
    private async Task TendAsync(CancellationToken stopping)
    {
        await using var timer = _clock.CreateTimer(
            _ =>
            {
                _pollDue = true;
                _tend.Writer.TryWrite(true);
            }, null, _options.PollInterval, _options.PollInterval);
        try
        {
            while (await _tend.Reader.WaitToReadAsync(stopping))
            {
                _tend.Reader.TryRead(out _);
                try
                {
                    if (_pollDue) await PollAsync(stopping);
                    foreach (var lane in _lanes.Values.Where(lane => lane.WantsRows)) await CatchUpAsync(lane, stopping);
                }
                catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
                {
                    // The next poll tries again; ownership is not proved meanwhile, so sending stops by itself.
                    LogPollFailed(failure);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        _pollDue = false;
        if (_lanes.IsEmpty) return;
        var provenUntil = After(_options.OwnershipProof);
        var epochs = await _store.EpochsAsync([.. _lanes.Keys], stopping);
        foreach (var lane in _lanes.Values)
        {
            if (epochs.TryGetValue(lane.Lane, out var epoch) && epoch == lane.Epoch) lane.ProvenUntil = provenUntil;
            else if (epoch > lane.Epoch) DropStale(lane);
        }
        await SettleDoubtfulAsync(stopping);
        await ResumeAccountsAsync(stopping);
        await LookForOthersRowsAsync(stopping);
        if (++_polls % PollsPerRotation != 0) return;
        foreach (var lane in _lanes.Values) lane.Rotate();
    }

    private void DropStale(LaneOutbox lane)
    {
        LogStale(lane.Lane, lane.Epoch);
        lane.Lose();
        _lanes.TryRemove(KeyValuePair.Create(lane.Lane, lane));
    }

    private async Task SettleDoubtfulAsync(CancellationToken stopping)
    {
        List<Guid> doubtful = [];
        foreach (var lane in _lanes.Values) lane.CollectDoubtful(doubtful);
        if (doubtful.Count == 0) return;
        var sent = await _store.NoLongerPendingAsync(doubtful, stopping);
        if (sent.Count == 0) return;
        List<ConversationLine> ready = [];
        foreach (var lane in _lanes.Values) lane.FinishDoubtful(sent, ready);
        foreach (var line in ready) MakeReady(line);
    }

    private async Task ResumeAccountsAsync(CancellationToken stopping)
    {
        foreach (var lane in _lanes.Values)
        {
            foreach (var account in lane.StoppedAccounts())
            {
                if (_clock.GetUtcNow() < account.ProbeAt && await _sender.CredentialStampAsync(account, stopping) == account.StoppedStamp) continue;
                LogResumed(account.Tenant, account.Channel);
                lane.Resume(account);
            }
        }
    }

    private async Task LookForOthersRowsAsync(CancellationToken stopping)
    {
        var inStep = _lanes.Values.Where(lane => !lane.Behind).ToDictionary(lane => lane.Lane);
        if (inStep.Count == 0) return;
        var shut = inStep.Values.SelectMany(lane => lane.ShutAccounts()).ToList();
        foreach (var (lane, id) in await _store.PollAsync([.. inStep.Keys], shut, 2 * _options.LaneCapacity, stopping)) inStep[lane].Saw(id);
    }

    private async Task CatchUpAsync(LaneOutbox lane, CancellationToken stopping)
    {
        var limit = lane.BeginCatchUp();
        try
        {
            var recovering = _clock.GetUtcNow() < lane.RecoverUntil;
            var rows = await _store.LoadPendingAsync(lane.Lane, lane.ShutAccounts(), limit, stopping);
            _instruments.LaneRead();
            List<ConversationLine> ready = [];
            lane.EndCatchUp(rows, rows.Count < limit, recovering, ready);
            foreach (var line in ready) MakeReady(line);
        }
        finally
        {
            lane.AbandonCatchUp();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Row} could not be handled because of a bug; it is tried again later")]
    private partial void LogBug(Exception bug, Guid row);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database failed while row {Row} was sent; trying again")]
    private partial void LogDatabaseFailed(Exception failure, Guid row);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped before the provider answered for row {Row}; it stays pending")]
    private partial void LogAbandoned(Guid row);

    [LoggerMessage(Level = LogLevel.Error, Message = "Polling the outbox failed; trying again")]
    private partial void LogPollFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane} has a later owner than epoch {Epoch}; nothing more is sent for it")]
    private partial void LogStale(short lane, long epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Tenant {Tenant} sends on {Channel} again")]
    private partial void LogResumed(TenantId tenant, ChannelKind channel);
}
