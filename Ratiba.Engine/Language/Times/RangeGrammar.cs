using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Extends what was gathered to a stretch: "from 5 to 7", "Monday to Friday", "July 13-15", "4pm today to 5pm tomorrow", "between now and eight".</summary>
internal static class RangeGrammar
{
    /// <summary>Whether a word or sign stands at the token that joins the two ends of a stretch.</summary>
    public static bool IsJoint(in Utterance said, int at, bool and, out int length)
    {
        length = 1;
        if (said.IsSymbol(at, '-'))
        {
            // "--", "->"
            while (said.IsSymbol(at + length, '-') || said.IsSymbol(at + length, '>')) length++;
            return true;
        }
        // "between 2 and 4", and of some "between 2 or 4"
        if (!said.Is(at, Sense.Until, out var match) && !(and && (said.Is(at, Sense.And, out match)
            || said.Is(at, Sense.Or, out match)))) return false;
        length = match.Length;
        return true;
    }

    /// <summary>Reads the other end, if there is one.</summary>
    public static bool TryExtend(in Utterance said, bool between, in WhenContext context, ref Gathered gathered)
    {
        if (gathered.To is not null || gathered.EndDay is not null || gathered.Length is not null) return false;
        if (TryDaysOfMonth(said, ref gathered)) return true;
        if (!IsJoint(said, gathered.Last + 1, between, out var length)) return false;
        var next = gathered.Last + 1 + length;
        var dash = said.IsSymbol(gathered.Last + 1, '-');
        if (said.IsTaken(next)) return false;
        // "July 13-15", "the 5th to the 7th"
        if (gathered is { From: null, Part: null, Day: { Number: > 0, Single: true } first } && MonthDates.TryReadNumber(said, next, out var number, out var last, out var ordinal)
            && !said.Is(last + 1, Sense.Of) && !said.Is(last + 1, Sense.Month) && (ordinal || !MonthDates.IsTimeAhead(said, last) && !(said.IsSymbol(last + 1, '/') && said.Touches(last + 1)))
            && EnglishDates.IsFree(said, last + 1) && number > first.Number && number <= DateTime.DaysInMonth(first.Day.Year, first.Day.Month)
            && !Periods.TryReadMonth(said, last + 1, context, out _))
        {
            gathered.EndDay = first with { First = next, Last = last, Day = Calendar.Add(Calendar.FirstOfMonth(first.Day), number - 1), Number = number };
            gathered.Last = last;
            var year = MonthDates.ReadYear(said, last + 1, context, out var yearLast);
            if (year is { } y && first.Shape == DayShape.MonthDay && Calendar.OnDate(first.First, yearLast, context, first.Number, first.Day.Month, y) is { } dated
                && Calendar.OnDate(next, yearLast, context, number, first.Day.Month, y) is { } ended)
                (gathered.Day, gathered.EndDay, gathered.Last) = (dated, ended, yearLast);
            gathered.FromTo = !dash;
            gathered.Bound = WhenBound.None;
            return true;
        }
        Gathered end = default;
        if (!WhenGrammar.TryGather(said, next, context, inRange: gathered.From is not null || gathered.Moment is not null, ref end)) return false;
        // "Monday to Thursday after 4": the days make the stretch, the hours stand beside it.
        if (gathered is { From: null, Part: null, Day: not null } && end is { Day: { } endDay } && (end.From is { } clock && clock.First > endDay.Last || end.Part is { } part && part.First > endDay.Last))
            end = new Gathered { First = end.First, Last = endDay.Last, Day = endDay };
        if (!TryJoin(said, gathered, end, dash, context, out var joined)) return false;
        joined.Last = end.Last;
        joined.FromTo = !dash && !between;
        gathered = joined;
        return true;
    }

