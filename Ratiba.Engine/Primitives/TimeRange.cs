namespace Ratiba.Engine.Primitives;

/// <summary>A half-open stretch of time, <c>[Start, End)</c>, in instants.</summary>
public readonly record struct TimeRange(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>Whether the two share any time; touching ends do not.</summary>
    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;
}
