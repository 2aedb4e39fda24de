namespace Ratiba.Engine.Lanes;

/// <summary>
/// How far the inbox is complete. Sequence numbers are taken before a commit, so a lower number may become visible after a higher one; a lane's floor must not
/// pass it. A number L read at one moment is safe once every transaction that was running then has ended. An append has its transaction id before its first
/// number, because its key is inserted first.
/// </summary>
internal sealed class InboxHorizon
{
    private (long Seq, DateTime At, ulong Xmax)? _candidate;
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

    /// <summary>Takes what the database said: its last number first, then the snapshot.</summary>
    public void Observe(long head, ulong xmin, ulong xmax, DateTime now)
    {
        Interlocked.Exchange(ref _head, head);
        if (_candidate is { } candidate && xmin >= candidate.Xmax)
        {
            _safe = new Mark(candidate.Seq, candidate.At);
            _candidate = null;
        }
        _candidate ??= (head, now, xmax);
    }

    /// <summary>A safe number and when it was read, by the database's clock.</summary>
    public sealed record Mark(long Seq, DateTime At);
}
