namespace Ratiba.Engine.Language.Times;

/// <summary>What shape of time an expression has. The labelled sets write them in lower case (<c>datasets/README.md</c>).</summary>
internal enum WhenKind
{
    /// <summary>One day: "Friday", "tarehe tisa".</summary>
    Date,

    /// <summary>A time of day without a day: "saa nne".</summary>
    Time,

    /// <summary>A time on a day, or an instant: "kesho saa nne", "in two hours".</summary>
    DateTime,

    /// <summary>Several days: "this weekend", "wiki ijayo".</summary>
    DateRange,

    /// <summary>A stretch of the day without a day: "between 2 and 4", "jioni".</summary>
    TimeRange,

    /// <summary>A stretch of time on a day or over days: "tomorrow evening".</summary>
    DateTimeRange,
}

/// <summary>How a bound or point is meant.</summary>
internal enum WhenBound
{
    /// <summary>As it stands.</summary>
    None,

    /// <summary>Before it; only the end is bound.</summary>
    Before,

    /// <summary>After it; only the start is bound.</summary>
    After,

    /// <summary>From it on, itself included.</summary>
    Since,

    /// <summary>Up to it, itself included.</summary>
    Until,

    /// <summary>The first part of it.</summary>
    Start,

    /// <summary>The middle of it.</summary>
    Mid,

    /// <summary>The last part of it.</summary>
    End,

    /// <summary>About then.</summary>
    Around,
}

/// <summary>What the reader assumed; the reply says it back (issue 3: "always with what was assumed").</summary>
[Flags]
internal enum Assumptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>am or pm was not said.</summary>
    HalfOfDay = 1,

    /// <summary>The hour was read on the Swahili clock.</summary>
    SwahiliClock = 2,

    /// <summary>"saa" with digits was read on the Western clock.</summary>
    WesternClock = 4,

    /// <summary>Opening hours decided between readings.</summary>
    OpeningHours = 8,

    /// <summary>Which week was not certain: "next Friday".</summary>
    Week = 16,

    /// <summary>Month or year was not said.</summary>
    MonthOrYear = 32,

    /// <summary>No day was said and the next such time was taken.</summary>
    Day = 64,

    /// <summary>Weekday and date contradict each other; the weekday was believed (CV5).</summary>
    WeekdayWins = 128,
}

/// <summary>Which place an expression has in the message.</summary>
internal enum WhenRole
{
    /// <summary>The wanted time.</summary>
    Wanted,

    /// <summary>The time of the booking that is to move: "from Friday to Monday", "Sogeza ya tarehe nne ... hadi".</summary>
    Old,

    /// <summary>A time that lies in the past or dates something else: "niliyoweka jana".</summary>
    Past,
}

/// <summary>
/// One expression of time, resolved in the shop's zone. Of a <see cref="WhenKind.Time"/> or <see cref="WhenKind.TimeRange"/> the day is null; of a date the clock is null. A range ends at
/// <see cref="LastDay"/> (included) and <see cref="To"/> (the moment itself; not included for a part of the day).
/// </summary>
internal readonly record struct HeardWhen
{
    /// <summary>Where it stands in the message.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Its shape.</summary>
    public required WhenKind Kind { get; init; }

    /// <summary>How it is bound.</summary>
    public WhenBound Bound { get; init; }

    /// <summary>The day, or the first of several.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last of several days, included; null for one day.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>The time of day, or the start of a stretch.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>The end of a stretch.</summary>
    public TimeOnly? To { get; init; }

    /// <summary>Seconds that an instant carries beyond its minute: "in 90 seconds". Nearly always zero.</summary>
    public int Seconds { get; init; }

    /// <summary>The length that was said and gives the end: "from 4pm for 30 minutes".</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>The part of the day that was named, if the expression is no more exact than that.</summary>
    public DayPart? Part { get; init; }

    /// <summary>A second reading of the time that is as likely: "saa 4" as 10:00 or 16:00. Ask.</summary>
    public TimeOnly? OtherTime { get; init; }

    /// <summary>A second reading of the day: "next Friday".</summary>
    public DateOnly? OtherDay { get; init; }

    /// <summary>What was assumed.</summary>
    public Assumptions Assumed { get; init; }

    /// <summary>Its place in the message.</summary>
    public WhenRole Role { get; init; }

    /// <summary>A repetition, "every Friday": no single booking.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether it tells when the customer wants to come.</summary>
    public bool IsWanted => Role == WhenRole.Wanted && !Repeats;

    /// <summary>Whether it tells a time, a part or a stretch of the day.</summary>
    public bool HasClock => From is not null || To is not null || Part is not null;
}
