using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>A length of time in the text.</summary>
/// <param name="First">The first token.</param>
/// <param name="Last">The last token.</param>
/// <param name="Months">Calendar months; years are twelve.</param>
/// <param name="Days">Days; weeks are seven.</param>
/// <param name="Seconds">What is shorter than a day.</param>
internal readonly record struct LengthReading(int First, int Last, int Months, int Days, long Seconds)
{
    /// <summary>Only days that somebody works on count.</summary>
    public bool WorkingDays { get; init; }

    /// <summary>Said in weeks; a weekday beside it is of that week.</summary>
    public bool Weeks { get; init; }

    /// <summary>"A few": about so long.</summary>
    public bool Vague { get; init; }

    /// <summary>Whole days: it leads to a day, not to a moment.</summary>
    public bool OnlyDays => Seconds == 0;
}

/// <summary>Reads lengths of time: "two hours", "1/2 h", "an hour and a half", "2 days 1 hour 5 minutes", "a fortnight", "masaa mawili".</summary>
internal static class LengthReader
{
    // Nobody books a hundred years ahead; numbers come from customers.
    private const double Most = 36_525;

    /// <summary>Whether a length begins at the token. <paramref name="unitAlone"/>: whether its number may be missing, "the next hour".</summary>
    public static bool TryRead(in Utterance said, int at, bool unitAlone, out LengthReading length)
    {
        length = default;
        if (!TryReadOne(said, at, unitAlone, out length)) return false;
        // "1 day and 5 hours", "2 days 1 hour 5 minutes": each unit smaller than the one before it.
        for (var parts = 0; parts < 5; parts++)
        {
            var next = length.Last + 1;
            if (said.Is(next, Sense.And, out var and)) next += and.Length;
            else if (said.IsSymbol(next, ',')) next++;
            if (!TryReadOne(said, next, unitAlone: false, out var more) || Rank(more) >= Rank(length)) break;
            length = length with { Last = more.Last, Months = length.Months + more.Months, Days = length.Days + more.Days, Seconds = length.Seconds + more.Seconds };
        }
        return true;
    }

    private static int Rank(in LengthReading length) =>
        length.Seconds > 0 ? length.Seconds % 3600 == 0 ? 3 : length.Seconds % 60 == 0 ? 2 : 1 : length.Days > 0 ? 4 : 5;

    private static bool TryReadOne(in Utterance said, int at, bool unitAlone, out LengthReading length)
    {
        length = default;
        if (SwahiliLengths.TryRead(said, at, out var hours, out var end))
        {
            length = Of(at, end, TimeUnit.Hour, hours);
            return true;
        }
        var next = at;
        double count;
        var vague = false;
        var working = false;
        if (TryReadFraction(said, ref next, out count))
        {
            if (said.TextIs(next, "of")) next++;
            if (said.Is(next, Sense.Article, out var of)) next += of.Length;
        }
        else if (said.TextIs(next, "few") || said.Is(next, Sense.Article) && said.TextIs(next + 1, "few"))
        {
            (count, vague) = (3, true);
            next += said.TextIs(next, "few") ? 1 : 2;
        }
        else if (TryReadCount(said, ref next, out count))
        {
            // "two and half days", "2 and an half hours"
            var half = next;
            if (said.Is(half, Sense.And, out var and)) half += and.Length;
            if (half > next && said.Is(half, Sense.Article, out var article)) half += article.Length;
            if (half > next && said.Is(half, Sense.Fraction, out var fraction)) (count, next) = (count + fraction.Value / 60.0, half + fraction.Length);
        }
        else if (said.Is(next, Sense.Article) && !said.TextIs(next, "the"))
        {
            count = 1;
            next++;
        }
        else if (unitAlone)
        {
            count = 1;
        }
        else
        {
            return TryReadUnitFirst(said, at, out length);
        }
        if (said.TextIs(next, "more") || said.TextIs(next, "other")) next++;
        if (said.TextIs(next, "business") || said.TextIs(next, "working"))
        {
            next++;
            working = true;
        }
        else if (said.Is(next, Sense.Next, out var coming) && !said.TextIs(next, "following") && !(said.TextIs(next, "next") && IsSingular(said, next + 1)))
        {
            // "the 2 next days", "5 coming minutes"; but "from 4 to 23 next month".
            next += coming.Length;
        }
        if (!TryReadUnit(said, next, out var unit, out var last) || count is < 0 or > Most) return false;
        // "an hour and a half", "two hours and a quarter"
        if (unit is TimeUnit.Hour or TimeUnit.Day && said.Is(last + 1, Sense.And) && said.Is(last + 2, Sense.Article) && said.Is(last + 3, Sense.Fraction, out var rest)
            || said.Is(last + 1, Sense.And) && said.Is(last + 2, Sense.Fraction, out rest))
        {
            count += rest.Value / 60.0;
            last = said.Is(last + 2, Sense.Fraction) ? last + 1 + rest.Length : last + 2 + rest.Length;
        }
        if (!working && unit == TimeUnit.Day && (said.TextIs(last, "business") || said.TextIs(last, "working"))) working = true;
        length = Of(at, last, unit, count) with { WorkingDays = working, Vague = vague };
        return true;
    }

