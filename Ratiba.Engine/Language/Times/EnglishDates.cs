using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads a piece of a date as English says it: "tomorrow", "next Friday", "the 9th", "9 May", "first Tuesday of October", "in 3 days", "this weekend", "end of the month".</summary>
internal static class EnglishDates
{
    /// <summary>Whether a piece of a date begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day) =>
        TryReadRelative(said, at, context, lead, out day)
        || NthOfMonth.TryReadBehindMonth(said, at, context, out day)
        || Offsets.TryReadDay(said, at, context, lead, out day)
        || NthOfMonth.TryRead(said, at, context, out day)
        || MonthDates.TryRead(said, at, context, out day)
        || !lead.Part && TryReadListed(said, at, context, out day)
        || TryReadWeekday(said, at, context, out day)
        || Periods.TryRead(said, at, context, lead, out day)
        || TryReadDayOfMonth(said, at, context, lead, out day);

    // "tomorrow", "the day after tomorrow", "the day after", "the next day", "for the day"
    private static bool TryReadRelative(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day)
    {
        day = default;
        var next = at;
        if (said.Is(next, Sense.Late, out var late) && said.TextIs(next, "later")) next += late.Length;
        if (said.Is(next, Sense.RelativeDay, out var relative))
        {
            var last = next + relative.Length - 1;
            if (relative is { Value: 0, Length: 1 } && next == at && IsIdleToday(said, at)) return false;
            day = Calendar.InDays(at, last, context, relative.Value);
            return true;
        }
        if (next > at) return false;
        if (said.TextIs(next, "the") && next + 1 < said.Count) next++;
        if (said.TextIs(next, "day") && said.Is(next + 1, Sense.After) && said.Is(next + 2, Sense.RelativeDay, out relative))
        {
            day = Calendar.InDays(at, next + 1 + relative.Length, context, relative.Value + 1);
            return true;
        }
        if (said.TextIs(at, "this") && said.TextIs(at + 1, "day") && IsEnd(said, at + 2))
        {
            day = Calendar.InDays(at, at + 1, context, 0);
            return true;
        }
        if ((next > at || lead.The) && said.TextIs(next, "day") && said.TextIs(next + 1, "after") && said.Is(next + 2, Sense.Next))
        {
            day = Calendar.InDays(at, next + 2, context, 2);
            return true;
        }
        var ends = IsEnd(said, next + 2);
        if ((next > at || lead.The) && said.TextIs(next, "day") && said.TextIs(next + 1, "after") && ends)
        {
            day = Calendar.InDays(at, next + 1, context, 1 + DayBefore(said, at, context));
            return true;
        }
        if (said.Is(at, Sense.Next, 1) && said.Is(at, Sense.Next, out var following) && said.TextIs(at + following.Length, "day") && IsEnd(said, at + following.Length + 1))
        {
            day = Calendar.InDays(at, at + following.Length, context, 1);
            return true;
        }
        if ((next > at || lead.The) && said.TextIs(next, "day") && (lead.For || lead is { Of: true, The: true } && Periods.IsNamedAfter(said, at)) && IsEnd(said, next + 1))
        {
            day = Calendar.InDays(at, next, context, 0);
            return true;
        }
        return false;
    }

