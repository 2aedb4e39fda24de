using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>A moment, or a stretch from one moment to another, by its distance from now.</summary>
/// <param name="First">The first token.</param>
/// <param name="Last">The last token.</param>
/// <param name="From">The moment, or the start.</param>
/// <param name="To">The end of a stretch.</param>
/// <param name="Past">It lies before now.</param>
internal readonly record struct MomentReading(int First, int Last, DateTime From, DateTime? To = null, bool Past = false);

/// <summary>Reads times by their distance: "in 2 hours", "30 minutes later", "two days after tomorrow", "within 5 hours", "the next 3 days", "now".</summary>
internal static class Offsets
{
    /// <summary>Whether a day by its distance begins at the token.</summary>
    public static bool TryReadDay(in Utterance said, int at, in WhenContext context, in Lead lead, out DayReading day)
    {
        day = default;
        if (!TryRead(said, at, context, lead, out var length, out var last, out var from, out var stretch, out var anchored, out var past) || !length.OnlyDays) return false;
        var today = context.Today;
        var end = Step(from, length, past ? -1 : 1);
        if (stretch)
        {
            // The next three days begin tomorrow; three days from a day that was named begin with it.
            day = past ? Calendar.OverDays(at, last, end, from) with { Past = true } : Calendar.OverDays(at, last, anchored ? from : Calendar.Add(from, 1), anchored ? Calendar.Add(end, -1) : end);
            return true;
        }
        day = new DayReading
        {
            First = at,
            Last = last,
            Shape = DayShape.Fixed,
            Day = end,
            Past = end < today,
            Bound = length.Vague ? WhenBound.Around : WhenBound.None,
            Distance = length.Months > 0 ? TimeUnit.Month : length.Weeks ? TimeUnit.Week : TimeUnit.Day
        };
        return true;
    }

    /// <summary>Whether a moment begins at the token.</summary>
    public static bool TryReadMoment(in Utterance said, int at, in WhenContext context, in Lead lead, out MomentReading moment)
    {
        moment = default;
        var now = context.Now;
        if (said.Is(at, Sense.Now, out var match))
        {
            // "that is all for now", "not now", "from now on"
            if (IsIdleNow(said, at, match.Length)) return false;
            if (match.Meaning.Weight < 10 && !SwahiliTalk.IsNow(said, at)) return false;
            moment = new MomentReading(at, at + match.Length - 1, now);
            return true;
        }
        if (TryReadEndOfDay(said, at, context, out moment) || TryReadMinutesAlone(said, at, context, lead, out moment)) return true;
        if (!TryRead(said, at, context, lead, out var length, out var last, out var from, out var stretch, out _, out var past) || length.OnlyDays || from != context.Today) return false;
        var other = Step(from, length, past ? -1 : 1).ToDateTime(TimeOnly.FromDateTime(now)).AddSeconds(now.Second + (past ? -length.Seconds : length.Seconds));
        moment = stretch ? past ? new MomentReading(at, last, other, now, Past: true) : new MomentReading(at, last, now, other) : new MomentReading(at, last, other, Past: past);
        return true;
    }

    // "I'll be there in 10": minutes, at the end of a thought.
    private static bool TryReadMinutesAlone(in Utterance said, int at, in WhenContext context, in Lead lead, out MomentReading moment)
    {
        moment = default;
        var next = said.TextIs(at, "in") ? at + 1 : at;
        if (next == at && !lead.In || !said.IsDigits(next) || said[next].Number is < 5 or > 55 || said[next].Number % 5 != 0
            || said[next].Length > 2) return false;
        if (next + 1 < said.Count && !(said.IsSign(next + 1) && !said.Touches(next + 2) && !said.IsSymbol(next + 1, '%'))) return false;
        moment = new MomentReading(at, next, context.Now.AddMinutes(said[next].Number));
        return true;
    }

