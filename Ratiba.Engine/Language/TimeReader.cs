namespace Ratiba.Engine.Language;

/// <summary>Reads times of day: 3pm, 15:00, 3.30, half past two, at 3, noon, morning, after 3, between 2 and 4.</summary>
internal static class TimeReader
{
    /// <summary>What was read about the time of day.</summary>
    public readonly record struct Reading(Heard<TimeOnly>? Time, Heard<DayPart>? DayPart, Heard<ClockWindow>? Window);

    // A clock reading before it is known which half of the day is meant.
    private readonly record struct Clock(int Hour, int Minute, bool HalfKnown, int Last);

    /// <summary>Finds the time in the message and takes its tokens.</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="hours">The opening hours of the day in question: they decide between 3 and 15 o'clock.</param>
    /// <param name="bareNumber">Whether a lone number is a time, because a time was asked for.</param>
    public static Reading Read(Tokens tokens, (TimeOnly Opens, TimeOnly Closes)? hours, bool bareNumber)
    {
        var part = ReadPart(tokens);
        if (ReadWindow(tokens, part?.Value, hours) is { } window) return new Reading(null, part, window);
        for (var i = 0; i < tokens.Count; i++)
        {
            var first = i;
            var said = tokens.Is(i, Cue.At);
            if (said) i++;
            var clock = ReadClock(tokens, i, said) ?? (bareNumber && IsAlone(tokens, i) ? ReadClock(tokens, i, bare: true) : null);
            if (clock is { } read) return new Reading(new Heard<TimeOnly>(Resolve(read, part?.Value, hours), tokens.Use(first, read.Last)), part, null);
            if (said) i--;
        }
        return new Reading(null, part, null);
    }

