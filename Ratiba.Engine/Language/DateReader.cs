namespace Ratiba.Engine.Language;

/// <summary>Reads a day: today, tomorrow, Friday, next Friday, 9 May, May 9, 9/5 (day first), 2026-05-09, the 9th, in 3 days. Never in the past (CV5).</summary>
internal static class DateReader
{
    /// <summary>Finds the day in the message, takes its tokens, and lets a weekday overrule a miscounted date.</summary>
    public static Heard<DateOnly>? Read(Tokens tokens, DateOnly today)
    {
        Heard<DateOnly>? date = null;
        Heard<DateOnly>? weekday = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Used) continue;
            date ??= Relative(tokens, i, today) ?? Calendar(tokens, i, today) ?? OrdinalDay(tokens, i, today);
            if (!tokens[i].Used) weekday ??= Weekday(tokens, i, today);
        }
        if (date is not { } day) return weekday;
        if (weekday is not { } named || named.Value.DayOfWeek == day.Value.DayOfWeek) return date;
        // "Friday 10 May" when the tenth is a Saturday: people know their weekdays better than their dates.
        var ahead = ((int)named.Value.DayOfWeek - (int)day.Value.DayOfWeek + 7) % 7;
        var near = day.Value.AddDays(ahead <= 3 ? ahead : ahead - 7);
        return new Heard<DateOnly>(near < today ? near.AddDays(7) : near, named.Span, 0.7f);
    }

    private static Heard<DateOnly>? Relative(Tokens tokens, int i, DateOnly today)
    {
        if (tokens.Is(i, Cue.RelativeDay))
            return new Heard<DateOnly>(today.AddDays(tokens[i].Meaning.Value), tokens.Use(i, i));
        // day after tomorrow
        if (tokens.Is(i, Cue.Day) && tokens.Is(i + 1, Cue.After) && tokens.Is(i + 2, Cue.RelativeDay))
            return new Heard<DateOnly>(today.AddDays(tokens[i + 2].Meaning.Value + 1), tokens.Use(i, i + 2));
        // in 3 days, in two weeks
        if (tokens.Is(i, Cue.In) && tokens.TryNumber(i + 1, out var count) && count is > 0 and < 60 && (tokens.Is(i + 2, Cue.Day) || tokens.Is(i + 2, Cue.Week)))
            return new Heard<DateOnly>(today.AddDays(tokens.Is(i + 2, Cue.Week) ? count * 7 : count), tokens.Use(i, i + 2));
        if (tokens.Is(i, Cue.Next) && tokens.Is(i + 1, Cue.Week))
            return new Heard<DateOnly>(Following(today, DayOfWeek.Monday), tokens.Use(i, i + 1), 0.5f);
        if (tokens.Is(i, Cue.Weekend))
            return new Heard<DateOnly>(OnOrAfter(today, DayOfWeek.Saturday), tokens.Use(i, i), 0.6f);
        return null;
    }

    private static Heard<DateOnly>? Weekday(Tokens tokens, int i, DateOnly today)
    {
        if (!tokens.Is(i, Cue.Weekday)) return null;
        var wanted = (DayOfWeek)tokens[i].Meaning.Value;
        // "Next Friday" is the Friday of the next week, whatever day it is today; weeks begin on Monday.
        if (tokens.Is(i - 1, Cue.Next))
        {
            var monday = Following(today, DayOfWeek.Monday);
            return new Heard<DateOnly>(OnOrAfter(monday, wanted), tokens.Use(i - 1, i));
        }
        if (tokens.Is(i - 1, Cue.This)) return new Heard<DateOnly>(OnOrAfter(today, wanted), tokens.Use(i - 1, i));
        return new Heard<DateOnly>(Following(today, wanted), tokens.Use(i, i));
    }

    private static Heard<DateOnly>? Calendar(Tokens tokens, int i, DateOnly today)
    {
        // 2026-05-09
        if (tokens.IsDigits(i) && tokens[i].Length == 4 && tokens.IsSymbol(i + 1, '-') && tokens.IsDigits(i + 2) && tokens.IsSymbol(i + 3, '-') && tokens.IsDigits(i + 4))
            return Dated(tokens, i, i + 4, tokens[i].Number, tokens[i + 2].Number, tokens[i + 4].Number, today);

        // 9/5, 9/5/2026, 9.5.26: day first
        if (tokens.IsDigits(i) && tokens[i].Length <= 2 && tokens.IsDigits(i + 2) && tokens[i + 2].Length <= 2 && tokens.Touches(i + 1) && tokens.Touches(i + 2))
        {
            foreach (var separator in "/.-")
            {
                if (!tokens.IsSymbol(i + 1, separator)) continue;
                if (tokens.IsSymbol(i + 3, separator) && tokens.IsDigits(i + 4) && tokens.Touches(i + 4))
                    return Dated(tokens, i, i + 4, Century(tokens[i + 4].Number), tokens[i + 2].Number, tokens[i].Number, today);
                // 3.30 and 2-4 are times; only a slash makes two numbers a date.
                if (separator == '/') return Dated(tokens, i, i + 2, null, tokens[i + 2].Number, tokens[i].Number, today);
            }
        }

        // 9 May, 9th of May, May 9, May 9th
        if (tokens.IsDigits(i))
        {
            var month = i + 1;
            if (tokens.Is(month, Cue.OrdinalEnding)) month++;
            if (tokens.TextIs(month, "of")) month++;
            if (tokens.Is(month, Cue.Month)) return WithYear(tokens, i, month, tokens[month].Meaning.Value, tokens[i].Number, today);
        }
        if (tokens.Is(i, Cue.Month) && tokens.IsDigits(i + 1) && tokens[i + 1].Length <= 2)
            return WithYear(tokens, i, tokens.Is(i + 2, Cue.OrdinalEnding) ? i + 2 : i + 1, tokens[i].Meaning.Value, tokens[i + 1].Number, today);
        return null;
    }

    // "the 9th", "on 9th": the next ninth. Without the ending it is a choice or a time, never a day.
    private static Heard<DateOnly>? OrdinalDay(Tokens tokens, int i, DateOnly today)
    {
        if (!tokens.IsDigits(i) || tokens[i].Number is < 1 or > 31 || !tokens.Is(i + 1, Cue.OrdinalEnding)) return null;
        if (!tokens.Is(i - 1, Cue.Article) && !tokens.Is(i - 1, Cue.In)) return null;
        for (var month = new DateOnly(today.Year, today.Month, 1); ; month = month.AddMonths(1))
        {
            if (tokens[i].Number > DateTime.DaysInMonth(month.Year, month.Month)) continue;
            var day = month.AddDays(tokens[i].Number - 1);
            if (day >= today) return new Heard<DateOnly>(day, tokens.Use(i, i + 1));
        }
    }

    private static Heard<DateOnly>? WithYear(Tokens tokens, int from, int to, int month, int day, DateOnly today)
    {
        if (tokens.IsDigits(to + 1) && tokens[to + 1].Length == 4 && tokens[to + 1].Number is > 2000 and < 2200)
            return Dated(tokens, from, to + 1, tokens[to + 1].Number, month, day, today);
        return Dated(tokens, from, to, null, month, day, today);
    }

    private static Heard<DateOnly>? Dated(Tokens tokens, int from, int to, int? year, int month, int day, DateOnly today)
    {
        // 03/14 can only be month first.
        if (month > 12 && day <= 12) (month, day) = (day, month);
        if (month is < 1 or > 12 || day < 1 || year is < 2000 or > 2199) return null;
        var y = year ?? today.Year;
        if (day > DateTime.DaysInMonth(y, month)) return null;
        var date = new DateOnly(y, month, day);
        if (date < today && year is null) date = date.AddYears(1);
        return date < today ? null : new Heard<DateOnly>(date, tokens.Use(from, to));
    }

    private static int Century(int year) => year < 100 ? 2000 + year : year;

    /// <summary>The next such weekday after the day itself.</summary>
    private static DateOnly Following(DateOnly day, DayOfWeek wanted) => OnOrAfter(day.AddDays(1), wanted);

    private static DateOnly OnOrAfter(DateOnly day, DayOfWeek wanted) => day.AddDays(((int)wanted - (int)day.DayOfWeek + 7) % 7);
}
