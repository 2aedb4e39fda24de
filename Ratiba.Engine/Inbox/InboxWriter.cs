using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Inbox;

/// <summary>
/// Group commit: all requests that wait are written by one statement, committed once, then all answered (CH5).
/// <list type="number">
/// <item>A request waits in one bounded channel; past its bounds the answer is <see cref="AppendOutcome.Overloaded"/>.</item>
/// <item>A writer takes everything that waits, writes it and commits, in one round trip.</item>
/// <item>The lanes are woken, then the requests are answered: what was acknowledged first is visible first.</item>
/// <item>When the commit is not confirmed, all its requests get <see cref="AppendOutcome.Unavailable"/>, and so does everyone else until the database is back.</item>
/// </list>
/// </summary>
public sealed partial class InboxWriter : BackgroundService
{
    private readonly Database _database;
    private readonly InboxOptions _options;
    private readonly InboxInstruments _instruments;
    private readonly InboxWakeUps _wakeUps;
    private readonly TimeProvider _clock;
    private readonly ILogger<InboxWriter> _log;

    // Bounded by requests here and by bytes in _waitingBytes; TryWrite fails when full, and the caller answers 503.
    private readonly Channel<InboxAppend> _waiting;
    private readonly AppendPool _pool = new();
    private readonly TaskCompletionSource _firstConnection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waitingBytes;
    private int _connected;

    /// <summary>Composed by the host; starts committing in <see cref="BackgroundService.StartAsync"/>.</summary>
    internal InboxWriter(
        Database database, IOptions<InboxOptions> options, InboxInstruments instruments, InboxWakeUps wakeUps, TimeProvider clock, ILogger<InboxWriter> log)
    {
        _database = database;
        _options = options.Value;
        _instruments = instruments;
        _wakeUps = wakeUps;
        _clock = clock;
        _log = log;
        _waiting = Channel.CreateBounded<InboxAppend>(new BoundedChannelOptions(_options.WaitingRequests) { SingleReader = false, SingleWriter = false });
    }

    /// <summary>Whether at least one writer has a connection; readiness asks.</summary>
    public bool IsConnected => Volatile.Read(ref _connected) > 0;

    /// <summary>An empty append to fill; give it back with <see cref="Return"/>.</summary>
    public InboxAppend Rent() => _pool.Rent();

    /// <summary>Takes back an append whose outcome has been awaited.</summary>
    public void Return(InboxAppend append) => _pool.Return(append);

    /// <summary>Waits until the events are committed. Returns at once when there is no room or no database.</summary>
    public ValueTask<AppendOutcome> AppendAsync(InboxAppend append)
    {
        if (!IsConnected) return ValueTask.FromResult(Refuse(AppendOutcome.Unavailable));
        if (_wakeUps.Backlog > _options.Backlog) return ValueTask.FromResult(Refuse(AppendOutcome.Overloaded));
        if (Interlocked.Add(ref _waitingBytes, append.Bytes) > _options.WaitingBytes || !_waiting.Writer.TryWrite(append))
        {
            Interlocked.Add(ref _waitingBytes, -append.Bytes);
            return ValueTask.FromResult(Refuse(AppendOutcome.Overloaded));
        }
        return append.AsTask();
    }

    private AppendOutcome Refuse(AppendOutcome outcome)
    {
        _instruments.Refused(outcome);
        return outcome;
    }

