namespace Ratiba.Engine.Outbox;

/// <summary>Lines that wait for an instant. One timer for all; each line is in here at most once, so it holds no more than the lanes do.</summary>
internal sealed class DelayQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ConversationLine, long> _waiting = new();
    private readonly TimeProvider _clock;
    private readonly Action<ConversationLine> _due;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    /// <param name="clock">Whose time.</param>
    /// <param name="due">Called for each line when its instant has come; must not block.</param>
    public DelayQueue(TimeProvider clock, Action<ConversationLine> due)
    {
        (_clock, _due) = (clock, due);
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Hands the line on at the instant.</summary>
    public void Add(ConversationLine line, DateTimeOffset at)
    {
        lock (_gate)
        {
            _waiting.Enqueue(line, at.UtcTicks);
            Arm_NeedsLock();
        }
    }

    /// <summary>Stops the timer.</summary>
    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        List<ConversationLine> due = [];
        lock (_gate)
        {
            _armedFor = long.MaxValue;
            var now = _clock.GetUtcNow().UtcTicks;
            while (_waiting.TryPeek(out _, out var at) && at <= now) due.Add(_waiting.Dequeue());
            Arm_NeedsLock();
        }
        foreach (var line in due) _due(line);
    }

    private void Arm_NeedsLock()
    {
        if (!_waiting.TryPeek(out _, out var next) || next >= _armedFor) return;
        _armedFor = next;
        // Timers count whole milliseconds; rounding up never fires early and spins.
        var wait = Math.Max(0, next - _clock.GetUtcNow().UtcTicks);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(wait).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
