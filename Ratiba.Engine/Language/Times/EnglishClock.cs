using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads a time of day as English says it: "3pm", "15:30", "half past three", "ten to noon", "nine thirty", "15h30", "1500hrs". Parts of the day are left to the caller.</summary>
internal static class EnglishClock
{
    /// <summary>Whether a time of day, or a number that may be one, begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, out ClockReading clock) => TryReadAround(said, at, out clock) || TryReadPlain(said, at, out clock);

    // "half past three", "a quarter to 12", "15 minutes past 3pm", "three mins to five thirty", "half three".
    private static bool TryReadAround(in Utterance said, int at, out ClockReading clock)
    {
        clock = default;
        var next = at;
        int minutes;
        var sure = false;
        if (said.Is(next, Sense.Fraction, out var fraction))
        {
            (minutes, sure) = (fraction.Value, true);
            next += fraction.Length;
        }
        else
        {
            if (!TryReadMinutes(said, ref next, out minutes)) return false;
            sure = minutes > 12;
        }
        if (said.Is(next, Sense.Unit, (int)TimeUnit.Minute))
        {
            next++;
            sure = true;
        }
        if (said.IsSymbol(next, '-')) next++;
        int sign;
        if (said.Is(next, Sense.MinutesPast, out var past))
        {
            sign = 1;
            // "3 after 4" is no time; "twenty after 3pm" is.
            if (!sure && !said.TextIs(next, "past")) return false;
            next += past.Length;
        }
        else if (said.Is(next, Sense.MinutesTo, out var to))
        {
            sign = -1;
            // "5 to 7" is from five to seven; "15 to 7", "5 minutes to 7" and "5 to noon" are before seven and noon.
            if (!sure && !said.Is(next + to.Length, Sense.NamedTime)) return false;
            next += to.Length;
        }
        else if (sure && said.Is(next, Sense.From, out var from) && next > at + 1)
        {
            sign = 1;
            next += from.Length;
            if (!TryReadPlain(said, next, out var base_) || !base_.Sure) return false;
        }
        else if (fraction.Value == 30 && next == at + fraction.Length && TryReadPlain(said, next, out var whole) && whole.Minute == 0)
        {
            // British: "half three" is half past three.
            clock = whole.Shift(30) with { First = at, Weak = whole.Bare, Bare = false };
            return true;
        }
        else
        {
            return false;
        }
        if (!TryReadPlain(said, next, out clock)) return false;
        clock = clock.Shift(sign * minutes) with { First = at, Bare = false, Weak = false };
        return true;
    }

    private static bool TryReadMinutes(in Utterance said, ref int at, out int minutes)
    {
        minutes = 0;
        if (!IsNumberAlone(said, at) || !NumberReader.Read(said, at, out var number) || number.Value is < 1 or > 59) return false;
        minutes = (int)number.Value;
        at += number.Length;
        return true;
    }

    private static bool TryReadPlain(in Utterance said, int at, out ClockReading clock)
    {
        clock = default;
        if (said.Is(at, Sense.NamedTime, out var named))
        {
            clock = new ClockReading { First = at, Last = at + named.Length - 1, Hours = ClockReading.Only(named.Value / 60), Minute = named.Value % 60 };
            return true;
        }
        if (said.IsDigits(at) ? !TryReadDigits(said, at, out clock) : !TryReadWords(said, at, out clock)) return false;
        return ReadEnding(said, ref clock);
    }