    /// <summary>Waits for the first connection, so that the first webhook is not refused; not for ever, since a node may start before its database.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await _firstConnection.Task.WaitAsync(_options.CommitTimeout, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs the writers until the host stops. What still waits then is committed: the edge has already stopped taking requests.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stoppingToken.Register(() => _waiting.Writer.TryComplete());
        return Task.WhenAll(Enumerable.Range(0, _options.Writers).Select(_ => Task.Run(() => WriteAsync(stoppingToken), CancellationToken.None)));
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        var batch = new List<InboxAppend>(_options.BatchEvents);
        while (true)
        {
            await using var connection = await ConnectAsync(stopping);
            if (connection is null) return;
            Interlocked.Increment(ref _connected);
            _firstConnection.TrySetResult();
            await using var command = new AppendCommand(connection, _options.CommitTimeout, _clock);
            var lost = await CommitUntilLostAsync(command, batch);
            if (Interlocked.Decrement(ref _connected) == 0) RefuseWaiting(batch);
            if (!lost) return;
        }
    }

    /// <summary>True when the connection is lost, false when the channel is complete.</summary>
    private async Task<bool> CommitUntilLostAsync(AppendCommand command, List<InboxAppend> batch)
    {
        // Committed and not yet answered: under load they are answered while Postgres already works on the next batch, so that neither side waits for the other.
        var committed = new List<InboxAppend>(_options.BatchEvents);
        while (true)
        {
            if (committed.Count == 0)
            {
                if (!await _waiting.Reader.WaitToReadAsync(CancellationToken.None)) return false;
                await GatherAsync();
            }
            Take(command, batch);
            if (batch.Count == 0)
            {
                // Another writer was faster: nobody's answer may wait for a request that may never come.
                Answer(committed, AppendOutcome.Committed);
                continue;
            }
            var started = _clock.GetTimestamp();
            try
            {
                var committing = command.CommitAsync(CancellationToken.None);
                Answer(committed, AppendOutcome.Committed);
                await committing;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
            {
                LogCommitFailed(batch.Count, (failure as PostgresException)?.SqlState, failure.GetType().Name);
                Answer(committed, AppendOutcome.Committed);
                Answer(batch, AppendOutcome.Unavailable);
                return true;
            }
            command.Clear();
            _instruments.Committed(batch.Count, _clock.GetElapsedTime(started));
            foreach (var append in batch)
            {
                _instruments.Stored(append.EventList);
                _wakeUps.Wake(append.EventList);
            }
            (committed, batch) = (batch, committed);
            // The next batch is worth its round trip when it is half as large as this one; otherwise answering first brings the callers back sooner.
            if (_waiting.Reader.Count * 2 < committed.Count) Answer(committed, AppendOutcome.Committed);
        }
    }

    /// <summary>
    /// Lets requests that the thread pool has already queued come in first: while each turn of the pool brings more, the batch grows, and a lone request waits
    /// for one turn only, no timer. What it brings: docs/decisions/0002-group-commit.md.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask GatherAsync()
    {
        for (var waiting = 0; waiting < _waiting.Reader.Count && waiting < _options.BatchEvents;)
        {
            waiting = _waiting.Reader.Count;
            await Task.Yield();
        }
    }

    private void Take(AppendCommand command, List<InboxAppend> batch)
    {
        int events = 0, bytes = 0;
        while (events < _options.BatchEvents && bytes < _options.BatchBytes && _waiting.Reader.TryRead(out var append))
        {
            batch.Add(append);
            command.Add(append);
            events += append.EventList.Count;
            bytes += append.Bytes;
        }
        Interlocked.Add(ref _waitingBytes, -bytes);
    }

    private void RefuseWaiting(List<InboxAppend> batch)
    {
        while (_waiting.Reader.TryRead(out var append))
        {
            Interlocked.Add(ref _waitingBytes, -append.Bytes);
            batch.Add(append);
        }
        Answer(batch, AppendOutcome.Unavailable);
    }

    private void Answer(List<InboxAppend> batch, AppendOutcome outcome)
    {
        if (outcome != AppendOutcome.Committed) _instruments.Failed(batch.Count);
        foreach (var append in batch) append.Complete(outcome);
        batch.Clear();
    }

    private async Task<NpgsqlConnection?> ConnectAsync(CancellationToken stopping)
    {
        var logged = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                return await _database.OpenDedicatedAsync(stopping);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
            {
                if (!logged) LogUnreachable(failure.GetType().Name, (failure as PostgresException)?.SqlState, _options.ReconnectDelay);
                logged = true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return null;
            }
            // A request that slipped in before the connection was lost must not wait for its return.
            if (!IsConnected) RefuseWaiting([]);
            await Task.Delay(_options.ReconnectDelay, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Commit of {Requests} waiting webhook requests was not confirmed ({SqlState} {Error}); they were answered 503")]
    private partial void LogCommitFailed(int requests, string? sqlState, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database cannot be reached ({Error} {SqlState}); webhooks are answered 503, trying again every {Delay}")]
    private partial void LogUnreachable(string error, string? sqlState, TimeSpan delay);
}
