namespace Ratiba.Engine.Language.Times;

/// <summary>The pieces of one expression of time, as far as they have been read.</summary>
internal struct Gathered
{
    /// <summary>The first token of the expression.</summary>
    public int First;

    /// <summary>The last token.</summary>
    public int Last;

    /// <summary>The day, or the first day of a stretch.</summary>
    public DayReading? Day;

    /// <summary>The last day of a stretch from one day to another.</summary>
    public DayReading? EndDay;

    /// <summary>The time, or the start of a stretch.</summary>
    public ClockReading? From;

    /// <summary>The end of a stretch.</summary>
    public ClockReading? To;

    /// <summary>A part of the day.</summary>
    public PartReading? Part;

    /// <summary>The part that the end of a stretch names for itself: "saa tatu asubuhi hadi saa kumi jioni".</summary>
    public PartReading? EndPart;

    /// <summary>"Early" or "late" before the day: "late Friday afternoon".</summary>
    public WhenBound Edge;

    /// <summary>A moment by its distance from now.</summary>
    public MomentReading? Moment;

    /// <summary>The length of a stretch that was told by its start and length.</summary>
    public LengthReading? Length;

    /// <summary>How the time is bound.</summary>
    public WhenBound Bound;

    /// <summary>Whether its ends were told as "from … to …" or "… to …", which in a move are the old and the new time.</summary>
    public bool FromTo;

    /// <summary>Whether nothing was read yet.</summary>
    public readonly bool IsEmpty => Day is null && From is null && Part is null && Moment is null && Length is null;

    /// <summary>Whether a time of day may still be attached: there is none, and the day is one day.</summary>
    public readonly bool TakesClock => From is null && Moment is null && (Day is null || Day.Value.Single && EndDay is null);
}