    private static bool TryReadDigits(in Utterance said, int at, out ClockReading clock)
    {
        clock = default;
        if (!IsNumberAlone(said, at)) return false;
        var (number, length) = (said[at].Number, said[at].Length);
        if (length > 4) return false;
        if (length >= 3)
        {
            // 1030, 330: at a clock time's place only.
            if (number / 100 > 23 || number % 100 > 59 || said.Touches(at + 1) && said.IsSign(at + 1) && said.Touches(at + 2)
                && !IsRangeOfFigures(said, at + 1)) return false;
            clock = Make(at, at, number / 100, number % 100, leadingZero: length == 4 && number < 1000) with { Weak = true };
            return true;
        }
        if (number > 24) return false;
        var leadingZero = length == 2 && number < 10;
        if (said.IsSymbol(at + 1, ':') && said.IsDigits(at + 2) && !said.Touches(at + 2) && said[at + 2].Length == 2 && said[at + 2].Number <= 59
            && (!said.Touches(at + 1) || said.Is(at + 3, Sense.Am) || said.Is(at + 3, Sense.Pm)))
        {
            // "10 : 30", "3: 30 pm"
            clock = Make(at, at + 2, number, said[at + 2].Number, leadingZero);
            return true;
        }
        // 11;30 is a slip of the thumb.
        if ((said.IsSymbol(at + 1, ':') || said.IsSymbol(at + 1, ';')) && said.Touches(at + 1))
        {
            if (!IsTwoDigits(said, at + 2) || said[at + 2].Number > 59) return false;
            clock = Make(at, at + 2, number, said[at + 2].Number, leadingZero);
            if (said.IsSymbol(at + 3, ':') && IsTwoDigits(said, at + 4) && said[at + 4].Number <= 59) clock = clock with { Last = at + 4, Second = said[at + 4].Number };
            return number <= 24;
        }
        if (said.IsSymbol(at + 1, '.') && said.Touches(at + 1) && IsTwoDigits(said, at + 2) && said[at + 2].Number <= 59)
        {
            // 3.30, but neither 12.05.2026 nor a price.
            if (said.IsSymbol(at + 3, '.') && said.Touches(at + 3) && said.Touches(at + 4) && said.IsDigits(at + 4)) return false;
            clock = Make(at, at + 2, number, said[at + 2].Number, leadingZero) with { Weak = true };
            return true;
        }
        if (said.IsSymbol(at + 1, '-') && said.Touches(at + 1) && IsTwoDigits(said, at + 2) && said[at + 2].Number is > 24 and <= 59
            && (said.Is(at + 3, Sense.Am) || said.Is(at + 3, Sense.Pm)))
        {
            // "5-45pm" is no stretch.
            clock = Make(at, at + 2, number, said[at + 2].Number, leadingZero);
            return true;
        }
        if (said.TextIs(at + 1, "h"))
        {
            var minutes = IsTwoDigits(said, at + 2) || !said.Touches(at + 1) && said.IsDigits(at + 2) && said[at + 2].Length == 2;
            if (minutes && said[at + 2].Number > 59) return false;
            if (!minutes && !said.Touches(at + 1)) return false;
            clock = minutes ? Make(at, at + 2, number, said[at + 2].Number, leadingZero) : Make(at, at + 1, number, 0, leadingZero) with { Weak = number < 13 };
            return true;
        }
        if (said.IsDigits(at + 1) && said[at + 1].Length == 2 && said[at + 1].Number <= 59 && number is >= 1 and <= 12
            && IsNumberAlone(said, at + 1) && !said.Is(at + 2, Sense.Month)
            && !(said.Is(at - 1, Sense.Weekday) && (said.Is(at + 2, Sense.Am) || said.Is(at + 2, Sense.Pm))))
        {
            // "at 3 15"; but "Tue 12 10am" is a day and an hour.
            clock = Make(at, at + 1, number, said[at + 1].Number, leadingZero) with { Weak = true };
            return true;
        }
        clock = Make(at, at, number, 0, leadingZero: false) with { Bare = true };
        return true;
    }

