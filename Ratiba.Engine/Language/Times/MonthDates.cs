using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads dates with the month by name, in either order, and months alone: "9 May", "May 9th", "14th of March 2027", "16. Nov. 2016", "mar4", "October 2014".</summary>
internal static class MonthDates
{
    /// <summary>Whether such a date begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out DayReading day) =>
        TryReadDayFirst(said, at, context, out day) || TryReadMonthFirst(said, at, context, out day);

    // "9 May", "the 14th of March", "15th day of June", "16. Nov. 2016", "14april", "28 june in 2020"
    private static bool TryReadDayFirst(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!TryReadNumber(said, at, out var number, out var last, out _)) return false;
        var next = last + 1;
        if (said.TextIs(next, "day")) next++;
        var of = said.Is(next, Sense.Of);
        if (of) next++;
        else if (said.IsSymbol(next, '.') || said.IsSymbol(next, '-') || said.IsSymbol(next, '/')) next++;
        if (said.TextIs(next, "the")) next++;
        if (!said.Is(next, Sense.Month, out var month)) return false;
        next += month.Length;
        if (said.IsSymbol(next, '.')) next++;
        var year = ReadYear(said, next, context, out var yearLast);
        // "from 5 to 6 of April 22": the hour belongs before the month, the day behind it.
        if (of && year is null && said.IsDigits(next) && said[next].Length <= 2 && said[next].Number is >= 1 and <= 31 && !IsTimeAhead(said, next)) return false;
        var end = year is null ? next - (said.IsSymbol(next - 1, '.') ? 2 : 1) : yearLast;
        if (Calendar.OnDate(at, end, context, number, month.Value, year) is not { } found) return false;
        day = found;
        return true;
    }

    // "May 9", "february the 15th", "Oct.23", "Jan/3", "mar4", "March 14, 2026", "next March", "October 2014", "March"
    private static bool TryReadMonthFirst(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.Month, out var month) || said.IsSymbol(at - 1, '$') || IsBehindWrongDay(said, at)) return false;
        var end = at + month.Length - 1;
        var next = end + 1;
        if (said.IsSymbol(next, '.')) next++;
        if (said.IsSymbol(next, '-') || said.IsSymbol(next, '/') || said.IsSymbol(next, ',') && said.IsDigits(next + 1) && said[next + 1].Length <= 2) next++;
        if (said.TextIs(next, "the")) next++;
        int? year;
        int yearLast;
        if (TryReadNumber(said, next, out var number, out var last, out var ordinal) && (ordinal || !IsTimeAhead(said, next) || said.Is(last + 1, Sense.Am) || said.Is(last + 1, Sense.Pm)))
        {
            next = last + 1;
            if (said.IsSymbol(next, ',')) next++;
            year = ReadYear(said, next, context, out yearLast);
            if (Calendar.OnDate(at, year is null ? last : yearLast, context, number, month.Value, year) is not { } found) return false;
            day = found;
            return true;
        }
        if (said.IsSymbol(end + 1, ',')) return TryReadAlone(said, at, end, month.Value, context, out day);
        year = ReadYear(said, end + 1, context, out yearLast);
        if (year is { } y && yearLast > end)
        {
            day = Calendar.InNamedMonth(at, yearLast, context, month.Value, y);
            return true;
        }
        return TryReadAlone(said, at, end, month.Value, context, out day);
    }

    // 32 June and 29 February 2027 are no days, and do not mean the month.
    private static bool IsBehindWrongDay(in Utterance said, int at) =>
        said.IsDigits(at - 1) && said[at - 1].Length <= 2 && !said.IsTaken(at - 1) && said[at - 1].Number > 28
            && !(said.Touches(at - 1) && said.IsSign(at - 2));

    // "March", unless it is the verb: "may I", "march on".
    private static bool TryReadAlone(in Utterance said, int at, int last, int month, in WhenContext context, out DayReading day)
    {
        day = Calendar.InNamedMonth(at, last, context, month);
        if (said.Is(last + 1, Sense.After) && said.Is(last + 2, Sense.Next))
        {
            // "March after next"
            var following = Calendar.InNamedMonth(at, last + 2, context, month);
            day = Calendar.InNamedMonth(at, last + 2, context, month, following.Day.Year + 1);
            return true;
        }
        if (said.TextIs(last + 1, "end"))
        {
            day = Periods.Narrow(day with { Last = last + 1 }, WhenBound.End);
            return true;
        }
        if (!said.TextIs(at, "may") && !said.TextIs(at, "march") && !said.TextIs(at, "mar") && !said.TextIs(at, "jun") && !said.TextIs(at, "jan") && !said.TextIs(at, "dec")) return true;
        // "last week may"
        var counted = last + 1 >= said.Count && (said.Is(at - 1, Sense.Unit) || said.Is(at - 1, Sense.Weekday) || said.Is(at - 1, Sense.Weekend));
        return IsLedToMonth(said, at - 1) || said.Count == 1 || counted;
    }

    private static bool IsLedToMonth(in Utterance said, int at) =>
        said.Is(at, Sense.In) || said.Is(at, Sense.Of) || said.Is(at, Sense.Next) || said.Is(at, Sense.This) || said.Is(at, Sense.From) || said.Is(at, Sense.Until) || said.Is(at, Sense.By)
        || said.Is(at, Sense.Before) || said.Is(at, Sense.After) || said.Is(at, Sense.Early) || said.Is(at, Sense.Late) || said.Is(at, Sense.MiddleOf) || said.Is(at, Sense.EndOf)
        || said.Is(at, Sense.StartOf) || said.Is(at, Sense.Between) || said.TextIs(at, "of") || said.TextIs(at, "during") || said.TextIs(at, "around");

    /// <summary>A day of a month in digits or words: "9", "9th", "the ninth", "twenty nine". <paramref name="ordinal"/>: whether it can be no hour.</summary>
    public static bool TryReadNumber(in Utterance said, int at, out int number, out int last, out bool ordinal)
    {
        (number, last, ordinal) = (0, at, false);
        var next = said.Is(at, Sense.Article, out var article) ? at + article.Length : at;
        if (said.IsDigits(next))
        {
            if (said[next].Length > 2 || said[next].Number is < 1 or > 31) return false;
            if (said.Touches(next) && said.IsDigits(next - 1)) return false;
            number = said[next].Number;
            last = next;
            if (said.Is(next + 1, Sense.OrdinalEnding)) (last, ordinal) = (next + 1, true);
            return !said.IsSymbol(next + 1, ':') || !said.Touches(next + 2);
        }
        if (NumberReader.ReadOrdinal(said, next, out var word) && word.InWords && word.Value is >= 1 and <= 31)
        {
            (number, last, ordinal) = ((int)word.Value, next + word.Length - 1, true);
            return true;
        }
        if (!said.Is(next, Sense.Number, out var first) || first.Length > 1 || said.TextIs(next, "dozen") || !NumberReader.Read(said, next, out word) || word.Value is < 1 or > 31) return false;
        (number, last) = ((int)word.Value, next + word.Length - 1);
        return true;
    }

    /// <summary>A year behind a date: "2027", ", 2027", "in 2020", "two thousand and eighteen"; two digits only when they are this year or the next.</summary>
    public static int? ReadYear(in Utterance said, int at, in WhenContext context, out int last)
    {
        last = at;
        var next = at;
        if (said.IsSymbol(next, ',')) next++;
        if (said.TextIs(next, "in") || said.TextIs(next, "of")) next++;
        if (said.IsSymbol(next, '\'')) next++;
        last = next;
        if (said.IsDigits(next))
        {
            var number = said[next].Number;
            if (said[next].Length == 4) return number is >= 1900 and <= 2199 && !IsTimeAhead(said, next) ? number : null;
            if (said[next].Length != 2 || number + 2000 < context.Now.Year || number + 2000 > context.Now.Year + 2 || IsTimeAhead(said, next) || said.Is(next + 1, Sense.OrdinalEnding)) return null;
            // "14 March 26": only a year; but "14 March 26 people" is not.
            return said.Is(next + 1, Sense.People) ? null : number + 2000;
        }
        if (!said.Is(next, Sense.Number) || !NumberReader.Read(said, next, out var words) || words.Value is < 2000 or > 2199) return null;
        last = next + words.Length - 1;
        return (int)words.Value;
    }

    /// <summary>Whether the digits are the hour of a time: "3pm", "8:00", "10 o'clock", "1500hrs".</summary>
    public static bool IsTimeAhead(in Utterance said, int at) =>
        said.IsSymbol(at + 1, ':') && said.IsDigits(at + 2) || said.Is(at + 1, Sense.Am) || said.Is(at + 1, Sense.Pm) || said.Is(at + 1, Sense.OClock) || said.Is(at + 1, Sense.Unit)
        || said.IsSymbol(at + 1, '.') && said.Touches(at + 2) && said.IsDigits(at + 2) && said[at + 2].Length == 2 || said.TextIs(at + 1, "hrs")
        || said.Touches(at + 1) && (said.TextIs(at + 1, "a") || said.TextIs(at + 1, "p") || said.TextIs(at + 1, "ish"));
}
