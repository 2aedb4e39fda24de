namespace Ratiba.Engine.Language.Times;

/// <summary>What the reader of times knows before the message arrives.</summary>
/// <param name="Now">The moment, in the shop's zone.</param>
/// <param name="Hours">The shop's hours by <see cref="DayOfWeek"/>, null on days when it is closed; no list at all when they are not known, and then they decide nothing.</param>
/// <param name="Asked">The question just asked: after "what time?" a bare number is an hour, after "which day?" a day of the month.</param>
internal readonly record struct WhenContext(DateTime Now, IReadOnlyList<ClockWindow?>? Hours = null, Asked Asked = Asked.Nothing)
{
    /// <summary>What the parts of the day cover.</summary>
    public DayPartHours Parts { get; init; } = DayPartHours.Usual;

    /// <summary>Whether a weekday said on that very weekday may be today; otherwise it is the one in a week, because who means today says so.</summary>
    public bool WeekdayMayBeToday { get; init; }

    /// <summary>How far ahead the shop takes bookings, in days. "Tuesday 13th" is believed as it stands if there is one within it; otherwise the weekday wins over the date (CV5).</summary>
    public int Horizon { get; init; } = UsualHorizon;

    /// <summary>Three months: further ahead, a date whose weekday does not fit is rather miscounted.</summary>
    public const int UsualHorizon = 90;

    /// <summary>The day, in the shop's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>The hours of a day, or null when it is closed or its hours are not known.</summary>
    public ClockWindow? HoursOn(DateOnly day) => Hours?[(int)day.DayOfWeek];
}