    // "three", "nine thirty", "twelve oh three", "eleven five", "six forty-three minutes".
    private static bool TryReadWords(in Utterance said, int at, out ClockReading clock)
    {
        clock = default;
        if (!IsHourWord(said, at, out var hour)) return false;
        var last = at;
        if (hour == 20 && IsUnitWord(said, at + 1, out var ones) && ones <= 4) (hour, last) = (20 + ones, at + 1);
        clock = Make(at, last, hour, 0, leadingZero: false) with { Bare = true };
        var next = last + 1;
        if (said.IsSymbol(next, '-') && said.Touches(next) && said.Touches(next + 1)) next++;
        int minute, end;
        if ((said.TextIs(next, "oh") || said.TextIs(next, "o") || said.TextIs(next, "zero") || said.TextIs(next, "ou")))
        {
            var unit = said.IsSymbol(next + 1, '-') ? next + 2 : next + 1;
            if (!IsUnitWord(said, unit, out minute)) return true;
            end = unit;
        }
        else if (!said.IsDigits(next) && NumberReader.Read(said, next, out var number) && number.Value is >= 10 and <= 59 && IsEnglishNumber(said, next))
        {
            (minute, end) = ((int)number.Value, next + number.Length - 1);
        }
        else if (said.TextIs(next, "five"))
        {
            (minute, end) = (5, next);
        }
        else
        {
            return true;
        }
        // "two thirty minutes" counts nothing, "six forty-three minutes" is said.
        if (said.Is(end + 1, Sense.Unit, (int)TimeUnit.Minute)) end++;
        clock = clock with { Last = end, Minute = minute, Bare = false, Weak = true };
        return true;
    }

    private static bool ReadEnding(in Utterance said, ref ClockReading clock)
    {
        ReadAround(said, ref clock);
        var next = clock.Last + 1;
        var hour = System.Numerics.BitOperations.TrailingZeroCount(clock.Hours);
        var military = said.IsDigits(clock.First)
            && (said[clock.First].Length >= 3 || clock.Last > clock.First || said[clock.First].Number is > 12 and < 24);
        if (said.Is(next, Sense.OClock, out var oclock))
        {
            clock = clock with { Last = next + oclock.Length - 1, Bare = false, Weak = false };
            ReadAround(said, ref clock);
        }
        else if (military && said.Is(next, Sense.Unit, (int)TimeUnit.Hour)
            && (!said.TextIs(next, "h") || said.Touches(next) && said[clock.First].Length >= 3))
        {
            clock = clock with { Last = next, Bare = false, Weak = false, Hours = ClockReading.Only(hour) };
            return true;
        }
        next = clock.Last + 1;
        if (said.IsSymbol(next, '.') && said.Touches(next) && said.Touches(next + 1)) next++;
        if (said.IsSymbol(next, ',') && !said.Touches(next + 1)) return true;
        var inThe = said.TextIs(next, "in") && said.TextIs(next + 1, "the") ? next + 2 : next;
        if (said.TextIs(next, "ampm"))
        {
            clock = clock with { Last = next, Bare = false, Weak = false };
        }
        else if (said.Is(inThe, Sense.Am, out var half) || said.Is(inThe, Sense.Pm, out half))
        {
            var pm = half.Meaning.Sense == Sense.Pm;
            clock = clock with { Last = inThe + half.Length - 1, Bare = false, Weak = false, Hours = Half(clock.Hours, pm) };
        }
        else if (said.IsDigits(clock.Last) && said.Touches(next) && next == clock.Last + 1 && (said.TextIs(next, "a") || said.TextIs(next, "p")))
        {
            // "9a", "3:20p"; alone it might be a room or a size.
            var bare = clock.Bare;
            clock = clock with { Last = next, Bare = false, Weak = bare, Hours = Half(clock.Hours, said.TextIs(next, "p")) };
        }
        else
        {
            // "3k", "2pcs", "4x": no hour.
            return clock.Last > clock.First || !said.IsDigits(clock.Last) || !said.Touches(clock.Last + 1) || !said.IsWord(clock.Last + 1) || clock.Sure || clock.Around;
        }
        ReadAround(said, ref clock);
        return true;
    }

    // "ish", "or so", "approximately", "sharp" behind the time.
    private static void ReadAround(in Utterance said, ref ClockReading clock)
    {
        var next = clock.Last + 1;
        if (said.IsSymbol(next, '-') && said.TextIs(next + 1, "ish")) next++;
        if (said.TextIs(next, "ish")) clock = clock with { Last = next, Around = true, Weak = clock.Weak || clock.Bare, Bare = false };
        else if (said.TextIs(next, "or") && said.TextIs(next + 1, "so")) clock = clock with { Last = next + 1, Around = true };
        else if (said.TextIs(next, "approximately") || said.TextIs(next, "approx")) clock = clock with { Last = next, Around = true };
        else if (said.TextIs(next, "sharp")) clock = clock with { Last = next, Bare = false, Weak = false };
    }

