namespace Ratiba.Engine.Language.Times;

/// <summary>
/// A time of day as it was said, before anything decides between its readings. They all share the minute, so the readings are a set of hours: "at 3" is {3, 15}, "3pm" is {15},
/// "saa 4" is {10, 22} on the Swahili clock and {4, 16} on the Western one. Parts of the day, the day and the opening hours strike hours out.
/// </summary>
internal readonly record struct ClockReading
{
    /// <summary>The first token.</summary>
    public required int First { get; init; }

    /// <summary>The last token.</summary>
    public required int Last { get; init; }

    /// <summary>The hours it may be: bit 3 for three in the morning, bit 15 for three in the afternoon.</summary>
    public required uint Hours { get; init; }

    /// <summary>Those of <see cref="Hours"/> that come from the Swahili clock; where a part of the day leaves several hours, these are believed first.</summary>
    public uint SwahiliHours { get; init; }

    /// <summary>The minute, of every reading.</summary>
    public int Minute { get; init; }

    /// <summary>The second, of every reading: nearly always zero.</summary>
    public int Second { get; init; }

    /// <summary>A number and nothing else, "4": only what stands around it makes it a time.</summary>
    public bool Bare { get; init; }

    /// <summary>More than a number but no certain time, "nine thirty", "3.30", "1030": it too needs company, or an answer to "what time?".</summary>
    public bool Weak { get; init; }

    /// <summary>"3ish", "kama saa nne".</summary>
    public bool Around { get; init; }

    /// <summary>Whether it is a time whatever stands around it.</summary>
    public bool Sure => !Bare && !Weak;

    /// <summary>Whether more than one hour is left.</summary>
    public bool Open => System.Numerics.BitOperations.PopCount(Hours) > 1;

    /// <summary>The same so many minutes later, or earlier below zero.</summary>
    public ClockReading Shift(int minutes)
    {
        var total = Minute + minutes;
        var hours = (int)Math.Floor(total / 60.0);
        return this with { Minute = total - 60 * hours, Hours = Turn(Hours, hours), SwahiliHours = Turn(SwahiliHours, hours) };
    }

    /// <summary>The set of one hour.</summary>
    public static uint Only(int hour) => 1u << hour;

    /// <summary>The set of an hour on the dial (0 to 12) in both halves of the day; an hour from 13 on is itself.</summary>
    public static uint Both(int hour) => hour > 12 ? 1u << hour : 1u << hour % 12 | 1u << hour % 12 + 12;

    // Turns a set of hours by so many around the clock.
    private static uint Turn(uint hours, int by)
    {
        by = (by % 24 + 24) % 24;
        return (hours << by | hours >> 24 - by) & 0xFFFFFF;
    }
}
