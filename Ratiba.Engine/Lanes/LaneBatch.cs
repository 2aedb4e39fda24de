using Npgsql;
using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Lanes;

/// <summary>Some events of one lane and the transaction in which they take effect.</summary>
internal sealed class LaneBatch(short lane, long epoch, NpgsqlConnection connection, IReadOnlyList<InboxEvent> events)
{
    private readonly Dictionary<long, EventFailure> _failures = [];

    /// <summary>The lane's number.</summary>
    public short Lane => lane;

    /// <summary>In order of arrival; no two of the same conversation.</summary>
    public IReadOnlyList<InboxEvent> Events => events;

    /// <summary>The lane's own connection; for reads before <see cref="Begin"/>.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Events that are not settled by this batch.</summary>
    public IReadOnlyDictionary<long, EventFailure> Failures => _failures;

    /// <summary>This event failed but may succeed later: it is tried again with backoff and parked after the last try.</summary>
    public void Retry(InboxEvent failed, string reason, string? detail = null) => _failures[failed.Seq] = new EventFailure(failed, reason, detail, Final: false);

    /// <summary>This event can never succeed: it becomes a dead letter with its reason now.</summary>
    public void Park(InboxEvent failed, string reason, string? detail = null) => _failures[failed.Seq] = new EventFailure(failed, reason, detail, Final: true);

    /// <summary>Starts the batch's one transaction; everything that the events change goes through it.</summary>
    public LaneTransaction Begin() => new(lane, epoch, connection, this);
}

/// <summary>An event that did not take effect, and why.</summary>
/// <param name="Event">The event.</param>
/// <param name="Reason">A stable snake_case word for counting.</param>
/// <param name="Detail">For the operator; never message text, names or numbers.</param>
/// <param name="Final">True when another try is pointless.</param>
internal sealed record EventFailure(InboxEvent Event, string Reason, string? Detail, bool Final);