    // Swahili puts the unit first: "masaa mawili", "siku tatu", "dakika 30", "wiki mbili".
    private static bool TryReadUnitFirst(in Utterance said, int at, out LengthReading length)
    {
        length = default;
        if (!said.Is(at, Sense.Unit, out var unit) || unit.Meaning.Tongue == Tongue.English) return false;
        if (!NumberReader.Read(said, at + unit.Length, out var number) || number.Value > Most) return false;
        var next = at + unit.Length + number.Length;
        // "masaa mawili na nusu"
        double count = number.Value;
        if (said.Is(next, Sense.And, out var and) && said.Is(next + and.Length, Sense.Fraction, out var fraction)) (count, next) = (count + fraction.Value / 60.0, next + and.Length + fraction.Length);
        length = Of(at, next - 1, (TimeUnit)unit.Value, count);
        return true;
    }

    private static LengthReading Of(int first, int last, TimeUnit unit, double count) => unit switch
    {
        TimeUnit.Second => new LengthReading(first, last, 0, 0, (long)count),
        TimeUnit.Minute => new LengthReading(first, last, 0, 0, (long)(count * 60)),
        TimeUnit.Hour => new LengthReading(first, last, 0, 0, (long)(count * 3600)),
        TimeUnit.Day => Math.Floor(count) is var days && days == count
            ? new LengthReading(first, last, 0, (int)count, 0)
            : new LengthReading(first, last, 0, (int)days, (long)((count - days) * 86_400)),
        TimeUnit.Week => new LengthReading(first, last, 0, (int)(count * 7), 0) { Weeks = true },
        TimeUnit.Fortnight => new LengthReading(first, last, 0, (int)(count * 14), 0) { Weeks = true },
        TimeUnit.Month => new LengthReading(first, last, (int)count, (int)((count - Math.Floor(count)) * 30), 0),
        _ => new LengthReading(first, last, (int)(count * 12), 0, 0),
    };

    // "half", "a quarter of", "three quarters of", "1/2", "3/4"
    private static bool TryReadFraction(in Utterance said, ref int at, out double count)
    {
        count = 0;
        var next = at;
        if (said.IsDigits(next) && said.IsSymbol(next + 1, '/') && said.Touches(next + 1) && said.IsDigits(next + 2) && said[next + 2].Number is 2 or 3 or 4 && said[next].Number < said[next + 2].Number)
        {
            count = (double)said[next].Number / said[next + 2].Number;
            at = next + 3;
            return true;
        }
        if (said.Is(next, Sense.Number, out var number) && number.Value == 3 && (said.TextIs(next + 1, "quarters") || said.IsSymbol(next + 1, '-') && said.TextIs(next + 2, "quarters")))
        {
            at = said.IsSymbol(next + 1, '-') ? next + 3 : next + 2;
            count = 0.75;
            return true;
        }
        if (said.Is(next, Sense.Article) && said.Is(next + 1, Sense.Fraction)) next++;
        if (!said.Is(next, Sense.Fraction, out var fraction)) return false;
        count = fraction.Value / 60.0;
        at = next + fraction.Length;
        return true;
    }

    // "3", "2.5", "three", "a couple of"
    private static bool TryReadCount(in Utterance said, ref int at, out double count)
    {
        count = 0;
        if (said.IsDigits(at) && said.IsSymbol(at + 1, '.') && said.Touches(at + 1) && said.IsDigits(at + 2) && said.Touches(at + 2))
        {
            if (said[at + 2].Length > 2) return false;
            count = said[at].Number + said[at + 2].Number / (said[at + 2].Length == 1 ? 10.0 : 100.0);
            at += 3;
            return true;
        }
        if (!NumberReader.Read(said, at, out var number)) return false;
        count = number.Value;
        at += number.Length;
        return true;
    }

    private static bool IsSingular(in Utterance said, int at) => said.TextOf(Math.Min(at, said.Count - 1)) is "month" or "week" or "day" or "year" or "wk";

    // "in 15m", "3w later", "1d 2hr"; but "3d lashes" and "10m bob".
    private static bool TryReadLetter(in Utterance said, int at, out TimeUnit unit)
    {
        var (number, free) = (said[at - 1].Number, EnglishDates.IsFree(said, at + 1));
        unit = said.TextIs(at, "m") ? TimeUnit.Minute : said.TextIs(at, "d") ? TimeUnit.Day : TimeUnit.Week;
        if (unit == TimeUnit.Minute) return free && number is >= 5 and <= 120 && number % 5 == 0;
        return free && number < 15 && (unit == TimeUnit.Day || said.TextIs(at, "w"));
    }

    private static bool TryReadUnit(in Utterance said, int at, out TimeUnit unit, out int last)
    {
        (unit, last) = (default, at);
        if (said.Is(at, Sense.Unit, out var match))
        {
            (unit, last) = ((TimeUnit)match.Value, at + match.Length - 1);
            return true;
        }
        // 15' and 30": minutes and seconds.
        if (!said.Touches(at) || !said.IsDigits(at - 1)) return false;
        if (said.IsWord(at)) return TryReadLetter(said, at, out unit);
        unit = said.IsSymbol(at, '"') ? TimeUnit.Second : TimeUnit.Minute;
        return said.IsSymbol(at, '\'') || said.IsSymbol(at, '"');
    }
}
