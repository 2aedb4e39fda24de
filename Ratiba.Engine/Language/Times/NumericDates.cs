using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads dates in figures, day first as in Kenya: "9/5", "15-2", "14.03.2026", "2026-05-09", "2019/sep/01", "2/2013".</summary>
internal static class NumericDates
{
    /// <summary>Whether such a date begins at the token. <paramref name="last"/>: the last token of what looks like one, even when the calendar has no such day (31/02).</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, bool dayExpected, out DayReading day, out int last)
    {
        (day, last) = (default, -1);
        if (!said.IsDigits(at) || said.Touches(at) && (said.IsDigits(at - 1) || said.IsSymbol(at - 1, '/') || said.IsSymbol(at - 1, '.')
            || said.IsSymbol(at - 1, '-') && said.Touches(at - 1) && !said.IsSymbol(at + 1, '/'))) return false;
        if (!IsSeparator(said, at + 1, out var separator)) return false;
        var (one, two) = (said[at], said.IsDigits(at + 2) ? said[at + 2] : default);
        // "15 - 05 - 2026", but "15 - 18" is a stretch.
        if (separator == '-' && !said.Touches(at + 1) && !(IsSeparator(said, at + 3, out var other) && other == '-' && said.IsDigits(at + 4)
            && said[at + 4].Length == 4)) return false;
        if (said.Is(at + 2, Sense.Month, out var named) && IsSeparator(said, at + 3, out var second) && second == separator && said.IsDigits(at + 4))
        {
            // 2019/sep/01, 01-sep-2019
            last = at + 4;
            return one.Length == 4 ? Found(Calendar.OnDate(at, last, context, said[last].Number, named.Value, one.Number), out day)
                : Found(Calendar.OnDate(at, last, context, one.Number, named.Value, Century(said[last])), out day);
        }
        if (two.Length is 0 or > 4) return false;
        if (IsSeparator(said, at + 3, out second) && second == separator && said.IsDigits(at + 4) && (one.Length <= 2 && two.Length <= 2 && said[at + 4].Length is 2 or 4 || one.Length == 4 && two.Length <= 2 && said[at + 4].Length <= 2))
        {
            last = at + 4;
            if (one.Length == 4) return Found(Calendar.OnDate(at, last, context, said[last].Number, two.Number, one.Number), out day);
            // 12.30.15 might be a time; a date's year is this one or later.
            var (number, month) = DayFirst(one.Number, two.Number);
            return Found(Calendar.OnDate(at, last, context, number, month, Century(said[last])), out day);
        }
        if (one.Length > 2 || separator == '.') return false;
        if (two.Length == 4 && separator == '/')
        {
            // 2/2013
            last = at + 2;
            if (one.Number is < 1 or > 12 || two.Number is < 1900 or > 2199) return false;
            day = Calendar.InNamedMonth(at, last, context, one.Number, two.Number);
            return true;
        }
        if (two.Length > 2 || one.Number == 24 && two.Number == 7 || said.Is(at + 3, Sense.Unit) || said.Is(at + 3, Sense.Am) || said.Is(at + 3, Sense.Pm)) return false;
        // 10-4 are hours, 15-2 is a date: only a slash, a day past the clock or a word before it makes two numbers with a hyphen a date.
        if (separator == '-' && !(one.Number > 12 && two.Number is >= 1 and <= 12) && !dayExpected) return false;
        // "8/9 May" is the 8th or the 9th.
        if (said.IsSymbol(at + 3, ':') && said.Touches(at + 3) || said.Is(at + 3, Sense.Month)) return false;
        last = at + 2;
        // "1/2 a head", "3/4 length", "10/10 service" measure and praise.
        if (!dayExpected && (one.Number == two.Number || one.Number is 1 or 3 && two.Number is 2 or 4) && IsMeasure(said, at + 3)) return false;
        var (d, m) = DayFirst(one.Number, two.Number);
        return Found(Calendar.OnDate(at, last, context, d, m), out day);
    }

    /// <summary>Whether a date in full stands at the token, "01.06.2026", "2026-05-20": its figures are no part of a longer number.</summary>
    public static bool IsWhole(in Utterance said, int at)
    {
        if (!IsSeparator(said, at + 1, out var one) || !said.Touches(at + 1) || !said.IsDigits(at + 2)
            || !IsSeparator(said, at + 3, out var two) || one != two || !said.IsDigits(at + 4)) return false;
        var (first, month, last) = (said[at], said[at + 2], said[at + 4]);
        return month.Length <= 2 && (first.Length == 4 && last.Length <= 2 && first.Number is >= 1900 and < 2200 || first.Length <= 2
            && last.Length == 4 && last.Number is >= 1900 and < 2200);
    }

    private static bool IsMeasure(in Utterance said, int at) =>
        said.IsWord(at) && !said.Is(at, Sense.At) && !said.Is(at, Sense.Part) && !said.Is(at, Sense.Filler) && !said.Is(at, Sense.Until)
            && !said.Is(at, Sense.Or) && !said.Is(at, Sense.And) && !said.Is(at, Sense.Weekday);

    // 03/14 can only be month first.
    private static (int Day, int Month) DayFirst(int one, int two) => two > 12 && one <= 12 ? (two, one) : (one, two);

    private static int Century(in Words.Token year) => year.Length <= 2 ? 2000 + year.Number : year.Number;

    private static bool IsSeparator(in Utterance said, int at, out char separator)
    {
        separator = said.IsSymbol(at, '/') ? '/' : said.IsSymbol(at, '-') ? '-' : said.IsSymbol(at, '.') ? '.' : '\0';
        return separator != '\0' && (separator is '/' or '-' && said.Touches(at) == said.Touches(at + 1) || said.Touches(at) && said.Touches(at + 1));
    }

    private static bool Found(DayReading? reading, out DayReading day)
    {
        day = reading ?? default;
        return reading is not null;
    }
}
