using Ratiba.Sandbox.Behaviour;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Graph;
using Ratiba.Sandbox.Hosting;

namespace Ratiba.Sandbox.Webhooks;

/// <summary>
/// Sends the status webhooks of accepted messages when they fall due: one loop, a queue by due time, so that thousands of delayed statuses cost no timers.
/// </summary>
internal sealed class StatusEmitter : IAsyncDisposable
{
    // The load run keeps statuses off; a test that floods the sandbox loses the excess, which is counted.
    private const int Capacity = 100_000;
    private const int Attempts = 6;

    private static readonly string[] Usual = ["sent", "delivered", "read"];

    // A phone on a mobile network: long enough to watch the ticks turn, short enough for a demonstration.
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly SandboxOptions _options;
    private readonly WebhookSender _sender;
    private readonly ConversationBook _conversations;

    // By due time, and in the order of scheduling where that is the same.
    private readonly PriorityQueue<DueStatus, (DateTimeOffset At, long Order)> _queue = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private long _order;
    private long _dropped;
    private int _disposed;

    public StatusEmitter(SandboxOptions options, WebhookSender sender, ConversationBook conversations)
    {
        _options = options;
        _sender = sender;
        _conversations = conversations;
        _loop = RunAsync(_stop.Token);
    }

    public long Dropped => Interlocked.Read(ref _dropped);

    public void Schedule(SendRecord send, ActiveBehaviour behaviour)
    {
        var settings = behaviour.Settings;
        var statuses = settings.Statuses ?? (_options.Statuses ? Usual : []);
        var error = behaviour.NextStatusError();
        if (error is not null)
        {
            statuses = ["sent", "failed"];
        }

        if (statuses.Count == 0)
        {
            return;
        }

        var pause = settings.StatusDelayMs is { } own ? TimeSpan.FromMilliseconds(own) : UsualPause;
        var at = _options.Time.GetUtcNow();
        var ordered = settings.Reorder ? statuses.Reverse() : statuses;
        foreach (var status in ordered)
        {
            at += pause;
            var failure = status == "failed"
                ? new StatusError(error?.Code ?? 131026, error?.Message ?? GraphError.TitleOf(error?.Code ?? 131026))
                : null;
            for (var copy = 0; copy <= settings.Duplicates; copy++)
            {
                Enqueue(new DueStatus(send, status, failure, 0), at);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _changed.Dispose();
    }

    private void Enqueue(DueStatus status, DateTimeOffset at)
    {
        lock (_queue)
        {
            if (_queue.Count >= Capacity)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            _queue.Enqueue(status, (at, _order++));
            Wake_NeedsLock();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (due, wait) = Next();
                if (due is not null)
                {
                    await EmitAsync(due, cancellationToken);
                }
                else
                {
                    await WaitAsync(wait, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private (DueStatus? Due, TimeSpan Wait) Next()
    {
        lock (_queue)
        {
            if (!_queue.TryPeek(out _, out var next))
            {
                return (null, Timeout.InfiniteTimeSpan);
            }

            var wait = next.At - _options.Time.GetUtcNow();
            return wait <= TimeSpan.Zero ? (_queue.Dequeue(), default) : (null, wait);
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(wait, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The next status is due.
        }
    }

    private async Task EmitAsync(DueStatus due, CancellationToken cancellationToken)
    {
        var (send, status, error, attempt) = due;
        var now = _options.Time.GetUtcNow();
        if (attempt == 0)
        {
            _conversations.SetStatus(send.Phone, send.Id, status);
        }

        // Messenger tells no "sent", Instagram only "read".
        if ((send.Channel == Channels.Instagram && status != "read") || (send.Channel == Channels.Messenger && status is not ("delivered" or "read")))
        {
            return;
        }

        var body = send.Channel == Channels.WhatsApp
            ? WebhookBodies.WhatsAppStatus(send.PhoneNumberId, send.Phone, send.Id, status, send.CallbackData, error, now)
            : WebhookBodies.PageStatus(send.Channel, send.PhoneNumberId, send.Phone, send.Id, status, now);
        var answer = await _sender.PostAsync(send.Channel, body, SignatureMode.Right, cancellationToken);

        // Meta retries for days; the sandbox a few times, long enough for a server that restarts.
        if (answer is < 200 or >= 300 && attempt + 1 < Attempts)
        {
            Enqueue(due with { Attempt = attempt + 1 }, now + (RetryPause * (1 << attempt)));
        }
    }

    private void Wake_NeedsLock()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private sealed record DueStatus(SendRecord Send, string Status, StatusError? Error, int Attempt);
}
