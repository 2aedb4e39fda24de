using System.Collections.Concurrent;

namespace Ratiba.Engine.Inbox;

/// <summary>Keeps finished appends for reuse; at most as many as requests were in flight at once, capped.</summary>
internal sealed class AppendPool
{
    // 1,024 x 2 KB of buffers: more requests in flight than that allocate, which is no harm at that load.
    private const int Capacity = 1_024;
    private readonly ConcurrentQueue<InboxAppend> _free = new();
    private int _count;

    public InboxAppend Rent()
    {
        if (!_free.TryDequeue(out var append)) return new InboxAppend();
        Interlocked.Decrement(ref _count);
        return append;
    }

    public void Return(InboxAppend append)
    {
        append.Reset();
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            return;
        }
        _free.Enqueue(append);
    }
}
