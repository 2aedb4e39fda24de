namespace Ratiba.Tests.Support;

/// <summary>A clock that stands still until it is moved. Its timers do not fire; for those, use real time with small values.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it.</summary>
    public void Advance(TimeSpan by) => _now += by;
}
