using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Lanes;

/// <summary>How far a lane has come: its floor, what waits for another try, and how far it is behind. Pure; the worker feeds it.</summary>
internal sealed class LaneProgress(long floor, IEnumerable<WaitingEvent> waiting)
{
    // An append takes seconds at most, so nothing above the floor was received an hour before the floor was safe.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly Dictionary<long, WaitingEvent> _waiting = waiting.ToDictionary(entry => entry.Seq);
    private long _floor = floor;
    private long _tip = floor;
    private int _caughtUp;

    /// <summary>Every event at or below it is settled.</summary>
    public long Floor => Interlocked.Read(ref _floor);

    /// <summary>Nothing above the floor was received before it; prunes partitions.</summary>
    public DateTime Since { get; private set; } = DateTime.UnixEpoch;

    /// <summary>Events of all lanes up to <paramref name="head"/> that this lane has not read; zero when it has read everything.</summary>
    public long Behind(long head) => Volatile.Read(ref _caughtUp) == 1 ? 0 : Math.Max(0, head - Interlocked.Read(ref _tip));

    /// <summary>Tries of this event so far.</summary>
    public short AttemptsOf(long seq) => _waiting.TryGetValue(seq, out var entry) ? entry.Attempts : (short)0;

    /// <summary>Conversations that are not read now because their first event waits.</summary>
    public long[] Waiting(DateTime now)
    {
        if (_waiting.Count == 0) return [];
        return [.. _waiting.Values.Where(entry => entry.NextAt > now).Select(entry => entry.Conversation).Distinct()];
    }

    /// <summary>When the earliest waiting event is due; null when none waits.</summary>
    public DateTime? NextRetry => _waiting.Count == 0 ? null : _waiting.Values.Min(entry => entry.NextAt);

    /// <summary>The event failed and waits.</summary>
    public void Wait(WaitingEvent entry) => _waiting[entry.Seq] = entry;

    /// <summary>The event is settled; true when it had waited.</summary>
    public bool Settle(long seq) => _waiting.Remove(seq);

    /// <summary>Moves the floor after a read and the settlement of some of what it returned.</summary>
    /// <param name="safe">The horizon as it was before the read.</param>
    /// <param name="read">What the read returned, in order.</param>
    /// <param name="full">Whether the read stopped at its limit.</param>
    /// <param name="open">The lowest number that was read and is not settled; null when all are.</param>
    public void Advance(InboxHorizon.Mark safe, IReadOnlyList<InboxEvent> read, bool full, long? open)
    {
        if (read.Count > 0) Interlocked.Exchange(ref _tip, read[^1].Seq);
        Volatile.Write(ref _caughtUp, full ? 0 : 1);
        var floor = safe.Seq;
        if (full) floor = Math.Min(floor, read[^1].Seq);
        if (open is { } lowest) floor = Math.Min(floor, lowest - 1);
        if (_waiting.Count > 0) floor = Math.Min(floor, _waiting.Keys.Min() - 1);
        if (floor <= Floor) return;
        Interlocked.Exchange(ref _floor, floor);
        if (floor == safe.Seq) Since = safe.At - Margin;
    }
}
