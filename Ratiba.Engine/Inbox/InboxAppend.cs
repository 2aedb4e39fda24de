using System.Threading.Tasks.Sources;

namespace Ratiba.Engine.Inbox;

/// <summary>
/// One request's events while they wait for their commit. Pooled together with its buffer, so that the webhook path allocates nothing per request;
/// rent it from <see cref="InboxWriter"/>, await it once, return it.
/// </summary>
public sealed class InboxAppend : IValueTaskSource<AppendOutcome>
{
    // A buffer that one huge batch has grown is not kept: a thousand pooled appends must not pin a thousand of them.
    private const int LargestKeptBuffer = 16 * 1024;

    private readonly List<PendingEvent> _events = new(1);
    private ManualResetValueTaskSourceCore<AppendOutcome> _completion = new() { RunContinuationsAsynchronously = true };
    private byte[] _buffer = new byte[2048];
    private int _used;

    internal IReadOnlyList<PendingEvent> Events => _events;

    internal List<PendingEvent> EventList => _events;

    internal int Bytes => _used;

    internal ReadOnlyMemory<byte> BodyOf(in PendingEvent pending) => _buffer.AsMemory(pending.BodyStart, pending.BodyLength);

    /// <summary>Room for at least <paramref name="size"/> bytes behind what is already there; <see cref="Advance"/> keeps what was written.</summary>
    internal Span<byte> GetSpan(int size)
    {
        if (_buffer.Length - _used < size)
        {
            var grown = new byte[Math.Max(_buffer.Length * 2, _used + size)];
            _buffer.AsSpan(0, _used).CopyTo(grown);
            _buffer = grown;
        }
        return _buffer.AsSpan(_used);
    }

    /// <summary>Keeps bytes written into <see cref="GetSpan"/> and returns where they start.</summary>
    internal int Advance(int written)
    {
        var start = _used;
        _used += written;
        return start;
    }

    internal void Add(in PendingEvent pending) => _events.Add(pending);

    /// <summary>Forgets the events but keeps the object.</summary>
    internal void Clear()
    {
        _events.Clear();
        _used = 0;
    }

    internal ValueTask<AppendOutcome> AsTask() => new(this, _completion.Version);

    internal void Complete(AppendOutcome outcome) => _completion.SetResult(outcome);

    internal void Reset()
    {
        Clear();
        _completion.Reset();
        if (_buffer.Length > LargestKeptBuffer) _buffer = new byte[2048];
    }

    AppendOutcome IValueTaskSource<AppendOutcome>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<AppendOutcome>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<AppendOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}
