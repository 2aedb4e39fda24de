using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Gathers the pieces of one expression of time: days, times of day, parts of the day, lengths, in whatever order they stand, with small words between them, and joins two of them to a stretch.
/// A number alone is a time only with evidence: a word like "at" before it, a day or a part of the day beside it, or the question "what time?".
/// </summary>
internal static class WhenGrammar
{
    // Day, weekday, part, clock, range: nobody says more of one time.
    private const int MostPieces = 8;

    /// <summary>Whether an expression begins at the token. <paramref name="inRange"/>: it is the end of a stretch, so a bare number will do.</summary>
    public static bool TryGather(in Utterance said, int at, in WhenContext context, bool inRange, ref Gathered gathered)
    {
        var next = at;
        var between = false;
        for (var pieces = 0; pieces < MostPieces; pieces++)
        {
            Lead lead = new() { Day = gathered.Day is not null, Weekday = gathered.Day is { Shape: DayShape.Weekday }, Part = gathered.Part is not null };
            var piece = lead.Skip(said, next);
            if (piece >= said.Count || said.IsTaken(piece) || gathered.IsEmpty && lead.Comma) break;
            var first = gathered.IsEmpty;
            // "Wednesday or Friday, between 9 and 6": the hours are of both days.
            if (lead is { Comma: true, Between: true }) break;
            if (!TryPiece(said, next, piece, lead, context, inRange, ref gathered)) break;
            if (lead.Edge != WhenBound.None) gathered.Edge = lead.Edge;
            if (first) gathered.First = Math.Min(gathered.First, lead.First);
            between |= lead.Between;
            if (!inRange) RangeGrammar.TryExtend(said, between, context, ref gathered);
            next = gathered.Last + 1;
        }
        // "between" without two ends says nothing, nor does a length alone.
        if (between && gathered is { To: null, EndDay: null } && gathered.Day is null or { Single: true } && gathered.Moment is not { To: not null }) return false;
        return !gathered.IsEmpty && gathered is not { Length: not null, From: null, Day: null };
    }

    private static bool TryPiece(in Utterance said, int start, int at, in Lead lead, in WhenContext context, bool inRange, ref Gathered gathered) =>
        TryMoment(said, start, at, lead, context, ref gathered)
        || TryThisPart(said, at, context, ref gathered)
        || TryDay(said, start, at, lead, context, ref gathered)
        || TrySwahiliClock(said, at, lead, context, ref gathered)
        || TryClock(said, at, lead, context, inRange, ref gathered)
        || TryPart(said, start, at, lead, context, ref gathered)
        || TryLength(said, at, lead, ref gathered);

    private static bool TryMoment(in Utterance said, int start, int at, in Lead lead, in WhenContext context, ref Gathered gathered)
    {
        if (!gathered.IsEmpty && !(gathered.Day is { } day && day.Day == context.Today && gathered.From is null && gathered.Part is null)) return false;
        if (!Offsets.TryReadMoment(said, at, context, lead, out var moment) && !(start != at && Offsets.TryReadMoment(said, start, context, default, out moment))) return false;
        if (gathered.IsEmpty) gathered.First = moment.First;
        gathered.Moment = moment;
        gathered.Last = moment.Last;
        // "baada ya masaa mawili" and "after two hours" are in two hours, not after them.
        if (moment.First >= at && lead.Bound != WhenBound.After) SetBound(lead, ref gathered);
        return true;
    }

    private static bool TryDay(in Utterance said, int start, int at, in Lead lead, in WhenContext context, ref Gathered gathered)
    {
        if (gathered.Moment is not null || gathered.EndDay is not null) return false;
        if (!ReadDay(said, at, lead, context, out var day) && !(start != at && gathered.IsEmpty && ReadDay(said, start, default, context, out day))) return false;
        if (gathered.Day is { } known)
        {
            if (!DayJoin.TryJoin(known, day, context, out var joined)) return false;
            joined = joined with { Last = day.Last };
            (day, gathered.Last) = (joined, day.Last);
        }
        else if (!day.Single && (gathered.From is not null || gathered.Part is not null))
        {
            return false;
        }
        if (gathered.IsEmpty) gathered.First = day.First;
        gathered.Day = day;
        gathered.Last = day.Last;
        if (day.First >= at && (gathered.From is null || lead.Bound is not WhenBound.Around) && !(lead.Bound == WhenBound.After && day.Distance is not null)) SetBound(lead, ref gathered);
        // "tonight" is a day and a part of it.
        var named = said.Is(day.Last, Sense.RelativeDay) ? day.Last : day.First;
        if (gathered.Part is null && said.Is(named, Sense.RelativeDay) && PartReader.TryRead(said, named, context, out var part)
            && part.Last == day.Last) gathered.Part = part;
        return true;
    }

    private static bool ReadDay(in Utterance said, int at, in Lead lead, in WhenContext context, out DayReading day) =>
        NumericDates.TryRead(said, at, context, lead.On, out day, out _) || Holidays.TryRead(said, at, context, out day)
            || SwahiliDates.TryRead(said, at, context, out day)
        || EnglishDates.TryRead(said, at, context, lead, out day);

