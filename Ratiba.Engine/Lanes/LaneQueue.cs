using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Lanes;

/// <summary>Events of a lane that are read in their order from a position of their own: one crowding tenant's, or everybody else's.</summary>
/// <param name="tenant">The crowding tenant; null for the common queue.</param>
/// <param name="position">Everything of the queue up to here is settled, or waits for another try.</param>
/// <param name="since">See <see cref="Since"/>.</param>
internal sealed class LaneQueue(TenantId? tenant, long position, DateTime since)
{
    // An append takes seconds at most, so nothing above the position was received an hour before the position was safe.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Whose it is; null for the common queue.</summary>
    public TenantId? Tenant => tenant;

    /// <summary>Reading starts behind it.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Nothing above the position was received before it; prunes partitions.</summary>
    public DateTime Since { get; private set; } = since;

    /// <summary>Moves on after a read and the settlement of what it returned.</summary>
    /// <param name="safe">The horizon as it was before the read.</param>
    /// <param name="upTo">Where the read stopped at its limit; null when it reached the end.</param>
    /// <param name="left">The lowest number that was read and left for the next round; null when none was.</param>
    public void Advance(InboxHorizon.Mark safe, long? upTo, long? left)
    {
        var reached = safe.Seq;
        if (upTo is { } last) reached = Math.Min(reached, last);
        if (left is { } lowest) reached = Math.Min(reached, lowest - 1);
        if (reached <= Position) return;
        Position = reached;
        if (reached == safe.Seq) Since = safe.At - Margin;
    }

    /// <summary>Goes back, because something behind the position is to be read again.</summary>
    public void Rewind(long seq)
    {
        if (seq >= Position) return;
        Position = seq;
        Since = DateTime.UnixEpoch;
    }
}

/// <summary>What one read of a queue returned.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Events">In order.</param>
/// <param name="UpTo">Where the read stopped at its limit; null when it reached the end.</param>
internal sealed record LaneRead(LaneQueue Queue, List<InboxEvent> Events, long? UpTo)
{
    /// <summary>The lowest number that is left for the next round.</summary>
    public long? Left { get; private set; }

    /// <summary>Leaves an event for the next round; called in order.</summary>
    public void Leave(InboxEvent later) => Left ??= later.Seq;
}
