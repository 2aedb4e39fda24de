using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads weeks, weekends and months, and parts of them: "next week", "this weekend", "the week of the 18th", "end of the month", "early March", "rest of the week".</summary>
internal static class Periods
{
    /// <summary>Whether such a period begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day)
    {
        if (TryReadEdge(said, at, context, out day)) return true;
        if (TryReadWeekOf(said, at, context, out day) || TryReadAfterNext(said, at, context, out day)) return true;
        if (TryReadUnit(said, at, context, lead, out day)) return true;
        if (said.Is(at, Sense.Next) && TryReadMonth(said, at, context, out day)) return true;
        return said.Is(at, Sense.This) && TryReadMonth(said, at, context, out day);
    }

    /// <summary>A month: "March", "next month", "this month", "the month", "next March", "the current month", "October 2014".</summary>
    public static bool TryReadMonth(in Utterance said, int at, in WhenContext context, out DayReading month)
    {
        month = default;
        var next = said.TextIs(at, "the") ? at + 1 : at;
        var months = 0;
        var led = true;
        if (said.Is(next, Sense.Next, out var match)) (months, next) = (1, next + match.Length);
        else if (said.Is(next, Sense.This, out match)) next += match.Length;
        else if (said.Is(next, Sense.Previous, out match)) (months, next) = (-1, next + match.Length);
        else led = false;
        if (said.Is(next, Sense.Unit, (int)TimeUnit.Month))
        {
            month = Calendar.InMonth(at, next, context, months);
            return true;
        }
        if (!said.Is(next, Sense.Month)) return false;
        if (led && MonthDates.TryRead(said, next, context, out month))
        {
            // "next March" in May is next year's anyway.
            month = month with { First = at };
            return month.Shape == DayShape.Month;
        }
        return MonthDates.TryRead(said, next, context, out month) && month.Shape == DayShape.Month;
    }

    // "next week", "this weekend", "the week", "all week", "next month", "weekend"
    private static bool TryReadUnit(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day)
    {
        day = default;
        var next = at;
        var distance = 0;
        var led = true;
        if (said.TextIs(next, "the") || said.TextIs(next, "this")) next++;
        // "next next week"
        if (said.Is(next, Sense.Next, 1) && said.Is(next + 1, Sense.Next, 1)) (distance, next) = (1, next + 1);
        if (said.Is(next, Sense.Next, out var match)) (distance, next) = (distance + 1, next + match.Length);
        else if (said.Is(next, Sense.This, out match)) next += match.Length;
        else if (said.Is(next, Sense.Previous, out match)) (distance, next) = (-1, next + match.Length);
        else if (said.TextIs(next, "all")) next++;
        else led = next > at;
        if (said.Is(next, Sense.Weekend, out match))
        {
            // The coming weekend is this one.
            var coming = distance == 1 && said.Is(next - 1, Sense.Next, 0) ? 0 : distance;
            day = Calendar.OnWeekend(at, next + match.Length - 1, context, coming);
            return true;
        }
        if (!led && !(lead.The && (lead.For || lead.Of)) || !said.Is(next, Sense.Unit, out match)) return false;
        var bare = distance == 0 && !said.TextIs(at, "this") && !said.Is(at, Sense.This) && !said.TextIs(at, "all");
        // "the week", "the month": only where they stand for a time, "away for the month".
        if (bare && !(lead.For || lead.In || said.TextIs(at - 1, "within") || said.Count == 2 || lead is { Of: true, The: true }
            && IsNamedAfter(said, at))) return false;
        // "this month end"
        if ((TimeUnit)match.Value == TimeUnit.Week) day = Calendar.InWeek(at, next, context, distance);
        else if ((TimeUnit)match.Value == TimeUnit.Month
            && said.TextIs(next + 1, "end")) day = Narrow(Calendar.InMonth(at, next + 1, context, distance), WhenBound.End);
        else if ((TimeUnit)match.Value == TimeUnit.Month) day = Calendar.InMonth(at, next, context, distance);
        else return false;
        return true;
    }

    // "the week after next", "weekend after next", "the month after next"
    private static bool TryReadAfterNext(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        var next = said.TextIs(at, "the") ? at + 1 : at;
        if (!said.TextIs(next + 1, "after") || !said.Is(next + 2, Sense.Next, 1)) return false;
        if (said.Is(next, Sense.Weekend)) day = Calendar.OnWeekend(at, next + 2, context, 2);
        else if (said.Is(next, Sense.Unit, (int)TimeUnit.Week)) day = Calendar.InWeek(at, next + 2, context, 2);
        else if (said.Is(next, Sense.Unit, (int)TimeUnit.Month)) day = Calendar.InMonth(at, next + 2, context, 2);
        return day.First < day.Last;
    }

    // "offer of the month", "partner of the week"; but not "the first day of the month".
    internal static bool IsNamedAfter(in Utterance said, int at) =>
        said.IsWord(at - 3) && !said.Is(at - 3, Sense.Unit) && !said.Is(at - 3, Sense.Part) && !said.Is(at - 3, Sense.Weekday) && !said.Is(at - 3, Sense.Idea) && !said.Is(at - 3, Sense.Ordinal)
        && said.TextOf(at - 3) is not ("part" or "rest" or "end" or "start" or "beginning" or "middle" or "most" or "half" or "all" or "out" or "this" or "any" or "some" or "course" or "because" or "end");