    // "this morning", "this evening", "next evening", "last night"
    private static bool TryThisPart(in Utterance said, int at, in WhenContext context, ref Gathered gathered)
    {
        if (gathered.Day is not null || gathered.Part is not null || gathered.Moment is not null) return false;
        var edge = said.Is(at, Sense.Early, out var match) || said.Is(at, Sense.Late, out match) ? match.Length : 0;
        int days;
        if (said.Is(at + edge, Sense.This, out match)) days = 0;
        else if (said.Is(at + edge, Sense.Next, 1) && said.Is(at + edge, Sense.Next, out match)) days = 1;
        else if (said.Is(at + edge, Sense.Previous, out match)) days = -1;
        else return false;
        var next = at + edge + match.Length;
        if (!PartReader.TryRead(said, next, context, out var part) || part.Part is null) return false;
        if (edge > 0)
        {
            // "late this afternoon"
            var bound = said.Is(at, Sense.Early) ? WhenBound.Start : WhenBound.End;
            part = part with { Edge = bound, Window = PartReader.Narrow(part.Window, bound) };
        }
        if (gathered.IsEmpty) gathered.First = at;
        gathered.Part = part with { First = at };
        gathered.Day = Calendar.InDays(at, part.Last, context, days);
        gathered.Last = part.Last;
        return true;
    }

    private static bool TryPart(in Utterance said, int start, int at, in Lead lead, in WhenContext context, ref Gathered gathered)
    {
        if (gathered.Moment is not null || gathered.EndDay is not null || gathered.Day is { Single: false }) return false;
        // "tomorrow am", "Feb 5 AM"
        if (gathered.Part is null && gathered.From is null && lead.Day && (said.Is(at, Sense.Am, out var half) || said.Is(at, Sense.Pm, out half)) && EnglishDates.IsFree(said, at + half.Length))
        {
            var named = half.Meaning.Sense == Sense.Am ? DayPart.Morning : DayPart.Afternoon;
            gathered.Part = new PartReading(at, at + half.Length - 1, named, context.Parts.Of(named), WhenBound.None);
            gathered.Last = at + half.Length - 1;
            return true;
        }
        // "kesho mapema": early tomorrow is in the morning.
        if (gathered is { Part: null, From: null, Day: not null } && said.Is(at, Sense.Early, out var early)
            && early.Meaning.Tongue != Tongue.English && at == gathered.Last + 1
            && !said.Is(at + early.Length, Sense.Part) && !said.TextIs(at + early.Length, "kuliko") && !said.TextIs(at + early.Length, "zaidi"))
        {
            gathered.Last = at + early.Length - 1;
            gathered.Part = new PartReading(at, gathered.Last, DayPart.Morning, PartReader.Narrow(context.Parts.Of(DayPart.Morning),
                WhenBound.Start), WhenBound.Start);
            return true;
        }
        // "after work", "baada ya kazi": the name of the stretch holds the small words.
        PartReading part = default;
        var whole = start != at && PartReader.TryRead(said, start, context, out part) && part.Part is null;
        if (!whole && !PartReader.TryRead(said, at, context, out part)) return false;
        if (gathered.Part is { } known && known.Part != part.Part) return false;
        // "Your working hours?" asks; "in the business hours", "at lunch", "after work", "lunch time tomorrow" tell.
        if (part.Part is null && part.Edge == WhenBound.None && gathered.IsEmpty && !(lead is { At: true } or { In: true } or { For: true }) && lead.Bound == WhenBound.None
            && said.Count > 3 && !IsDay(said, part.Last + 1) && !said.TextIs(at, "after") && !said.TextIs(at, "before")) return false;
        if (gathered.IsEmpty && IsGreeting(said, at, lead, part, context)) return false;
        if (gathered.IsEmpty) gathered.First = part.First;
        gathered.Part = part;
        gathered.Last = part.Last;
        if (!whole) SetBound(lead, ref gathered);
        // "jioni hii": this evening.
        if (part.Part is not null && said.Is(part.Last + 1, Sense.This, out var these) && these.Meaning.Tongue != Tongue.English)
        {
            gathered.Last = part.Last + these.Length;
            gathered.Day ??= Calendar.InDays(part.First, gathered.Last, context, 0);
        }
        if (gathered.Day is null && said.Is(part.Last, Sense.RelativeDay, out var day)) gathered.Day = Calendar.InDays(part.First, part.Last, context, day.Value);
        return true;
    }

    // "lunch time tomorrow", "over lunch on Thursday"
    private static bool IsDay(in Utterance said, int at) => said.Is(at, Sense.RelativeDay) || said.Is(at, Sense.Weekday)
        || said.Is(at, Sense.On) && said.Is(at + 1, Sense.Weekday);