    // "now" is mostly talk: "that's all for now", "book it now", "Now I want". It is a time where somebody would come or wait, or when it is all that was said.
    private static bool IsIdleNow(in Utterance said, int at, int length)
    {
        var next = at + length;
        // "at the moment", "as soon as possible"
        if (!said.TextIs(next - 1, "now") && !said.TextIs(next - 1, "away") && !said.TextIs(next - 1, "straightaway"))
        {
            // "Tomorrow asap" is tomorrow, "immediately after work" after work.
            return said.TextOf(Math.Max(at - 1, 0)) is "not" or "nothing" or "all" or "need" || said.IsTaken(at - 1) || said.Is(next, Sense.RelativeDay)
                || said.Is(next, Sense.Weekday) || said.Is(next, Sense.After);
        }
        if (said.TextIs(at - 1, "right") || said.TextIs(at - 1, "just")) at--;
        if (said.TextIs(next, "on") || said.TextIs(next, "that") || said.TextIs(at - 1, "for") || said.TextIs(at - 1, "not") || said.TextIs(at - 1, "by")) return true;
        if (said.Count <= 2 || said.Is(at - 1, Sense.Between) || said.Is(at - 1, Sense.From) || RangeGrammar.IsJoint(said, next, and: false, out _)) return false;
        for (var i = Math.Max(at - 10, 0); i < at; i++)
            if (said.TextOf(i) is "come" or "coming" or "pass" or "open" or "free" or "available" or "space" or "slot" or "squeeze" or "walk" or "there") return false;
        return true;
    }

    // "the end of the day", "EOD", "rest of the day", "end of today"
    private static bool TryReadEndOfDay(in Utterance said, int at, in WhenContext context, out MomentReading moment)
    {
        moment = default;
        var next = said.TextIs(at, "the") ? at + 1 : at;
        var end = context.Today.ToDateTime(new TimeOnly(23, 59, 59));
        if (said.TextIs(next, "eod")) return EndOf(said, at, next, context, out moment);
        var rest = said.TextIs(next, "rest") || said.TextIs(next, "remainder");
        if (rest) next++;
        else if (said.Is(next, Sense.EndOf, out var match)) next += match.Length;
        else return false;
        if (said.TextIs(next, "of")) next++;
        if (said.Is(next, Sense.RelativeDay, out var day))
        {
            end = end.AddDays(day.Value);
            moment = new MomentReading(at, next + day.Length - 1, rest && day.Value == 0 ? context.Now : end, rest && day.Value == 0 ? end : null);
            return day.Value >= 0;
        }
        if (said.TextIs(next, "the") || said.TextIs(next, "my") || said.TextIs(next, "this")) next++;
        if (!rest && said.Is(next, Sense.Weekday)) return EndOf(said, at, next - 1, context, out moment);
        if (!said.TextIs(next, "day")) return false;
        if (!rest) return EndOf(said, at, next, context, out moment);
        moment = new MomentReading(at, next, context.Now, end);
        return true;
    }

    // The last second of today, or of the day that is named behind it: "end of day Friday".
    private static bool EndOf(in Utterance said, int first, int last, in WhenContext context, out MomentReading moment)
    {
        var day = context.Today;
        var next = said.TextIs(last + 1, "on") || said.TextIs(last + 1, "of") ? last + 2 : last + 1;
        if (said.Is(next, Sense.RelativeDay, out var relative) && relative.Value >= 0) (day, last) = (Calendar.Add(day, relative.Value), next + relative.Length - 1);
        else if (said.Is(next, Sense.Weekday, out var weekday)) (day, last) = (Calendar.OnWeekday(next, next, context, weekday.Value).Day, next + weekday.Length - 1);
        moment = new MomentReading(first, last, day.ToDateTime(new TimeOnly(23, 59, 59)));
        return true;
    }