    private static bool TryJoin(in Utterance said, in Gathered start, in Gathered end, bool dash, in WhenContext context, out Gathered joined)
    {
        joined = start;
        joined.Bound = WhenBound.None;
        if (start.Moment is { To: null } now && now.From == context.Now && end is { From: null, Part: null, Day: { } lastDay })
        {
            // "from now till Friday"
            var today = Calendar.InDays(now.First, now.Last, context, 0);
            (joined.Moment, joined.Day, joined.EndDay) = (null, today, AtOrAfter(today.Day, lastDay));
            return joined.EndDay.Value.Day > today.Day;
        }
        if (start.Moment is { To: null } moment) return TryFromMoment(moment, end, context, ref joined);
        if (end.Moment is { To: null } until && start is { From: null, Part: null, Day: { Single: true } since })
        {
            // "from today to two and a half days later"
            joined.EndDay = since with { Day = DateOnly.FromDateTime(until.From), LastDay = null };
            return joined.EndDay.Value.Day >= since.Day;
        }
        if (end.Moment is not null) return false;
        if (start.From is not null && end.From is not null)
        {
            joined.To = end.From;
            joined.EndPart = end.Part;
            if (end.Day is not { } day) return true;
            // "2 to 4 on Friday" has one day; "2pm till tomorrow 4pm" and "4pm today to 5pm tomorrow" have two.
            if (start.Day is null && end.From.Value.First < day.First) joined.Day = day;
            else (joined.Day, joined.EndDay) = (start.Day ?? Calendar.InDays(start.First, start.First, context, 0), AtOrAfter(start.Day?.Day ?? context.Today, day));
            return joined.EndDay is not { } last || joined.Day is not { } first || last.Day >= first.Day;
        }
        if (start.From is null && end.From is null && start.Part is not null && end.Part is not null && end.Day is null)
        {
            // "morning to evening"
            joined.Part = start.Part.Value with { Part = null, Window = new ClockWindow(start.Part.Value.Window.From, end.Part.Value.Window.To) };
            return true;
        }
        if (start is { From: null, Part: null, Day: { } one } && end is { From: null, Part: null, Day: { } two }) return TryDays(one, two, ref joined);
        // "Friday - 3pm": the dash joins, it is no stretch.
        if (!dash || start.Day is null || start.From is not null || end.Day is not null || !start.TakesClock) return false;
        (joined.From, joined.To, joined.Part, joined.Bound) = (end.From, end.To, start.Part ?? end.Part, end.Bound);
        return true;
    }

    private static bool TryDays(in DayReading one, in DayReading two, ref Gathered joined)
    {
        var (start, end) = (one, two);
        // "from 13th to 15 July": the month is said once.
        if (start.Shape == DayShape.DayOfMonth && end.Number > 0 && end.Shape is DayShape.MonthDay or DayShape.Fixed && start.Number < end.Number)
            start = start with { Day = Calendar.Add(end.Day, start.Number - end.Number), Shape = end.Shape, Assumed = end.Assumed };
        end = AtOrAfter(start.Day, end);
        if ((end.LastDay ?? end.Day) < start.Day) return false;
        // "Friday - 8th May" is one day, told twice.
        if (end.Single && end.Day == start.Day) joined.Day = start;
        else (joined.Day, joined.EndDay) = (start with { LastDay = null }, end);
        return true;
    }

    // The second weekday or date of a stretch comes after the first.
    private static DayReading AtOrAfter(DateOnly start, in DayReading day) => day.Shape switch
    {
        DayShape.Weekday when day.Day < start || day.Assumed == Assumptions.None && Calendar.Add(start, 7) <= day.Day => day with { Day = Calendar.OnOrAfter(start, day.Weekday), OtherDay = null },
        DayShape.DayOfMonth when day.Day < start => day with { Day = Calendar.NextOfMonth(start, day.Number) },
        DayShape.MonthDay when day.Day < start => day with { Day = day.Day.AddYears(1) },
        DayShape.Month when day.Day < start => day with { Day = day.Day.AddYears(1), LastDay = day.LastDay?.AddYears(1) },
        _ => day,
    };

    private static bool TryFromMoment(in MomentReading moment, in Gathered end, in WhenContext context, ref Gathered joined)
    {
        if (end.Moment is { To: null } until)
        {
            joined.Moment = moment with { To = until.From, Last = until.Last };
            return until.From > moment.From;
        }
        if (end.From is not { } clock) return false;
        var day = end.Day?.Day ?? DateOnly.FromDateTime(moment.From);
        var to = day.ToDateTime(ClockChoice.Of(clock, end.Part, day, context).Time);
        if (to <= moment.From && end.Day is null) to = to.AddDays(1);
        joined.Moment = moment with { To = to, Last = end.Last };
        return to > moment.From;
    }

    // "November between 19 and 20"
    private static bool TryDaysOfMonth(in Utterance said, ref Gathered gathered)
    {
        if (gathered.Day is not { Shape: DayShape.Month } month) return false;
        Lead lead = default;
        var at = lead.Skip(said, gathered.Last + 1);
        if (!lead.Between && !lead.From || !MonthDates.TryReadNumber(said, at, out var first, out var last, out _)) return false;
        if (!IsJoint(said, last + 1, lead.Between, out var length) || !MonthDates.TryReadNumber(said, last + 1 + length, out var second, out last, out _) || second <= first
            || second > DateTime.DaysInMonth(month.Day.Year, month.Day.Month) || MonthDates.IsTimeAhead(said, last)) return false;
        gathered.Day = month with { Shape = DayShape.Fixed, Day = Calendar.Add(month.Day, first - 1), LastDay = null };
        gathered.EndDay = month with { Shape = DayShape.Fixed, Day = Calendar.Add(month.Day, second - 1), LastDay = null };
        gathered.Last = last;
        return true;
    }
}
