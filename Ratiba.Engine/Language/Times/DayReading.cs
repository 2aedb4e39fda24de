namespace Ratiba.Engine.Language.Times;

/// <summary>What a piece of a date says; pieces that stand together are joined: "Friday" + "9 May", "Jumanne" + "wiki ijayo", "tarehe 7" + "mwezi huu".</summary>
internal enum DayShape : byte
{
    /// <summary>A day that nothing can change any more: "tomorrow", "2026-05-09", "in 3 days".</summary>
    Fixed,

    /// <summary>A weekday, "Friday", with or without "next": <see cref="DayReading.Weekday"/>.</summary>
    Weekday,

    /// <summary>A day of some month, "the 9th", "tarehe tisa": <see cref="DayReading.Number"/>.</summary>
    DayOfMonth,

    /// <summary>A day and month without a year, "9 May": the day is the next such one.</summary>
    MonthDay,

    /// <summary>A calendar week.</summary>
    Week,

    /// <summary>A Saturday and Sunday.</summary>
    Weekend,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Any other run of days, "the next 3 days".</summary>
    Days,
}

/// <summary>A piece of a date, resolved as far as it can be alone. <see cref="Calendar"/> makes them.</summary>
internal readonly record struct DayReading
{
    /// <summary>The first token.</summary>
    public required int First { get; init; }

    /// <summary>The last token.</summary>
    public required int Last { get; init; }

    /// <summary>What it says.</summary>
    public required DayShape Shape { get; init; }

    /// <summary>The day, or the first of several.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The last of several days, included.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>The weekday that was said, 1 for Monday, or 0.</summary>
    public int Weekday { get; init; }

    /// <summary>The day of the month that was said, or 0.</summary>
    public int Number { get; init; }

    /// <summary>The unit of a distance, "two weeks from now": a weekday beside it chooses within that unit.</summary>
    public TimeUnit? Distance { get; init; }

    /// <summary>How it is bound: "end of the month".</summary>
    public WhenBound Bound { get; init; }

    /// <summary>A second reading as likely.</summary>
    public DateOnly? OtherDay { get; init; }

    /// <summary>What was assumed.</summary>
    public Assumptions Assumed { get; init; }

    /// <summary>"Every Friday".</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether it is one day.</summary>
    public bool Single => LastDay is null;

    /// <summary>It lies in the past: "yesterday", "2 days ago".</summary>
    public bool Past { get; init; }
}
