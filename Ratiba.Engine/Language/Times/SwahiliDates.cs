using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Reads a piece of a date as Swahili says it, the noun first: "tarehe tisa mwezi wa tano", "Ijumaa ijayo", "wiki hii", "mwezi wa tatu" (March, not three months), "mwisho wa mwezi".
/// </summary>
internal static class SwahiliDates
{
    /// <summary>Whether a Swahili piece of a date begins at the token. Weekdays and days relative to today alone are read by the caller.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out DayReading day) =>
        TryReadTarehe(said, at, context, out day)
        || TryReadWeekday(said, at, context, out day)
        || TryReadPeriod(said, at, context, out day)
        || TryReadEdge(said, at, context, out day)
        || TryReadComing(said, at, context, out day)
        || TryReadOther(said, at, context, out day);

    // "tarehe 9", "tarehe tisa Mei", "tarehe 12 mwezi wa 4", "tarehe nne ya mwezi wa tano 2027", "tarehe 7mwezi huu", "tarehe mosi"
    private static bool TryReadTarehe(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.DateWord, out var word)) return false;
        var next = at + word.Length;
        if (said.IsSymbol(next, '.') || said.IsSymbol(next, ':')) next++;
        if (said.Is(next, Sense.Of, out var of)) next += of.Length;
        if (NumericDates.TryRead(said, next, context, dayExpected: true, out day, out _))
        {
            day = day with { First = at };
            return true;
        }
        if (!TryReadNumber(said, next, out var number, out var last)) return false;
        next = last + 1;
        if (said.IsSymbol(next, ',')) next++;
        if (said.Is(next, Sense.Of, out of)) next += of.Length;
        if (TryReadMonthNumber(said, next, out var month, out var monthLast) || IsMonthName(said, next, out month, out monthLast))
        {
            var year = ReadYear(said, monthLast + 1, out var yearLast);
            if (Calendar.OnDate(at, year is null ? monthLast : yearLast, context, number, month, year) is not { } dated) return false;
            day = dated;
            return true;
        }
        if (TryReadMonthBeside(said, next, context, out var period) && number <= DateTime.DaysInMonth(period.Day.Year, period.Day.Month))
        {
            var found = Calendar.Add(period.Day, number - 1);
            day = new DayReading { First = at, Last = period.Last, Shape = DayShape.Fixed, Day = found, Number = number, Past = found < context.Today };
            return true;
        }
        if (Calendar.OnDayOfMonth(at, last, context, number) is not { } coming) return false;
        day = coming;
        return true;
    }

    // "Ijumaa ijayo", "Jumatatu hii", "Jumapili iliyopita", "sato ijayo"
    private static bool TryReadWeekday(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.Weekday, out var weekday)) return false;
        var next = at + weekday.Length;
        if (!IsWhich(said, next, out var distance, out var last)) return false;
        day = Calendar.OnWeekday(at, last, context, weekday.Value, distance);
        return true;
    }

    // "wiki ijayo", "wiki hii", "wikendi ijayo", "mwezi ujao", "mwezi wa tatu", "juma lijalo"
    private static bool TryReadPeriod(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (said.Is(at, Sense.Weekend, out var weekend))
        {
            if (!IsWhich(said, at + weekend.Length, out var which, out var end)) return false;
            // "wikendi inayokuja" is the coming one.
            day = Calendar.OnWeekend(at, end, context, which ?? 0);
            return true;
        }
        if (TryReadMonthNumber(said, at, out var month, out var last) && !said.Is(last + 1, Sense.Ago))
        {
            var year = ReadYear(said, last + 1, out var yearLast);
            // "mwezi wa tatu tarehe nne", "mwezi wa tano nne"
            var next = said.Is(last + 1, Sense.DateWord, out var word) ? last + 1 + word.Length : last + 1;
            if (year is null && next > last + 1 && TryReadNumber(said, next, out var number, out var numberLast) && Calendar.OnDate(at, numberLast, context, number, month) is { } dated) day = dated;
            else day = Calendar.InNamedMonth(at, year is null ? last : yearLast, context, month, year);
            return true;
        }
        return TryReadWhichUnit(said, at, context, out day);
    }

    private static bool TryReadWhichUnit(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.Unit, out var unit) || unit.Meaning.Tongue == Tongue.English && !said.TextIs(at, "week") && !said.TextIs(at, "wk") && !said.TextIs(at, "month")) return false;
        if (!IsWhich(said, at + unit.Length, out var which, out var last)) return false;
        switch ((TimeUnit)unit.Value)
        {
            case TimeUnit.Week:
                day = Calendar.InWeek(at, last, context, which ?? 1);
                return true;
            case TimeUnit.Month:
                day = Calendar.InMonth(at, last, context, which ?? 1);
                return true;
            case TimeUnit.Day:
                // "siku hii", "siku ijayo"
                if (which is not { } days || days < 0) return false;
                day = Calendar.InDays(at, last, context, days);
                return true;
            default:
                return false;
        }
    }

    // "mwisho wa mwezi", "mwanzo wa wiki ijayo", "katikati ya mwezi wa sita", "mwisho wa mwezi huu"
    private static bool TryReadEdge(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        WhenBound edge;
        if (said.Is(at, Sense.EndOf, out var match)) edge = WhenBound.End;
        else if (said.Is(at, Sense.StartOf, out match)) edge = WhenBound.Start;
        else if (said.Is(at, Sense.MiddleOf, out match)) edge = WhenBound.Mid;
        else return false;
        var next = at + match.Length;
        if (!TryReadPeriod(said, next, context, out var period))
        {
            if (said.Is(next, Sense.Month, out var month)) period = Calendar.InNamedMonth(at, next + month.Length - 1, context, month.Value);
            else if (said.Is(next, Sense.Unit, out var unit) && unit.Value == (int)TimeUnit.Month) period = Calendar.InMonth(at, next + unit.Length - 1, context, 0);
            else if (unit.Length > 0 && unit.Value == (int)TimeUnit.Week) period = Calendar.InWeek(at, next + unit.Length - 1, context, 0);
            else return false;
        }
        day = Periods.Narrow(period with { First = at }, edge);
        return true;
    }

    // "siku tatu zijazo", "wiki mbili zijazo": the days that come.
    private static bool TryReadComing(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.Unit, out var unit) || unit.Meaning.Tongue == Tongue.English || unit.Value is not ((int)TimeUnit.Day or (int)TimeUnit.Week)) return false;
        if (!NumberReader.Read(said, at + unit.Length, out var number) || number.Value is < 1 or > 60) return false;
        var next = at + unit.Length + number.Length;
        if (!said.TextIs(next, "zijazo") && !said.TextIs(next, "zinazokuja") && !said.TextIs(next, "zinazofuata")) return false;
        var days = (int)number.Value * (unit.Value == (int)TimeUnit.Week ? 7 : 1);
        day = Calendar.OverDays(at, next, Calendar.Add(context.Today, 1), Calendar.Add(context.Today, days));
        return true;
    }

    // "tarehe 9 au 10", "tarehe tisa ama kumi": the second day of a choice.
    private static bool TryReadOther(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at - 1, Sense.Or) || !said.Is(at - 3, Sense.DateWord) || !TryReadNumber(said, at, out var number, out var last)) return false;
        if (said.Is(last + 1, Sense.People) || said.Is(last + 1, Sense.Unit) || Calendar.OnDayOfMonth(at, last, context, number) is not { } found) return false;
        day = found;
        return true;
    }

    // "mwezi huu", "mwezi ujao" beside a day of it.
    private static bool TryReadMonthBeside(in Utterance said, int at, in WhenContext context, out DayReading month) =>
        TryReadWhichUnit(said, at, context, out month) && month.Shape == DayShape.Month;

    // Behind its noun: 1 "ijayo", 0 "hii", -1 "iliyopita"; null for the nearest that comes.
    private static bool IsWhich(in Utterance said, int at, out int? distance, out int last)
    {
        (distance, last) = (null, at);
        if (said.Is(at, Sense.Next, out var match) && match.Meaning.Tongue != Tongue.English) distance = match.Value == 1 ? 1 : null;
        else if (said.Is(at, Sense.This, out match) && match.Meaning.Tongue != Tongue.English) distance = 0;
        else if (said.Is(at, Sense.Previous, out match) && match.Meaning.Tongue != Tongue.English) distance = -1;
        else return false;
        last = at + match.Length - 1;
        return true;
    }

    // "mwezi wa tano", "mwezi wa 12", "mwezi 5"; "mwezi mmoja" is a length.
    private static bool TryReadMonthNumber(in Utterance said, int at, out int month, out int last)
    {
        (month, last) = (0, at);
        if (!said.Is(at, Sense.MonthWord, out var word)) return false;
        var next = at + word.Length;
        var of = word.Length > 1;
        if (!of && said.TextIs(next, "mmoja")) return false;
        if (NumberReader.ReadOrdinal(said, next, out var number) || NumberReader.Read(said, next, out number))
        {
            if (number.Value is < 1 or > 12) return false;
            (month, last) = ((int)number.Value, next + number.Length - 1);
            return true;
        }
        return IsMonthName(said, next, out month, out last);
    }

    private static bool IsMonthName(in Utterance said, int at, out int month, out int last)
    {
        var named = said.Is(at, Sense.Month, out var match);
        (month, last) = (match.Value, at + match.Length - 1);
        return named;
    }

    private static bool TryReadNumber(in Utterance said, int at, out int number, out int last)
    {
        (number, last) = (0, at);
        if (said.IsDigits(at) && (said.IsSymbol(at + 1, '/') || said.IsSymbol(at + 1, '.')) && said.Touches(at + 1) && said.IsDigits(at + 2) && said.Touches(at + 2)) return false;
        if (!NumberReader.ReadOrdinal(said, at, out var heard) && !NumberReader.Read(said, at, out heard) || heard.Value is < 1 or > 31) return false;
        (number, last) = ((int)heard.Value, at + heard.Length - 1);
        return true;
    }

    // "2027", "mwaka 2027", "mwaka wa 2027"
    private static int? ReadYear(in Utterance said, int at, out int last)
    {
        last = at;
        if (said.IsSymbol(last, ',')) last++;
        if (said.Is(last, Sense.Unit, (int)TimeUnit.Year)) last++;
        if (last > at && said.Is(last, Sense.Of, out var of)) last += of.Length;
        return said.IsDigits(last) && said[last].Length == 4 && said[last].Number is >= 1900 and <= 2199 ? said[last].Number : null;
    }
}
