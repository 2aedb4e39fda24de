using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>
/// One number or page: how fast it may send and whether it may send at all. Guarded by the lock of its lane.
/// The pace is a token bucket in its GCRA form: one instant instead of tokens and a timer. It follows the injected clock, which the limiters of
/// System.Threading.RateLimiting cannot, and it hands out the instant of a turn instead of holding a worker until it comes.
/// </summary>
internal sealed class AccountGate(ChannelKind channel, string account, TenantId tenant, int sendsPerSecond)
{
    // A quarter of a second's worth may go at once; Meta counts per second.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1.0 / sendsPerSecond);
    private long _essentialUntil;
    private DateTimeOffset _paidUntil = DateTimeOffset.UnixEpoch;

    /// <summary>The channel.</summary>
    public ChannelKind Channel => channel;

    /// <summary>The provider's id of the number or page.</summary>
    public string Account => account;

    /// <summary>Whose it is.</summary>
    public TenantId Tenant => tenant;

    /// <summary>Rows of this account in memory.</summary>
    public int Held { get; set; }

    /// <summary>The account fills more than its share of the lane: further rows stay in the database.</summary>
    public bool Crowded { get; set; }

    /// <summary>Sending has been stopped: rows stay in the database.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Nothing is sent before this instant.</summary>
    public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Until this instant only answers inside the message window are sent.</summary>
    public DateTimeOffset EssentialUntil
    {
        // Read by workers without the lane's lock, hence in one piece.
        get => new(Interlocked.Read(ref _essentialUntil), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _essentialUntil, value.UtcTicks);
    }

    /// <summary>The credentials with which it was stopped.</summary>
    public long StoppedStamp { get; private set; }

    /// <summary>When a stopped account is tried again whatever its credentials.</summary>
    public DateTimeOffset ProbeAt { get; private set; }

    /// <summary>Whether rows of this account are kept out of memory.</summary>
    public bool Shut => Stopped || Crowded;

    /// <summary>Takes the next turn and says how long until it comes; zero means now.</summary>
    public TimeSpan TakeTurn(DateTimeOffset now)
    {
        var turn = _paidUntil - Burst;
        if (_paidUntil < now) _paidUntil = now;
        _paidUntil += _interval;
        return turn <= now ? TimeSpan.Zero : turn - now;
    }

    /// <summary>Stops sending until the credentials differ or the probe is due.</summary>
    public void Stop(long stamp, DateTimeOffset probeAt) => (Stopped, StoppedStamp, ProbeAt) = (true, stamp, probeAt);

    /// <summary>Allows sending again.</summary>
    public void Resume() => Stopped = false;
}