    // "Good morning", and "Evening, ..." at the very beginning.
    private static bool IsGreeting(in Utterance said, int at, in Lead lead, in PartReading part, in WhenContext context)
    {
        if (said.TextIs(at - 1, "good") || said.TextIs(at - 1, "gud") || said.TextIs(at - 1, "gd") || said.TextIs(at - 1, "g")) return true;
        // "Mornings are better" greets nobody.
        if (said[part.Last].Length > 3 && said.TextOf(part.Last)[^1] == 's') return false;
        if (at > 0 || lead.The || said.Count == 1 || context.Asked is Asked.Time or Asked.Day || !said.Is(at, Sense.Part, out var word) || word.Meaning.Tongue != Tongue.English) return false;
        Lead behind = default;
        var next = behind.Skip(said, part.Last + 1);
        return !behind.At && !behind.Of && !said.IsDigits(next) && !said.Is(next, Sense.Number) && !said.Is(next, Sense.Fraction) && !said.Is(next, Sense.RelativeDay) && !said.Is(next, Sense.Weekday);
    }

    private static bool TrySwahiliClock(in Utterance said, int at, in Lead lead, in WhenContext context, ref Gathered gathered)
    {
        if (!gathered.TakesClock || !SwahiliClock.TryRead(said, at, context, out var clock)) return false;
        SetClock(said, clock, lead, ref gathered);
        return true;
    }

    private static bool TryClock(in Utterance said, int at, in Lead lead, in WhenContext context, bool inRange, ref Gathered gathered)
    {
        if (!EnglishClock.TryRead(said, at, out var clock)) return false;
        // "later than 3:30pm but before 6pm"
        if (gathered is { From: not null, To: null, Bound: WhenBound.After or WhenBound.Since } && lead.Bound is WhenBound.Before or WhenBound.Until)
        {
            gathered.To = clock;
            gathered.Last = clock.Last;
            gathered.Bound = WhenBound.None;
            return true;
        }
        if (!gathered.TakesClock || !ClockEvidence.Accepts(said, at, clock, lead, gathered, context, inRange)) return false;
        SetClock(said, clock, lead, ref gathered);
        return true;
    }

    private static void SetClock(in Utterance said, in ClockReading clock, in Lead lead, ref Gathered gathered)
    {
        if (gathered.IsEmpty) gathered.First = clock.First;
        // "starting Monday at 5pm" is a point; "from 5pm" is open.
        if (gathered.Bound == WhenBound.Since && gathered.Day is not null) gathered.Bound = WhenBound.None;
        gathered.From = clock;
        gathered.Last = clock.Last;
        SetBound(lead, ref gathered);
        if (clock.Around && gathered.Bound == WhenBound.None) gathered.Bound = WhenBound.Around;
        ReadOpenEnd(said, ref gathered);
    }

    // "3 pm or later", "3 onwards", "5pm or earlier"
    private static void ReadOpenEnd(in Utterance said, ref Gathered gathered)
    {
        var next = gathered.Last + 1;
        if (HourCues.IsOpenEnd(said, next) || said.TextIs(next, "going") && said.TextIs(next + 1, "forward"))
        {
            (gathered.Bound, gathered.Last) = (WhenBound.Since, said.TextIs(next, "going") ? next + 1 : next);
            return;
        }
        // "11am latest", "at 2 at the earliest"
        var the = said.TextIs(next, "at") && said.TextIs(next + 1, "the") ? next + 2 : next;
        if (said.TextIs(the, "latest") || said.TextIs(the, "earliest"))
        {
            (gathered.Bound, gathered.Last) = (said.TextIs(the, "latest") ? WhenBound.Until : WhenBound.Since, the);
            return;
        }
        if (!said.Is(next, Sense.Or) && !said.Is(next, Sense.And)) return;
        next++;
        if (said.TextIs(next, "later") || said.TextIs(next, "after") || said.TextIs(next, "thereafter")) gathered.Bound = WhenBound.Since;
        else if (said.TextIs(next, "earlier") || said.TextIs(next, "before")) gathered.Bound = WhenBound.Until;
        else return;
        gathered.Last = next;
    }

    // "from 10 am for 3 hours", "for 7 hours from 9:30am", "18th Dec for 10 days"
    private static bool TryLength(in Utterance said, int at, in Lead lead, ref Gathered gathered)
    {
        if (!lead.For || gathered.Length is not null || gathered.To is not null || gathered.EndDay is not null || gathered.Moment is not null) return false;
        if (!LengthReader.TryRead(said, at, unitAlone: false, out var length)) return false;
        if (gathered.IsEmpty)
        {
            var from = said.IsSymbol(length.Last + 1, ',') ? length.Last + 2 : length.Last + 1;
            if (!said.Is(from, Sense.From)) return false;
            gathered.First = length.First;
        }
        else if (length.OnlyDays ? gathered.Day is not { Single: true } || gathered.From is not null : gathered.From is null && !said.Is(length.Last + 1, Sense.From))
        {
            return false;
        }
        gathered.Length = length;
        gathered.Last = length.Last;
        return true;
    }

    private static void SetBound(in Lead lead, ref Gathered gathered)
    {
        if (lead.Bound != WhenBound.None) gathered.Bound = lead.Bound;
    }
}
