using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Reads feasts that customers book for by name: "Christmas Eve", "Madaraka Day", "Mother's Day". In the lexicon 1225 is 25 December,
/// 50527 the second (2) Sunday (7) of May (05), and 90100 Easter Sunday with days added or taken away. Feasts that are told by the moon are left out.
/// </summary>
internal static class Holidays
{
    private const int NthWeekday = 50_000;
    private const int FromEaster = 90_000;
    private const int EasterSunday = 90_100;

    // A name that is also something else is believed only so near to the feast.
    private const int Near = 45;

    /// <summary>Whether a feast begins at the token: the next one, or that of the year that is named.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        if (!said.Is(at, Sense.Holiday, out var feast)) return false;
        // "Merry Christmas" wishes, "the Christmas offer" names.
        if (said.TextIs(at - 1, "merry") || said.TextIs(at - 1, "happy")) return false;
        var last = at + feast.Length - 1;
        if (feast.Length == 1 && said.Is(last + 1, Sense.ServiceWord) || last + 1 < said.Count && said.TextOf(last + 1) is "offer" or "offers"
            or "package" or "packages" or "discount" or "deal" or "deals") return false;
        var year = MonthDates.ReadYear(said, last + 1, context, out var yearLast);
        if (year is not null) last = yearLast;
        var date = On(year ?? context.Today.Year, feast.Value);
        if (year is null && date < context.Today) date = On(context.Today.Year + 1, feast.Value);
        if (feast.Meaning.Weight < 10 && date > Calendar.Add(context.Today, Near)) return false;
        if (said.Is(last + 1, Sense.Weekend, out var weekend))
        {
            // "Easter weekend"
            var saturday = Calendar.Add(Calendar.Monday(date), 5);
            day = new DayReading { First = at, Last = last + weekend.Length, Shape = DayShape.Weekend, Day = saturday, LastDay = Calendar.Add(saturday, 1) };
            return true;
        }
        day = new DayReading
        {
            First = at,
            Last = last,
            Shape = year is null && feast.Value < NthWeekday ? DayShape.MonthDay : DayShape.Fixed,
            Day = date,
            Number = date.Day,
            Past = date < context.Today,
        };
        return true;
    }

    private static DateOnly On(int year, int value) => value switch
    {
        > FromEaster => Calendar.Add(Easter(year), value - EasterSunday),
        > NthWeekday => Calendar.Add(Calendar.OnOrAfter(new DateOnly(year, value / 100 % 100, 1), value % 10), 7 * (value / 10 % 10 - 1)),
        _ => new DateOnly(year, value / 100, value % 100),
    };

    // The Gregorian computus of 1876 ("A New York correspondent", Nature; J. Meeus, Astronomical Algorithms, chapter 8).
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
