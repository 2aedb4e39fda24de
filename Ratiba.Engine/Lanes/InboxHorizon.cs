namespace Ratiba.Engine.Lanes;

/// <summary>
/// How far the inbox is complete. Sequence numbers are taken before a commit, so a lower number may become visible after a higher one; a lane's floor must not
/// pass it. A number is safe once every transaction that had taken one by then has ended. Each of those has its transaction id before its first number, because
/// its key is inserted (or its letter updated) first; so all of them lie below an id that is given out after the number was read.
/// (The xmax of a snapshot is no such id: it follows the last transaction that has completed, not the last that has begun, and an append that is held up for two
/// looks would be passed. Two of 314,545 events were, on 2026-11-22, when a commit stalled for over 50 ms.)
/// </summary>
internal sealed class InboxHorizon
{
    private (long Seq, DateTime At, ulong Bound)? _candidate;
    private volatile Mark _safe = new(0, DateTime.MinValue);
    private long _head;
    private long _wanted;

    /// <summary>Whether a lane has settled events that lie beyond what is safe: until the horizon passes them, each of its reads steps over them again.</summary>
    public bool IsWanted => Interlocked.Read(ref _wanted) > _safe.Seq;

    /// <summary>Every event up to here is committed or will never be.</summary>
    public Mark Safe => _safe;

    /// <summary>The last number given out.</summary>
    public long Head => Interlocked.Read(ref _head);

    /// <summary>A lane has read up to here.</summary>
    public void Want(long seq)
    {
        // Several lanes race here; a lower number that wins is corrected by the next read.
        if (seq > Interlocked.Read(ref _wanted)) Interlocked.Exchange(ref _wanted, seq);
    }

    /// <summary>Takes what the database said.</summary>
    public void Observe(LaneLeases.Seen seen)
    {
        Interlocked.Exchange(ref _head, seen.Head);
        if (_candidate is { } candidate && seen.Oldest >= candidate.Bound)
        {
            _safe = new Mark(candidate.Seq, candidate.At);
            _candidate = null;
        }
        _candidate ??= (seen.Head, seen.Now, seen.Own);
    }

    /// <summary>A safe number and when it was read, by the database's clock.</summary>
    public sealed record Mark(long Seq, DateTime At);
}