    private static Heard<DayPart>? ReadPart(Tokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens.Is(i, Cue.DayPart)) continue;
            // "Good morning" greets; it asks for nothing.
            if (tokens.Is(i - 1, Cue.Good)) continue;
            return new Heard<DayPart>((DayPart)tokens[i].Meaning.Value, tokens.Use(i, i));
        }
        return null;
    }

    private static Heard<ClockWindow>? ReadWindow(Tokens tokens, DayPart? part, (TimeOnly Opens, TimeOnly Closes)? hours)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, Cue.After) && ReadClock(tokens, i + 1, bare: true) is { } after)
                return new Heard<ClockWindow>(new ClockWindow(Resolve(after, part, hours), TimeOnly.MaxValue), tokens.Use(i, after.Last));
            if (tokens.Is(i, Cue.Before) && ReadClock(tokens, i + 1, bare: true) is { } before)
                return new Heard<ClockWindow>(new ClockWindow(TimeOnly.MinValue, Resolve(before, part, hours)), tokens.Use(i, before.Last));

            var opened = tokens.Is(i, Cue.Between) || tokens.Is(i, Cue.From);
            var start = opened ? i + 1 : i;
            if (ReadClock(tokens, start, bare: true) is not { } from) continue;
            var joint = from.Last + 1;
            var joined = tokens.IsSymbol(joint, '-') || tokens.IsSymbol(joint, '–') || tokens.Is(joint, Cue.To) || (opened && tokens.Is(joint, Cue.And));
            if (!joined || ReadClock(tokens, joint + 1, bare: true) is not { } to) continue;
            var end = Resolve(to, part, hours);
            var begin = Resolve(from, part, hours);
            // "2-4pm": the half of the day is said once, for both.
            if (to.HalfKnown && !from.HalfKnown && from.Hour < 12) begin = new TimeOnly(from.Hour + (end.Hour >= 12 && from.Hour + 12 <= end.Hour ? 12 : 0), from.Minute);
            if (begin < end) return new Heard<ClockWindow>(new ClockWindow(begin, end), tokens.Use(i, to.Last));
        }
        return null;
    }

    private static Clock? ReadClock(Tokens tokens, int i, bool bare)
    {
        if (tokens.Is(i, Cue.Noon)) return new Clock(12, 0, true, i);
        if (tokens.Is(i, Cue.Midnight)) return new Clock(0, 0, true, i);
        if (tokens.Is(i, Cue.Half) || tokens.Is(i, Cue.Quarter))
        {
            var minutes = tokens[i].Meaning.Value;
            if (tokens.Is(i + 1, Cue.Past) && tokens.TryNumber(i + 2, out var past) && past is >= 1 and <= 12) return WithHalf(tokens, past, minutes, i + 2);
            if (tokens.Is(i + 1, Cue.To) && tokens.TryNumber(i + 2, out var to) && to is >= 1 and <= 12)
                return WithHalf(tokens, to == 1 ? 12 : to - 1, 60 - minutes, i + 2);
            return null;
        }
        if (!tokens.TryNumber(i, out var hour)) return null;

        // 1500hrs
        if (tokens.IsDigits(i) && tokens[i].Length == 4 && tokens.Is(i + 1, Cue.Hours) && hour / 100 <= 23 && hour % 100 <= 59)
            return new Clock(hour / 100, hour % 100, true, i + 1);
        if (hour > 23) return null;
        // 3:30, 3.30
        if (tokens.Touches(i + 1) && (tokens.IsSymbol(i + 1, ':') || tokens.IsSymbol(i + 1, '.')) && tokens.Touches(i + 2) && tokens.IsDigits(i + 2)
            && tokens[i + 2].Length == 2 && tokens[i + 2].Number <= 59)
            return WithHalf(tokens, hour, tokens[i + 2].Number, i + 2);
        var clock = WithHalf(tokens, hour, 0, i);
        if (clock is { } read && (read.HalfKnown && read.Last > i)) return clock;
        if (tokens.Is(i + 1, Cue.Hours)) return clock is { } spoken ? spoken with { Last = i + 1 } : null;
        return (bare || IsPartAhead(tokens, i) || IsAfterDay(tokens, i)) && !IsDateAhead(tokens, i) ? clock : null;
    }

    // Looks for am, pm, a.m., p.m. behind the time.
    private static Clock? WithHalf(Tokens tokens, int hour, int minute, int last)
    {
        var half = -1;
        var end = last;
        if (tokens.Is(last + 1, Cue.Meridiem)) (half, end) = (tokens[last + 1].Meaning.Value, last + 1);
        else if (tokens.IsSymbol(last + 2, '.') && tokens.TextIs(last + 3, "m"))
        {
            if (tokens.TextIs(last + 1, "a")) (half, end) = (0, last + 3);
            else if (tokens.TextIs(last + 1, "p")) (half, end) = (12, last + 3);
        }
        if (half < 0) return new Clock(hour, minute, hour is 0 or > 12, last);
        return hour > 12 ? new Clock(hour, minute, true, end) : new Clock((hour % 12) + half, minute, true, end);
    }

    private static TimeOnly Resolve(Clock clock, DayPart? part, (TimeOnly Opens, TimeOnly Closes)? hours)
    {
        var early = new TimeOnly(clock.Hour, clock.Minute);
        if (clock.HalfKnown || clock.Hour > 12) return early;
        var late = clock.Hour == 12 ? early : early.AddHours(12);
        if (part is DayPart.Morning) return early;
        if (part is DayPart.Afternoon or DayPart.Evening) return late;
        if (hours is { } open)
        {
            var earlyFits = early >= open.Opens && early < open.Closes;
            var lateFits = late >= open.Opens && late < open.Closes;
            if (earlyFits != lateFits) return earlyFits ? early : late;
        }
        return clock.Hour < 7 ? late : early;
    }

    private static bool IsDateAhead(Tokens tokens, int i) => tokens.Is(i + 1, Cue.OrdinalEnding) || tokens.Is(i + 1, Cue.Month) || tokens.Is(i + 1, Cue.Day);

    // "5 in the evening": the part itself has been taken by now.
    private static bool IsPartAhead(Tokens tokens, int i) =>
        tokens.Is(i + 1, Cue.In) && tokens.Is(i + 2, Cue.Article) && i + 3 < tokens.Count && tokens[i + 3].Meaning.Cue == Cue.DayPart;

    // "Sunday 12", "tomorrow 3", but not "Saturday 2 people": the day has been taken by now.
    private static bool IsAfterDay(Tokens tokens, int i) =>
        i > 0 && tokens[i - 1].Used && tokens[i - 1].Meaning.Cue is (Cue.Weekday or Cue.RelativeDay)
        && (i + 1 >= tokens.Count || tokens[i + 1].Kind == TokenKind.Symbol || tokens[i + 1].Meaning.Cue != Cue.None);

    // A number that is (nearly) all of the message.
    private static bool IsAlone(Tokens tokens, int i)
    {
        if (!tokens.TryNumber(i, out _)) return false;
        for (var other = 0; other < tokens.Count; other++)
            if (other != i && !tokens[other].Used && tokens[other].Kind != TokenKind.Symbol && !tokens.Is(other, Cue.Please) && !tokens.Is(other, Cue.Intent)) return false;
        return true;
    }
}
