namespace Ratiba.Engine.Catalog;

/// <summary>When someone is there, week after week, in the shop's own time. A break is a gap between two windows of a day.</summary>
internal sealed class WeekPlan
{
    private readonly Window[][] _days;

    private WeekPlan(Window[][] days) => _days = days;

    /// <summary>A stretch of a day in minutes from midnight, <c>[From, To)</c>.</summary>
    internal readonly record struct Window(int From, int To);

    /// <summary>The windows of a weekday in order; empty when closed.</summary>
    public ReadOnlySpan<Window> On(DayOfWeek weekday) => _days[(int)weekday];

    /// <summary>From rows of one person or of the shop.</summary>
    public static WeekPlan Of(IEnumerable<HoursRow> rows)
    {
        var days = new List<Window>[7];
        for (var day = 0; day < 7; day++) days[day] = [];
        foreach (var row in rows) days[row.Weekday % 7].Add(new Window(Minute(row.Opens), Minute(row.Closes)));
        return new WeekPlan([.. days.Select(windows => windows.OrderBy(window => window.From).ToArray())]);
    }

    /// <summary>What of this plan lies inside the other.</summary>
    public WeekPlan Within(WeekPlan other) => new(
    [
        .. Enumerable.Range(0, 7).Select(day =>
            (from mine in _days[day]
             from theirs in other._days[day]
             let both = new Window(Math.Max(mine.From, theirs.From), Math.Min(mine.To, theirs.To))
             where both.From < both.To
             select both).ToArray()),
    ]);

    /// <summary>First opening and last closing of each weekday; null when closed.</summary>
    public (TimeOnly Opens, TimeOnly Closes)?[] Bounds() =>
    [
        .. _days.Select(windows => windows.Length == 0 ? ((TimeOnly, TimeOnly)?)null : (Time(windows[0].From), Time(windows[^1].To))),
    ];

    private static int Minute(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static TimeOnly Time(int minute) => minute >= 1440 ? TimeOnly.MaxValue : new TimeOnly(minute / 60, minute % 60);
}