    // "tomorrow or the day after", "not Friday, the day after": how far the day lies ahead that was just named.
    private static int DayBefore(in Utterance said, int at, in WhenContext context)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (said.Is(i, Sense.RelativeDay, out var relative)) return Math.Max(0, relative.Value);
            if (said.Is(i, Sense.Weekday, out var weekday)) return Calendar.Following(context.Today, weekday.Value).DayNumber - context.Today.DayNumber;
        }
        return 0;
    }

    // "that's all for today", "thanks for your help today"
    private static bool IsIdleToday(in Utterance said, int at)
    {
        for (var i = Math.Max(at - 6, 0); i < at; i++)
            if (said.TextOf(i) is "all" or "everything" or "help" && !said.TextIs(i + 1, "day")) return true;
        return false;
    }

    // "Friday", "next Friday", "this coming Friday", "last Friday", "every Friday", "Friday week", "3 Fridays from now", "Wednesday after next"
    private static bool TryReadWeekday(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        var next = at;
        int? week = null;
        var every = false;
        if (said.Is(next, Sense.Every, out var each)) (every, next) = (true, next + each.Length);
        else if (said.Is(next, Sense.Previous, out var previous)) (week, next) = (-1, next + previous.Length);
        else if (said.Is(next, Sense.Next, out var coming))
        {
            (week, next) = (coming.Value == 1 ? 1 : null, next + coming.Length);
            // "next next Friday"
            if (week == 1 && said.Is(next, Sense.Next, 1)) (week, next) = (2, next + 1);
        }
        else if (said.Is(next, Sense.This, out var these)) (week, next) = (0, next + these.Length);
        else if (TryReadCounted(said, at, context, out day)) return true;
        // "this or next Saturday": two of them.
        if (week is not null && said.Is(next, Sense.Or) && (said.Is(next + 1, Sense.Next) || said.Is(next + 1, Sense.This))
            && said.Is(next + 2, Sense.Weekday, out var shared))
        {
            day = Calendar.OnWeekday(at, next - 1, context, shared.Value, week);
            return true;
        }
        if (said.Is(next, Sense.Weekday, out var weekday) && !IsOtherWord(said, next))
        {
            var last = next + weekday.Length - 1;
            if (said.IsSymbol(last + 1, '.') && said.Touches(last + 1) && said.Touches(last + 2)) last++;
            if (said.TextIs(last + 1, "after") && said.Is(last + 2, Sense.Next))
            {
                // The second one that comes.
                var second = Calendar.Add(Calendar.Following(context.Today, weekday.Value), 7);
                day = Calendar.OnWeekday(at, last + 2, context, weekday.Value) with { Day = second, Assumed = Assumptions.Week };
                return true;
            }
            if (said.TextIs(last + 1, "week") && week is null && IsEnd(said, last + 2)) (week, last) = (1, last + 1);
            day = Calendar.OnWeekday(at, last, context, weekday.Value, week) with { Repeats = every };
            return true;
        }
        return false;
    }

    // "3 fridays from now", "two monday later"
    private static bool TryReadCounted(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.IsDigits(at) && !said.Is(at, Sense.Number) || !NumberReader.Read(said, at, out var number) || number.Value is < 1 or > 60) return false;
        var next = at + number.Length;
        if (!said.Is(next, Sense.Weekday, out var weekday) || !said.Is(next + weekday.Length, Sense.FromNow, out var fromNow)) return false;
        var found = Calendar.Add(Calendar.Following(context.Today, weekday.Value), 7 * ((int)number.Value - 1));
        day = new DayReading { First = at, Last = next + weekday.Length + fromNow.Length - 1, Shape = DayShape.Fixed, Day = found };
        return true;
    }

    // "18 and 19 June", "18, 19 and 20 June", "from 13th to 15th July", "4 to 23 next month": the month is said once, for all.
    private static bool TryReadListed(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!MonthDates.TryReadNumber(said, at, out var number, out var last, out _)) return false;
        var next = last + 1;
        // "evening 4, 12th of May" is no list.
        for (var others = 0; others < 4; others++)
        {
            if (!said.IsSymbol(next, ',') && !said.IsSymbol(next, '-') && !said.IsSymbol(next, '/') && !said.Is(next, Sense.And)
                && !said.Is(next, Sense.Or) && !said.Is(next, Sense.Until)) return false;
            next++;
            if (TryReadDated(said, next, context, out var dated))
            {
                if (Calendar.OnDate(at, last, context, number, dated.Day.Month, dated.Shape == DayShape.Fixed ? dated.Day.Year : null) is not { } found) return false;
                day = found;
                return true;
            }
            if (!MonthDates.TryReadNumber(said, next, out _, out var otherLast, out _)) return false;
            next = otherLast + 1;
        }
        return false;
    }

    // "19 June", "June 19", "23 next month", "the 15th of this month"
    private static bool TryReadDated(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        if (MonthDates.TryRead(said, at, context, out day)) return day.Number > 0;
        if (!MonthDates.TryReadNumber(said, at, out var number, out var last, out _)) return false;
        var next = said.Is(last + 1, Sense.Of) ? last + 2 : last + 1;
        if (said.Is(next, Sense.Month) || !Periods.TryReadMonth(said, next, context, out var month)) return false;
        if (Calendar.OnDate(at, month.Last, context, number, month.Day.Month, month.Day.Year) is not { } found) return false;
        day = found;
        return true;
    }

    // "the 9th", "on the ninth", "9th", "on 15", "the 24"
    private static bool TryReadDayOfMonth(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day)
    {
        day = default;
        if (!MonthDates.TryReadNumber(said, at, out var number, out var last, out var ordinal)) return false;
        var the = lead.The || said.TextIs(at, "the");
        var digits = said.IsDigits(ordinal && said.IsDigits(last - 1) ? last - 1 : last);
        if (said.TextIs(last + 1, "day") && said.Is(last + 2, Sense.Of)) last++;
        var month = said.Is(last + 1, Sense.Of) || said.TextIs(last + 1, "next") || said.TextIs(last + 1, "this");
        if (digits && ordinal)
        {
            // A place among options, a floor: "the 2nd one".
            if (context.Asked == Asked.Choice && !lead.On || IsPlace(said, last + 1)) return false;
        }
        else if (ordinal)
        {
            // "the second": only where a day is expected; "the fifteenth" is no place among options.
            if (!(number > 10 || lead.On || lead.For || lead.Day || lead.From || month && the) || !the && !lead.Day
                || !IsFree(said, last + 1)) return false;
        }
        else
        {
            // A bare number: "on 15", "on the 17", "the 24"; after a weekday no hour, "Monday 21".
            if (!digits && number <= 12 || number <= 12 && ClockEvidence.IsPartAhead(said, last + 1, out _)) return false;
            if (MonthDates.IsTimeAhead(said, last) || said.Touches(last + 1) && said.IsWord(last + 1)) return false;
            var led = lead.On && (digits || the) || the && (lead.For || lead.From || lead.Day || digits && (number > 12 || said.Count <= 2));
            // "Tue 12 10am"
            var named = lead.Weekday && digits && (number > 12 || EnglishClock.TryRead(said, last + 1, out var hour) && hour.Sure);
            var wanted = led || named || digits && month && IsMonthBehind(said, last + 1, context)
                || context.Asked == Asked.Day && digits && said.Count <= 2;
            if (!wanted || !IsFree(said, last + 1)) return false;
        }
        if (Calendar.OnDayOfMonth(at, last, context, number) is not { } found) return false;
        day = found;
        return true;
    }

    // "the 2nd floor", "the 3rd one": counted, no days.
    private static bool IsPlace(in Utterance said, int at) =>
        at < said.Count && (said.Is(at, Sense.People) || said.Is(at, Sense.Unit) && !said.Is(at, Sense.Ordinal) || said.Is(at, Sense.ServiceWord) || said.Is(at, Sense.Companion)
            || said.TextOf(at) is "one" or "floor" or "street" or "st" or "avenue" or "ave" or "road" or "option" or "choice" or "time" or "slot" or "person" or "visit" or "session" or "class" or "grade" or "gate" or "house" or "building" or "block" or "door" or "row" or "turn" or "junction" or "stage" or "exit" or "left" or "right" or "corner"
            or "shop" or "born" or "trimester" or "place" or "edition");

    private static bool IsMonthBehind(in Utterance said, int at, in WhenContext context) => Periods.TryReadMonth(said, said.Is(at, Sense.Of) ? at + 1 : at, context, out _);

    /// <summary>Whether nothing stands at the token that a number would count: the end, a sign, or a word of time, courtesy or joining.</summary>
    public static bool IsFree(in Utterance said, int at)
    {
        if (at >= said.Count) return true;
        if (said.IsSign(at)) return !said.IsSymbol(at, '%') && !said.IsSymbol(at, '$') && !(said.IsSymbol(at, '/') && said.Touches(at));
        if (said.Is(at, Sense.People) || said.Is(at, Sense.Unit) && !said.Is(at, Sense.Ordinal) || said.Is(at, Sense.Currency) || said.Is(at, Sense.Multiplier) || said.Is(at, Sense.ServiceWord)
            || said.Is(at, Sense.Companion)) return false;
        if (said.IsDigits(at)) return true;
        return said[at].MatchCount > 0 || IsSmallWord(said, at);
    }

    private static bool IsSmallWord(in Utterance said, int at) => said.TextOf(at) is "is" or "if" or "would" or "will" or "should" or "please" or "works" or "work" or "work?" or "for" or "with" or "so" or "i"
        or "to" or "and" or "or" or "but" or "good" or "fine" or "ok" or "okay" or "then" or "we" or "she" or "he" or "my" or "instead" or "sounds" or "can" or "could" or "do" or "does" or "it" or "there"
        or "in" or "at" or "on" or "from" or "when" or "because" or "since" or "thanks" or "pls" or "plz" or "suits" or "you" or "the" or "a" or "an" or "this" or "that" or "not" or "was" or "has" or "must" or "around";

    private static bool IsEnd(in Utterance said, int at) => IsFree(said, at) && !said.Is(at, Sense.Unit);

    // "sun", "sat", "mon", "wed" as other words: "the sun", "we sat".
    private static bool IsOtherWord(in Utterance said, int at) =>
        said.TextIs(at, "sun") && (said.TextIs(at - 1, "the") || said.TextIs(at + 1, "will")) || said.TextIs(at, "sat") && (said.TextIs(at - 1, "i") || said.TextIs(at - 1, "we") || said.TextIs(at - 1, "she") || said.TextIs(at - 1, "he"))
        || said.TextIs(at, "wed") && said.TextIs(at - 1, "to");
}
