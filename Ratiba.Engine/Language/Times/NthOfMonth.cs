using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Reads days and weeks counted within a month: "first Tuesday of October", "last weekend of this month", "fifth last day of May", "June second
/// week".
/// </summary>
internal static class NthOfMonth
{
    // What is counted: a weekday, or a weekend, or days or weeks.
    private readonly record struct Counted(int Nth, int Weekday, bool Weekend, TimeUnit Unit)
    {
        public bool Single => Weekday > 0 || Unit == TimeUnit.Day;
    }

    /// <summary>Whether the count begins at the token and its month stands behind it.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!TryReadCounted(said, at, out var counted, out var next)) return false;
        // "third Thursday this June", "2nd Saturday June"
        if (said.Is(next, Sense.Of) || said.TextIs(next, "in")) next++;
        else if (!said.Is(next, Sense.This) && !said.Is(next, Sense.Next) && !said.Is(next, Sense.Month)) return false;
        if (!Periods.TryReadMonth(said, next, context, out var month)) return false;
        return TryCount(counted, month, at, month.Last, out day);
    }

    /// <summary>
    /// Whether a month begins at the token and what is counted in it stands behind it: "June first week", "next month last Friday".
    /// </summary>
    public static bool TryReadBehindMonth(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        var unit = said.Is(at, Sense.Next, out var lead) || said.Is(at, Sense.This, out lead) ? at + lead.Length : at;
        DayReading month;
        if (said.Is(at, Sense.Month, out var named)) month = Calendar.InNamedMonth(at, at + named.Length - 1, context, named.Value);
        else if (unit == at || !said.Is(unit, Sense.Unit, (int)TimeUnit.Month) || !Periods.TryReadMonth(said, at, context, out month)) return false;
        // "May 12th Tuesday" is a date with its weekday.
        return TryReadCounted(said, month.Last + 1, out var counted, out var next) && !(counted.Weekday > 0 && said.IsDigits(month.Last + 1))
            && TryCount(counted, month, at, next - 1, out day);
    }

    private static bool TryReadCounted(in Utterance said, int at, out Counted counted, out int next)
    {
        counted = default;
        next = said.TextIs(at, "the") ? at + 1 : at;
        var nth = 0;
        if (!said.Is(next, Sense.Previous) && NumberReader.ReadOrdinal(said, next, out var ordinal)
            && ordinal.Value is >= 1 and <= 31) (nth, next) = ((int)ordinal.Value, next + ordinal.Length);
        if (said.TextIs(next, "last") || said.TextIs(next, "final")) (nth, next) = (nth == 0 ? -1 : -nth, next + 1);
        if (nth == 0) return false;
        var weekday = said.Is(next, Sense.Weekday, out var named) ? named.Value : 0;
        var weekend = said.Is(next, Sense.Weekend, out var match);
        var unit = weekend || weekday > 0 || !said.Is(next, Sense.Unit, out match) ? TimeUnit.Year : (TimeUnit)match.Value;
        if (weekday == 0 && !weekend && unit is not (TimeUnit.Day or TimeUnit.Week)) return false;
        next += weekday > 0 ? named.Length : match.Length;
        counted = new Counted(nth, weekday, weekend, unit);
        return true;
    }

    private static bool TryCount(in Counted counted, in DayReading month, int at, int last, out DayReading day)
    {
        day = default;
        var (nth, weekday, weekend, unit) = counted;
        var (first, end) = (month.Day, month.LastDay!.Value);
        // Weekends count by their Saturdays; a week belongs to the month that has its Thursday (ISO 8601 for years).
        var from = unit == TimeUnit.Day ? Calendar.Add(nth > 0 ? first : end, nth > 0 ? nth - 1 : nth + 1)
            : weekday > 0 ? Weekdays(weekday)
            : weekend ? Weekdays(6)
            : Calendar.Monday(Weekdays(4));
        if (weekday > 0 && (from < first || from > end)) return false;
        if (nth < -1 && weekday == 0 && !weekend && unit != TimeUnit.Day) return false;
        day = new DayReading
        {
            First = at,
            Last = last,
            Shape = counted.Single ? DayShape.Fixed : weekend ? DayShape.Weekend : DayShape.Week,
            Day = from,
            LastDay = counted.Single ? null : Calendar.Add(from, weekend ? 1 : 6),
        };
        return true;

        DateOnly Weekdays(int iso) =>
            nth > 0 ? Calendar.Add(Calendar.OnOrAfter(first, iso), 7 * (nth - 1)) : Calendar.Add(Calendar.OnOrAfter(Calendar.Add(end, -6), iso), 7 * (nth + 1));
    }
}