    private static ClockReading Make(int first, int last, int hour, int minute, bool leadingZero) => new()
    {
        First = first,
        Last = last,
        Minute = minute,
        Hours = leadingZero || hour is 0 or > 12 ? ClockReading.Only(hour % 24) : ClockReading.Both(hour),
    };

    private static uint Half(uint hours, bool pm)
    {
        var hour = System.Numerics.BitOperations.TrailingZeroCount(hours);
        return hour > 12 ? hours : ClockReading.Only(hour % 12 + (pm ? 12 : 0));
    }

    // Not a part of a longer figure or name: "2,500", "1:1", "A4", "40.1693", "#3", "$5".
    private static bool IsNumberAlone(in Utterance said, int at)
    {
        if (!said.IsDigits(at)) return !said.Touches(at) || !said.IsDigits(at - 1);
        if (said.Touches(at))
        {
            if (said.IsWord(at - 1) && !IsTimeWord(said, at - 1)) return false;
            // "2,500" and "40.16" are one figure; "8 May,3pm" has two.
            if (said.IsSign(at - 1) && said.Folded[said[at - 1].Start] is '#' or '$' or '+' or '=' or '%' && said.Touches(at - 1)) return false;
            if (said.IsSign(at - 1) && said.Folded[said[at - 1].Start] is '.' or ',' or ':' && said.Touches(at - 1)
                && !said.IsWord(at - 2)) return false;
            if (said.IsSymbol(at - 1, '#') || said.IsSymbol(at - 1, '$')) return false;
        }
        return !(said.Touches(at + 1) && said.Touches(at + 2) && said.IsDigits(at + 2)
            && (said.IsSymbol(at + 1, ',') || said.IsSymbol(at + 1, ':') && said[at + 2].Length != 2 || said.IsSymbol(at + 1, '.') && said[at + 2].Length != 2));
    }

    private static bool IsTimeWord(in Utterance said, int at) =>
        said.Is(at, Sense.At) || said.Is(at, Sense.By) || said.Is(at, Sense.From) || said.Is(at, Sense.Until) || said.Is(at, Sense.Around)
            || said.TextIs(at, "t") || said.Is(at, Sense.Weekday) || said.Is(at, Sense.RelativeDay)
        || said.Is(at, Sense.After) || said.Is(at, Sense.Before) || said.TextIs(at, "h");

    // 0930-1045
    private static bool IsRangeOfFigures(in Utterance said, int at) => said.IsSymbol(at, '-') && said.IsDigits(at + 1)
        && said[at + 1].Length is 3 or 4 && said[at + 1].Number % 100 < 60 && said[at + 1].Number < 2400;

    private static bool IsTwoDigits(in Utterance said, int at) => said.IsDigits(at) && said[at].Length == 2 && said.Touches(at);

    // "a couple", "a dozen" are numbers, but no hours.
    private static bool IsHourWord(in Utterance said, int at, out int hour)
    {
        hour = 0;
        if (!IsEnglishNumber(said, at) || said.TextIs(at, "dozen") || !said.Is(at, Sense.Number, out var number) || number.Length != 1 || number.Value is < 1 or > 20) return false;
        hour = number.Value;
        return true;
    }

    private static bool IsUnitWord(in Utterance said, int at, out int unit)
    {
        unit = 0;
        if (!said.Is(at, Sense.Number, out var number) || number.Length != 1 || number.Value is < 1 or > 9) return false;
        unit = number.Value;
        return true;
    }

    private static bool IsEnglishNumber(in Utterance said, int at) => said.Is(at, Sense.Number, out var number) && number.Meaning.Tongue == Tongue.English;
}
