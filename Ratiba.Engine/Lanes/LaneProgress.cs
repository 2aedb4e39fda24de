namespace Ratiba.Engine.Lanes;

/// <summary>
/// How far a lane has come: its queues, its floor, what waits for another try, and how far it is behind. Pure; the worker feeds it.
/// A tenant that fills more than its part of a full read gets a queue of its own, and each round takes from every queue: its backlog cannot hold up the others
/// (docs/decisions/0007-fair-lanes.md). When its queue is read to the end it rejoins the common one.
/// </summary>
internal sealed class LaneProgress(long floor, IEnumerable<WaitingEvent> waiting)
{
    // A tenant with at most a quarter of every read makes the others wait a third longer at most.
    private const int CrowdingPart = 4;

    // Each queue costs a round trip per round. With more crowding tenants than this in one lane the rest share the common queue.
    private const int MostAside = 7;

    private readonly Dictionary<long, WaitingEvent> _waiting = waiting.ToDictionary(entry => entry.Seq);
    private readonly List<LaneQueue> _queues = [new LaneQueue(null, floor, DateTime.UnixEpoch)];
    private long _floor = floor;
    private long _tip = floor;
    private int _caughtUp;

    /// <summary>Every event at or below it is settled.</summary>
    public long Floor => Interlocked.Read(ref _floor);

    /// <summary>The common queue first.</summary>
    public IReadOnlyList<LaneQueue> Queues => _queues;

    /// <summary>Tenants that have a queue of their own.</summary>
    public Guid[] Aside { get; private set; } = [];

    /// <summary>Events of all lanes up to <paramref name="head"/> that this lane has not read; zero when it has read everything.</summary>
    public long Behind(long head) => Volatile.Read(ref _caughtUp) == 1 ? 0 : Math.Max(0, head - Interlocked.Read(ref _tip));

    /// <summary>Tries of this event so far.</summary>
    public short AttemptsOf(long seq) => _waiting.TryGetValue(seq, out var entry) ? entry.Attempts : (short)0;

    /// <summary>Begins a round: goes back to events whose next try is due, and returns the conversations that are not read because theirs is not.</summary>
    public long[] BeginRound(DateTime now)
    {
        if (_waiting.Count == 0) return [];
        HashSet<long> conversations = [];
        foreach (var entry in _waiting.Values)
        {
            if (entry.NextAt > now) conversations.Add(entry.Conversation);
            else foreach (var queue in _queues) queue.Rewind(entry.Seq - 1);
        }
        return [.. conversations];
    }

    /// <summary>When the earliest waiting event is due; null when none waits.</summary>
    public DateTime? NextRetry => _waiting.Count == 0 ? null : _waiting.Values.Min(entry => entry.NextAt);

    /// <summary>The event failed and waits.</summary>
    public void Wait(WaitingEvent entry) => _waiting[entry.Seq] = entry;

    /// <summary>The event is settled; true when it had waited.</summary>
    public bool Settle(long seq) => _waiting.Remove(seq);

    /// <summary>Gives each tenant that crowds a full read of the common queue its own one, and divides the read between them.</summary>
    public IReadOnlyList<LaneRead> Divide(LaneRead common)
    {
        if (common.UpTo is null || _queues.Count > MostAside) return [common];
        var crowding = common.Events.CountBy(read => read.Tenant).Where(tenant => tenant.Value * CrowdingPart > common.Events.Count)
            .Select(tenant => tenant.Key).Take(MostAside + 1 - _queues.Count).ToHashSet();
        if (crowding.Count == 0) return [common];
        List<LaneRead> divided = [common with { Events = common.Events.FindAll(read => !crowding.Contains(read.Tenant)) }];
        foreach (var tenant in crowding)
        {
            LaneQueue queue = new(tenant, common.Queue.Position, common.Queue.Since);
            _queues.Add(queue);
            divided.Add(new LaneRead(queue, common.Events.FindAll(read => read.Tenant == tenant), common.UpTo));
        }
        NameAside();
        return divided;
    }

    /// <summary>Moves the queues and the floor after a round.</summary>
    /// <param name="safe">The horizon as it was before the reads.</param>
    /// <param name="reads">What was read, and is settled or waits unless it was left.</param>
    public void Advance(InboxHorizon.Mark safe, IReadOnlyList<LaneRead> reads)
    {
        foreach (var read in reads) read.Queue.Advance(safe, read.UpTo, read.Left);
        foreach (var read in reads)
            if (read is { UpTo: null, Left: null, Queue.Tenant: not null }) Rejoin(read.Queue);

        if (reads.Min(read => read.UpTo) is { } tip)
        {
            Interlocked.Exchange(ref _tip, tip);
            Volatile.Write(ref _caughtUp, 0);
        }
        else
        {
            Volatile.Write(ref _caughtUp, 1);
        }

        var floor = _queues.Min(queue => queue.Position);
        if (_waiting.Count > 0) floor = Math.Min(floor, _waiting.Keys.Min() - 1);
        if (floor > Floor) Interlocked.Exchange(ref _floor, floor);
    }

    // Read to its end, a queue stands at the horizon, and the common one cannot have passed that: it has missed nothing of this tenant.
    private void Rejoin(LaneQueue queue)
    {
        _queues.Remove(queue);
        NameAside();
    }

    private void NameAside() => Aside = [.. _queues.Skip(1).Select(queue => queue.Tenant!.Value.Value)]; // only the first queue is nobody's
}
