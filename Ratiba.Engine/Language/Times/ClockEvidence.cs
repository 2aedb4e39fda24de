using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Whether a number is a time of day where it stands: "at 4", "tomorrow 4", "4 this evening", but not "4 people", "building 4", "tomorrow 2 braids".</summary>
internal static class ClockEvidence
{
    /// <summary>Whether the reading is a time of day here.</summary>
    public static bool Accepts(in Utterance said, int at, in ClockReading clock, in Lead lead, in Gathered gathered, in WhenContext context, bool inRange)
    {
        if (clock.Sure) return true;
        var next = clock.Last + 1;
        if (said.Is(next, Sense.People) || said.Is(next, Sense.Currency) || said.Is(next, Sense.Multiplier) || said.Is(next, Sense.Unit) || said.IsSymbol(next, '%')
            || said.IsSymbol(next, '/') || said.Is(next, Sense.Companion) || said.Is(at - 1, Sense.Currency) || said.Is(next, Sense.OrdinalEnding)) return false;
        if (lead.On && !lead.At && gathered.IsEmpty && !IsPartAhead(said, next, out _)) return false;
        // "the 4 oclock one", "how about one in town", "off by one"
        if (clock.Bare && said.TextIs(clock.First, "one") && !(said.TextIs(at - 1, "at") || IsAboutOne(said, at, next) || inRange || lead.Between || IsPartAhead(said, next, out _) || said.Count <= 2)) return false;
        if (clock.Weak && said.IsDigits(clock.Last) && said[clock.Last].Length > 2 && !EnglishDates.IsFree(said, next)) return false;
        if (inRange) return clock.Bare || EnglishDates.IsFree(said, next);
        if (lead.At || lead.Between) return true;
        var partAhead = IsPartAhead(said, next, out var swahili);
        if (gathered.Day is not null || gathered.Part is not null)
        {
            // "Friday for 3": people or an hour; "Friday for 3 in the afternoon" tells.
            if (lead.For && clock.Bare && !partAhead) return false;
            // "evening 4" and "kesho asubuhi saa" stand together; "Friday 4 ..." may count something.
            return partAhead || gathered.Part is { } part && part.Last == at - 1 || EnglishDates.IsFree(said, next);
        }
        if (partAhead && swahili) return true;
        if (IsDayAhead(said, next) && IsKnown(said, at - 1)) return !clock.Bare || !IsHourBehindDay(said, said.IsSymbol(next, ',') ? next + 1 : next);
        // "12.15 Friday", "twelve thirty on Friday"
        if (clock.Weak && clock.Last > clock.First && said.Is(said.Is(next, Sense.On) ? next + 1 : next, Sense.Weekday)) return true;
        // "6 on Friday"
        if (clock.Bare && said.Is(next, Sense.On) && (said.Is(next + 1, Sense.Weekday) || said.Is(next + 1, Sense.Month))
            && HourCues.IsOpening(said, at - 1)) return true;
        if (IsRangeAhead(said, next)) return true;
        if (!lead.For && IsKnown(said, at - 1) && HourCues.IsListed(said, next) || HourCues.AreThere(said, at, clock, context)) return true;
        if (lead.For && clock.Weak && !clock.Bare && EnglishDates.IsFree(said, next)) return true;
        if (clock.Around && EnglishDates.IsFree(said, next)) return true;
        // An answer: the number is all there is, or all but courtesies.
        if (context.Asked == Asked.Time && said.Count <= 6 && EnglishDates.IsFree(said, next) && (at == 0 || IsKnown(said, at - 1))) return true;
        return clock.Weak && clock.First == 0 && next >= said.Count && IsWholeTime(said, clock);
    }

    // "at about one on Sunday"; but "how about one in town"
    private static bool IsAboutOne(in Utterance said, int at, int next) =>
        said.Is(at - 1, Sense.Around) && !said.TextIs(at - 2, "how") && (next >= said.Count || said.IsSign(next) || said.Is(next, Sense.On) || IsDayAhead(said, next));

    // "ten thirty" alone is a time; "330", "3.30" and "two three" are not.
    private static bool IsWholeTime(in Utterance said, in ClockReading clock) => !said.IsDigits(clock.First) && clock.Minute > 0;

    /// <summary>
    /// Whether a part of the day stands at the token. "In the evening" and "asubuhi" make the number before them an hour (<paramref name="swahili"/>); "evening" alone does not in English.
    /// </summary>
    public static bool IsPartAhead(in Utterance said, int at, out bool swahili)
    {
        swahili = said.Is(at, Sense.Part, out var bare) && bare.Meaning.Tongue != Tongue.English;
        // "3 nights" are counted.
        if (bare.Length > 0) return !(said.TextIs(at, "nights") || said.TextIs(at, "mornings") || said.TextIs(at, "evenings")
            || said.TextIs(at, "afternoons"));
        if (said.TextIs(at, "in") || said.TextIs(at, "at"))
        {
            at++;
            var the = said.TextIs(at, "the");
            if (the) at++;
            swahili = said.Is(at, Sense.Part) || said.Is(at, Sense.Early) && said.Is(at + 1, Sense.Part);
            return swahili;
        }
        return false;
    }

    // "9 tomorrow morning", "8 this evening", "10, tonight"
    internal static bool IsDayAhead(in Utterance said, int at)
    {
        if (said.IsSymbol(at, ',')) at++;
        if (said.Is(at, Sense.RelativeDay)) return true;
        return said.Is(at, Sense.This, out var match) && said.Is(at + match.Length, Sense.Part);
    }

    // "dinner for two tonight at 7": the two are people.
    private static bool IsHourBehindDay(in Utterance said, int day)
    {
        var next = said.Is(day, Sense.RelativeDay, out var match) ? day + match.Length : day;
        return said.Is(next, Sense.At) || EnglishClock.TryRead(said, next, out var clock) && clock.Sure;
    }

    // "3-4pm", "11 to 3pm", "5 to 7 today", "1-2:30": the other end tells.
    private static bool IsRangeAhead(in Utterance said, int at)
    {
        if (!RangeGrammar.IsJoint(said, at, and: false, out var length)) return false;
        if (!EnglishClock.TryRead(said, at + length, out var end)) return false;
        if (end.Sure) return true;
        var next = end.Last + 1;
        return IsDayAhead(said, next) || IsPartAhead(said, next, out _) || said.Is(next, Sense.On) && said.Is(next + 1, Sense.Weekday) || said.Is(next, Sense.Weekday);
    }

    private static bool IsKnown(in Utterance said, int at) => at < 0 || said[at].MatchCount > 0 || said.IsSign(at) || EnglishDates.IsFree(said, at);
}