    // "the week of october 7th", "w/c Feb 4", "the week starting on February 4", "the weekend of the 16th"
    private static bool TryReadWeekOf(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        var next = said.TextIs(at, "the") ? at + 1 : at;
        if (said.TextIs(next, "w") && said.IsSymbol(next + 1, '/') && said.TextIs(next + 2, "c"))
        {
            next += 3;
        }
        else
        {
            if (said.Is(next, Sense.Weekend, out var weekend) && said.TextIs(next + weekend.Length, "of")
                && TryReadFrom(said, at, next + weekend.Length + 1, context, out day))
            {
                day = day with { Shape = DayShape.Weekend, Day = Calendar.Add(day.Day, 5) };
                return true;
            }
            if (!said.TextIs(next, "week")) return false;
            next++;
            if (said.TextIs(next, "of")) next++;
            else if (said.TextIs(next, "starting") || said.TextIs(next, "beginning") || said.TextIs(next, "commencing")) next++;
            else return said.Is(next, Sense.Month) && TryReadFrom(said, at, next, context, out day);
        }
        if (said.TextIs(next, "on")) next++;
        return TryReadFrom(said, at, next, context, out day);
    }

    private static bool TryReadFrom(in Utterance said, int first, int at, in WhenContext context, out DayReading day)
    {
        if (!MonthDates.TryRead(said, at, context, out day) || day.Number == 0)
        {
            if (!MonthDates.TryReadNumber(said, at, out var number, out var last, out _) || Calendar.OnDayOfMonth(at, last, context, number) is not { } found) return false;
            day = found;
        }
        var monday = Calendar.Monday(day.Day);
        day = new DayReading { First = first, Last = day.Last, Shape = DayShape.Week, Day = monday, LastDay = Calendar.Add(monday, 6) };
        return true;
    }

    // "end of the month", "beginning of next week", "early March", "mid-November", "late this month", "later this week", "EOM", "end month", "rest of the week"
    private static bool TryReadEdge(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        var next = said.TextIs(at, "the") ? at + 1 : at;
        var monthEnd = said.Is(next, Sense.Unit, (int)TimeUnit.Month) && said.TextIs(next + 1, "end");
        if (said.TextIs(next, "eom") || monthEnd)
        {
            day = Narrow(Calendar.InMonth(at, monthEnd ? next + 1 : next, context, 0), WhenBound.End);
            return true;
        }
        var rest = said.TextIs(next, "rest") || said.TextIs(next, "remainder");
        WhenBound edge;
        if (rest) (edge, next) = (WhenBound.None, next + 1);
        else if (said.Is(next, Sense.EndOf, out var match)) (edge, next) = (WhenBound.End, next + match.Length);
        else if (said.Is(next, Sense.StartOf, out match)) (edge, next) = (WhenBound.Start, next + match.Length);
        else if (said.Is(next, Sense.MiddleOf, out match)) (edge, next) = (WhenBound.Mid, next + match.Length);
        else if (said.Is(next, Sense.Early, out match)) (edge, next) = (WhenBound.Start, next + match.Length);
        else if (said.Is(next, Sense.Late, out match)) (edge, next) = (said.TextIs(next, "later") ? WhenBound.None : WhenBound.End, next + match.Length);
        else return false;
        rest |= edge == WhenBound.None;
        if (said.Is(next, Sense.Around, out var around)) next += around.Length;
        if (said.IsSymbol(next, '-') || said.TextIs(next, "of")) next++;
        if (said.TextIs(next, "in")) next++;
        if (said.TextIs(next, "my")) next++;
        var lead = new Lead { For = true, The = true };
        if (!TryReadMonth(said, next, context, out var period) && !TryReadUnit(said, next, context, lead, out period)) return false;
        period = period with { First = at };
        if (!rest)
        {
            day = Narrow(period, edge);
            return true;
        }
        // What is left of it, today included.
        if (period.Day < context.Today) period = period with { Day = context.Today };
        day = period with { Shape = DayShape.Days };
        return true;
    }

    /// <summary>The part of a period. A month's beginning is ten days, its end is from the 25th: "end month" is when salaries come; a week's beginning ends on Wednesday, its end begins on Friday.</summary>
    public static DayReading Narrow(DayReading period, WhenBound edge)
    {
        var (first, last) = (period.Day, period.LastDay ?? period.Day);
        var month = period.Shape == DayShape.Month;
        var (from, to) = edge switch
        {
            WhenBound.Start => (first, month ? Calendar.Add(first, 9) : period.Shape == DayShape.Week ? Calendar.Add(first, 2) : first),
            WhenBound.Mid => month ? (Calendar.Add(first, 9), Calendar.Add(first, 19)) : period.Shape == DayShape.Week ? (Calendar.Add(first, 2), Calendar.Add(first, 3)) : (first, last),
            WhenBound.End => (month ? Calendar.Add(first, 24) : period.Shape == DayShape.Week ? Calendar.Add(first, 4) : last, last),
            _ => (first, last),
        };
        return period with { Day = from, LastDay = to, Shape = DayShape.Days, Bound = edge };
    }
}
