using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Outbox;

/// <summary>
/// Writes what came of sends: one UPDATE for everything that finished within the window. A completion that is lost in a crash means a message sent
/// twice, never one lost. Registered before the dispatcher, so that it stops after it.
/// </summary>
internal sealed partial class OutboxWriter(
    Database database, OutboxStore store, IOptions<OutboxOptions> options, OutboxInstruments instruments, TimeProvider clock, ILogger<OutboxWriter> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromSeconds(5);

    // Bounded at sixteen batches: when the database does not take completions, senders wait here and nothing more is sent that could not be remembered.
    private readonly Channel<OutboxCompletion> _completions = Channel.CreateBounded<OutboxCompletion>(
        new BoundedChannelOptions(options.Value.CompletionBatch * 16) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource _abort = new();

    /// <summary>Takes a completion; waits only when the database has fallen behind.</summary>
    public ValueTask WriteAsync(OutboxCompletion completion, CancellationToken cancellation) => _completions.Writer.WriteAsync(completion, cancellation);

    /// <summary>Writes what was taken, to the deadline.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _completions.Writer.TryComplete();
        await using var deadline = cancellationToken.Register(_abort.Cancel);
        _abort.CancelAfter(options.Value.DrainTimeout);
        if (ExecuteTask is { } running) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    /// <summary>Ends when the channel is completed and empty; the host's token only comes together with <see cref="StopAsync"/>.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taken = new List<OutboxCompletion>(options.Value.CompletionBatch);
        NpgsqlConnection? connection = null;
        try
        {
            while (await _completions.Reader.WaitToReadAsync(_abort.Token))
            {
                await GatherAsync(taken);
                connection = await WriteAsync(connection, taken);
                foreach (var done in taken)
                {
                    // A row that is tried again stays known by its place in memory.
                    if (done.State != OutboxState.Pending) done.Lane.Settled(done.Row.Id);
                }
                taken.Clear();
            }
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            LogAbandoned(taken.Count + _completions.Reader.Count);
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }

    private async Task GatherAsync(List<OutboxCompletion> taken)
    {
        Take(taken);
        if (taken.Count >= options.Value.CompletionBatch || options.Value.CompletionWindow == TimeSpan.Zero || _completions.Reader.Completion.IsCompleted) return;
        await Task.Delay(options.Value.CompletionWindow, clock, _abort.Token);
        Take(taken);
    }

    private void Take(List<OutboxCompletion> taken)
    {
        while (taken.Count < options.Value.CompletionBatch && _completions.Reader.TryRead(out var next))
        {
            // Two of one row (a retry, then its end) meet only after an outage; the later one stands, with the task of either.
            var earlier = taken.FindIndex(other => other.Row.Id == next.Row.Id);
            if (earlier < 0) taken.Add(next);
            else taken[earlier] = next with { Task = next.Task ?? taken[earlier].Task };
        }
    }

    private async Task<NpgsqlConnection?> WriteAsync(NpgsqlConnection? connection, List<OutboxCompletion> taken)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < MaxRetry ? wait * 2 : MaxRetry)
        {
            try
            {
                connection ??= await database.OpenDedicatedAsync(_abort.Token);
                await store.CompleteAsync(connection, taken, _abort.Token);
                instruments.CompletionsWritten(taken.Count);
                return connection;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogFailed(failure, taken.Count, wait);
                // A value that Postgres refuses would block all others for ever. Texts are cleaned when they are read, so this is a bug; it costs one row.
                if (failure is PostgresException { SqlState: ['2', '2', ..] } && taken.Count > 1)
                {
                    await SplitAsync(taken);
                    return connection;
                }
                if (failure is PostgresException { SqlState: ['2', '2', ..] }) return connection;
                if (connection is not null) await connection.DisposeAsync();
                connection = null;
                await Task.Delay(wait, clock, _abort.Token);
            }
        }
    }

    private async Task SplitAsync(List<OutboxCompletion> taken)
    {
        NpgsqlConnection? connection = null;
        foreach (var one in taken) connection = await WriteAsync(connection, [one]);
        if (connection is not null) await connection.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} completions could not be written; trying again in {Wait}")]
    private partial void LogFailed(Exception failure, int count, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Stopped with {Count} completions unwritten: their messages may be sent again")]
    private partial void LogAbandoned(int count);
}