    // The length, where it begins, and whether all of it is meant ("within", "the next") or its end.
    private static bool TryRead(in Utterance said, int at, in WhenContext context, in Lead lead, out LengthReading length, out int last, out DateOnly from, out bool stretch, out bool anchored,
        out bool past)
    {
        (length, last, from, stretch, anchored, past) = (default, at, context.Today, false, false, false);
        var next = at;
        // "After 2 hours" is in two hours.
        var led = lead.In || lead is { Bound: WhenBound.After, From: false };
        var within = said.TextIs(at, "within") || said.TextIs(at, "during") || said.TextIs(at, "over");
        if (said.Is(at, Sense.In, out var phrase)) (led, next) = (true, next + phrase.Length);
        else if (within) (led, next) = (true, next + 1);
        if (said.TextIs(next, "less") && said.TextIs(next + 1, "than")) (within, next) = (true, next + 2);
        else if (said.TextIs(next, "more") && said.TextIs(next + 1, "than")) next += 2;
        if (said.Is(next, Sense.Around, out var around)) next += around.Length;
        if (said.IsSymbol(next, '~')) next++;
        var the = said.TextIs(next, "the");
        if (the) next++;
        var following = said.Is(next, Sense.Next, out var coming);
        var previous = !following && said.Is(next, Sense.Previous, out coming);
        if (following || previous) next += coming.Length;
        if (!LengthReader.TryRead(said, next, unitAlone: following, out length)) return false;
        // "next week" and "within next week" are the calendar's; "within the next week" counts from today.
        if (following && length.First == length.Last && length.OnlyDays && !(within && the)) return false;
        var inside = IsNextInside(said, length);
        last = length.Last;
        stretch = within || following || previous || inside;
        past = previous;
        // "in a fortnight's time"
        if (said.TextIs(last + 1, "time") && led) last++;
        next = last + 1;
        if (said.Is(next, Sense.FromNow, out var fromNow))
        {
            last = next + fromNow.Length - 1;
            return true;
        }
        if (said.TextIs(next, "in") && said.TextIs(next + 1, "the") && said.TextIs(next + 2, "future"))
        {
            (last, stretch) = (next + 2, true);
            return true;
        }
        if (said.Is(next, Sense.Ago, out var ago))
        {
            (last, past) = (next + ago.Length - 1, true);
            return true;
        }
        if (said.Is(next, Sense.From, out var anchor) || said.TextIs(next, "after") && said.Is(next, Sense.After, out anchor))
        {
            if (TryReadAnchor(said, next + anchor.Length, context, out var day))
            {
                (last, from) = (day.Last, day.Day);
                // "for 3 days from today"
                if (lead.For) (stretch, anchored) = (true, true);
                return true;
            }
        }
        // "a week on Tuesday", "a week tomorrow", "two days before 5 June"; but "twice a week"
        var counted = said.TextIs(at - 1, "once") || said.TextIs(at - 1, "twice") || said.TextIs(at - 1, "times");
        if (!led && !lead.For && length.Weeks && !counted && TryReadAnchor(said, said.Is(next, Sense.On) ? next + 1 : next, context, out var after))
        {
            (last, from) = (after.Last, after.Day);
            return true;
        }
        if (length.OnlyDays && !lead.For && said.Is(next, Sense.Before, out anchor)
            && TryReadAnchor(said, next + anchor.Length, context, out after) && Step(after.Day, length, -1) is var earlier && earlier >= from)
        {
            (last, from, length) = (after.Last, earlier, length with { Months = 0, Days = 0 });
            return true;
        }
        if (previous || following || inside || within) return true;
        return led && !the;
    }

    // "2 upcoming days", "the 5 coming minutes"
    private static bool IsNextInside(in Utterance said, in LengthReading length)
    {
        for (var i = length.First + 1; i < length.Last; i++)
            if (said.Is(i, Sense.Next)) return true;
        return false;
    }

    private static bool TryReadAnchor(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (said.Is(at, Sense.RelativeDay, out var relative))
        {
            day = Calendar.InDays(at, at + relative.Length - 1, context, relative.Value);
            return true;
        }
        if (MonthDates.TryRead(said, at, context, out day) || Holidays.TryRead(said, at, context, out day)) return day.LastDay is null;
        var week = said.Is(at, Sense.Next, 1) ? 1 : (int?)null;
        var weekdayAt = said.Is(at, Sense.Next, out var next) || said.Is(at, Sense.This, out next) ? at + next.Length : at;
        if (said.Is(weekdayAt, Sense.Weekday, out var weekday))
        {
            day = Calendar.OnWeekday(at, weekdayAt + weekday.Length - 1, context, weekday.Value, week);
            return true;
        }
        return false;
    }

    private static DateOnly Step(DateOnly from, in LengthReading length, int sign)
    {
        var day = from.AddMonths(Math.Clamp(length.Months, 0, 1200) * sign);
        if (!length.WorkingDays) return Calendar.Add(day, length.Days * sign);
        for (var left = Math.Min(length.Days, 400); left > 0;)
        {
            day = day.AddDays(sign);
            if (Calendar.IsoWeekday(day) <= 5) left--;
        }
        return day;
    }
}
