using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Lanes;

/// <summary>
/// The one worker of an owned lane: reads the inbox in order, hands batches to the handlers, settles.
/// <list type="number">
/// <item>Woken by a commit of this node, by a due retry, or by the poll.</item>
/// <item>Reads the next unsettled events, of each queue its part; at most one per conversation goes into a batch, the others follow in the next one, so order holds.</item>
/// <item>The handler's transaction holds the lane's epoch and settles the batch together with its effects.</item>
/// <item>A batch that fails is tried event by event; the poison one is retried with backoff, then parked. Its conversation waits, the lane goes on.</item>
/// </list>
/// </summary>
internal sealed partial class LaneWorker(
    short lane, long epoch, long floor, Database database, IReadOnlyList<ILaneHandler> handlers, InboxHorizon horizon, LaneOptions options,
    LaneInstruments instruments, TimeProvider clock, ILogger log)
{
    // One slot, further wake-ups dropped: a wake-up only says "look", and one look sees everything.
    private readonly Channel<bool> _wakeUp = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private LaneProgress _progress = new(floor, []);

    /// <summary>The lane's number.</summary>
    public short Lane => lane;

    /// <summary>The epoch under which this worker owns the lane.</summary>
    public long Epoch => epoch;

    /// <summary>See <see cref="LaneProgress.Floor"/>.</summary>
    public long Floor => _progress.Floor;

    /// <summary>See <see cref="LaneProgress.Behind"/>.</summary>
    public long Behind(long head) => _progress.Behind(head);

    /// <summary>There may be something to read.</summary>
    public void Wake() => _wakeUp.Writer.TryWrite(true);

    /// <summary>Works until another owner has taken the lane, or until told to stop: a running batch is finished, unless it is aborted too.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var pause = options.FirstRetry;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenDedicatedAsync(stopping);
                await LaneStore.BeginSessionAsync(connection, lane, stopping);
                _progress = new LaneProgress(Floor, await LaneStore.LoadWaitingAsync(connection, lane, stopping));
                pause = options.FirstRetry;
                await WorkAsync(connection, stopping, abort);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested || abort.IsCancellationRequested)
            {
                return;
            }
            catch (PostgresException lost) when (lost.SqlState == LaneStore.EpochLost)
            {
                LogLost(lane, epoch);
                instruments.Lost();
                return;
            }
            catch (Exception failure)
            {
                // Whatever it is, the events are in the inbox and nothing is settled: connect anew and read again.
                LogFailed(failure, lane, pause);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.LongestRetry.Ticks));
            }
        }
    }

    private async Task WorkAsync(NpgsqlConnection connection, CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            while (_wakeUp.Reader.TryRead(out _)) { }
            var began = clock.GetTimestamp();
            if (await RoundAsync(connection, abort)) continue;
            await WaitAsync(stopping);
            // Woken again so soon, the lane is busy: what comes until its next round shares that round's statements. After a quiet moment nothing waits here.
            var rest = options.Rest - clock.GetElapsedTime(began);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        var wait = options.PollInterval;
        if (_progress.NextRetry is { } due && due - clock.GetUtcNow().UtcDateTime is var untilDue && untilDue < wait) wait = untilDue < TimeSpan.Zero ? TimeSpan.Zero : untilDue;
        using var timeout = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            await _wakeUp.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // The poll: look again without having been woken.
        }
    }

    /// <summary>One read of each queue and what follows from it; true when there may be more to do at once.</summary>
    private async Task<bool> RoundAsync(NpgsqlConnection connection, CancellationToken abort)
    {
        var safe = horizon.Safe;
        var reads = await ReadAsync(connection, abort);
        var now = FirstOfEachConversation(reads);
        // The first handler that takes a kind gets it: an event is never handled twice.
        foreach (var group in now.ToLookup(candidate => handlers.FirstOrDefault(handler => handler.Handles(candidate.Kind))))
        {
            if (group.Key is { } handler)
            {
                await HandleAsync(connection, handler, [.. group], abort);
                continue;
            }
            foreach (var orphan in group)
                await FailAsync(connection, new EventFailure(orphan, "no_handler", "No handler of this build takes this kind; replay it after an upgrade.", Final: true), abort);
        }
        _progress.Advance(safe, reads);
        foreach (var read in reads)
            if (read.Events.Count > 0) horizon.Want(read.Events[^1].Seq);
        return reads.Exists(read => read.UpTo is not null || read.Left is not null);
    }

    /// <summary>Takes from every queue: each its part of the room that is left, so that what one does not need goes to the next.</summary>
    private async Task<List<LaneRead>> ReadAsync(NpgsqlConnection connection, CancellationToken abort)
    {
        var waiting = _progress.BeginRound(clock.GetUtcNow().UtcDateTime);
        LaneQueue[] queues = [.. _progress.Queues];
        var room = options.BatchEvents;
        List<LaneRead> reads = [];
        for (var number = 0; number < queues.Length; number++)
        {
            var limit = Math.Max(1, room / (queues.Length - number));
            var events = await LaneStore.ReadAsync(connection, lane, queues[number], _progress.Aside, waiting, limit, abort);
            room -= events.Count;
            LaneRead read = new(queues[number], events, events.Count == limit ? events[^1].Seq : null);
            if (number == 0) reads.AddRange(_progress.Divide(read));
            else reads.Add(read);
        }
        return reads;
    }

    /// <summary>Leaves every conversation's later events for the next round.</summary>
    private static List<InboxEvent> FirstOfEachConversation(List<LaneRead> reads)
    {
        HashSet<long> conversations = [];
        List<InboxEvent> first = [];
        foreach (var read in reads)
        {
            foreach (var candidate in read.Events)
            {
                if (conversations.Add(candidate.Conversation)) first.Add(candidate);
                else read.Leave(candidate);
            }
        }
        if (reads.Count > 1) first.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        return first;
    }

    private async Task HandleAsync(NpgsqlConnection connection, ILaneHandler handler, List<InboxEvent> events, CancellationToken abort)
    {
        var started = clock.GetTimestamp();
        var batch = new LaneBatch(lane, epoch, connection, events);
        try
        {
            await handler.HandleAsync(batch, abort);
        }
        catch (Exception failure) when (IsTheEventsFault(failure, abort))
        {
            if (events.Count > 1)
            {
                LogIsolating(failure, lane, events.Count);
                foreach (var one in events) await HandleAsync(connection, handler, [one], abort);
                return;
            }
            batch.Retry(events[0], "exception", $"{failure.GetType().Name} {(failure as PostgresException)?.SqlState}".TrimEnd());
        }
        instruments.Handled(events.Count - batch.Failures.Count, clock.GetElapsedTime(started));
        foreach (var failure in batch.Failures.Values) await FailAsync(connection, failure, abort);
        foreach (var handled in events)
            if (!batch.Failures.ContainsKey(handled.Seq) && _progress.Settle(handled.Seq)) await LaneStore.ForgetAsync(connection, lane, handled.Seq, abort);
    }

    private async Task FailAsync(NpgsqlConnection connection, EventFailure failure, CancellationToken abort)
    {
        var seq = failure.Event.Seq;
        var attempts = (short)(_progress.AttemptsOf(seq) + 1);
        if (failure.Final || attempts >= options.MostAttempts)
        {
            await LaneStore.ParkAsync(connection, lane, epoch, failure, attempts, abort);
            _progress.Settle(seq);
            instruments.Parked(failure.Reason);
            LogParked(lane, seq, failure.Event.Kind, failure.Reason, failure.Detail, attempts);
            return;
        }
        var next = new WaitingEvent(seq, failure.Event.Conversation, attempts, (clock.GetUtcNow() + Backoff(attempts)).UtcDateTime);
        await LaneStore.RetryLaterAsync(connection, lane, epoch, failure, next, abort);
        _progress.Wait(next);
        instruments.Retried(failure.Reason);
        LogRetry(lane, seq, failure.Event.Kind, failure.Reason, failure.Detail, attempts, options.MostAttempts);
    }

    private TimeSpan Backoff(int attempts) =>
        TimeSpan.FromTicks(Math.Min((long)(options.FirstRetry.Ticks * Math.Pow(4, attempts - 1)), options.LongestRetry.Ticks));

    /// <summary>A lost epoch or a database that is away says nothing about the event: it is not counted as a try.</summary>
    private static bool IsTheEventsFault(Exception failure, CancellationToken abort) => failure switch
    {
        OperationCanceledException => !abort.IsCancellationRequested,
        PostgresException { SqlState: LaneStore.EpochLost } => false,
        PostgresException refused => !refused.IsTransient && !refused.SqlState.StartsWith("57", StringComparison.Ordinal),
        NpgsqlException => false,
        System.Net.Sockets.SocketException or IOException or TimeoutException => false,
        _ => true,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane}: another owner has passed epoch {Epoch}; this worker stops, nothing of it took effect")]
    private partial void LogLost(short lane, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane} failed; its events stay in the inbox, next try in {Pause}")]
    private partial void LogFailed(Exception failure, short lane, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane}: a batch of {Events} failed; trying its events one by one")]
    private partial void LogIsolating(Exception failure, short lane, int events);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane}: event {Seq} ({Kind}) is parked after {Attempts} tries: {Reason} {Detail}")]
    private partial void LogParked(short lane, long seq, string kind, string reason, string? detail, short attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Lane}: event {Seq} ({Kind}) failed, try {Attempts} of {Most}: {Reason} {Detail}")]
    private partial void LogRetry(short lane, long seq, string kind, string reason, string? detail, short attempts, int most);
}
