namespace Ratiba.Engine.Primitives;

/// <summary>Ids of rows: UUIDv7 (RFC 9562), so that an index grows at its right edge and a day is a range of ids.</summary>
public static class RowId
{
    /// <summary>A new id at the clock's time.</summary>
    public static Guid New(TimeProvider clock) => At(clock.GetUtcNow());

    /// <summary>A new id at the given instant.</summary>
#pragma warning disable RS0030 // the one place that may call it: the instant is the injected clock's
    public static Guid At(DateTimeOffset instant) => Guid.CreateVersion7(instant);
#pragma warning restore RS0030
}
