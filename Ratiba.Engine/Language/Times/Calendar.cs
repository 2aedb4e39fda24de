namespace Ratiba.Engine.Language.Times;

/// <summary>Makes pieces of dates from what was said, in any language. A bare day is the next one, never one that has passed (CV5); weeks begin on Monday (ISO 8601).</summary>
internal static class Calendar
{
    /// <summary>Today and so many days: "tomorrow", "in 3 days". Less than zero lies in the past.</summary>
    public static DayReading InDays(int first, int last, in WhenContext context, int days) =>
        new() { First = first, Last = last, Shape = DayShape.Fixed, Day = Add(context.Today, days), Past = days < 0 };

    /// <summary>
    /// A weekday, 1 for Monday. <paramref name="week"/>: null for the coming one, 0 for "this Friday", 1 for "next Friday" (of the next calendar week), -1 for the one that has passed.
    /// The coming one is not today unless <see cref="WhenContext.WeekdayMayBeToday"/>.
    /// </summary>
    public static DayReading OnWeekday(int first, int last, in WhenContext context, int weekday, int? week = null)
    {
        var today = context.Today;
        var coming = context.WeekdayMayBeToday ? OnOrAfter(today, weekday) : Following(today, weekday);
        var reading = new DayReading { First = first, Last = last, Shape = DayShape.Weekday, Day = coming, Weekday = weekday };
        switch (week)
        {
            case null:
                return reading;
            case 0:
                return reading with { Day = OnOrAfter(today, weekday) };
            case < 0:
                return reading with { Day = Add(OnOrAfter(today, weekday), 7 * week.Value), Past = true };
            default:
                var day = Add(Monday(today), 7 * week.Value + weekday - 1);
                // "Next Friday", said on a Wednesday, is for some the day after tomorrow: say back which one was taken.
                return coming == day ? reading with { Day = day } : reading with { Day = day, OtherDay = coming, Assumed = Assumptions.Week };
        }
    }

    /// <summary>"The 9th": the next ninth. Null when no month has such a day.</summary>
    public static DayReading? OnDayOfMonth(int first, int last, in WhenContext context, int number)
    {
        if (number is < 1 or > 31) return null;
        return new DayReading { First = first, Last = last, Shape = DayShape.DayOfMonth, Day = NextOfMonth(context.Today, number), Number = number, Assumed = Assumptions.MonthOrYear };
    }

    /// <summary>"9 May", "9 May 2027". Without a year the next one; null when the calendar has no such day.</summary>
    public static DayReading? OnDate(int first, int last, in WhenContext context, int day, int month, int? year = null)
    {
        if (month is < 1 or > 12 || day < 1 || year is < 1900 or > 2199) return null;
        var today = context.Today;
        if (year is { } y)
        {
            if (day > DateTime.DaysInMonth(y, month)) return null;
            var date = new DateOnly(y, month, day);
            return new DayReading { First = first, Last = last, Shape = DayShape.Fixed, Day = date, Number = day, Past = date < today };
        }
        // Eight years hold a 29 February, the turn of a century included.
        for (var next = today.Year; next <= today.Year + 8; next++)
        {
            if (day > DateTime.DaysInMonth(next, month)) continue;
            var date = new DateOnly(next, month, day);
            if (date >= today) return new DayReading { First = first, Last = last, Shape = DayShape.MonthDay, Day = date, Number = day };
        }
        return null;
    }

    /// <summary>A calendar week: 0 this one, 1 the next.</summary>
    public static DayReading InWeek(int first, int last, in WhenContext context, int week)
    {
        var monday = Add(Monday(context.Today), 7 * week);
        return new DayReading { First = first, Last = last, Shape = DayShape.Week, Day = monday, LastDay = Add(monday, 6), Past = week < 0 };
    }

    /// <summary>A weekend: 0 this or the coming one, 1 the one after it.</summary>
    public static DayReading OnWeekend(int first, int last, in WhenContext context, int week)
    {
        var saturday = Add(Monday(context.Today), 7 * week + 5);
        return new DayReading { First = first, Last = last, Shape = DayShape.Weekend, Day = saturday, LastDay = Add(saturday, 1), Past = week < 0 };
    }

    /// <summary>A calendar month by its distance: 0 this one, 1 the next.</summary>
    public static DayReading InMonth(int first, int last, in WhenContext context, int months)
    {
        var day = FirstOfMonth(context.Today).AddMonths(months);
        return new DayReading { First = first, Last = last, Shape = DayShape.Month, Day = day, LastDay = Add(day.AddMonths(1), -1), Past = months < 0 };
    }

    /// <summary>A calendar month by its name, of the year that was said or the one that is running or comes next.</summary>
    public static DayReading InNamedMonth(int first, int last, in WhenContext context, int month, int? year = null)
    {
        var today = context.Today;
        var day = new DateOnly(year ?? (month < today.Month ? today.Year + 1 : today.Year), month, 1);
        return new DayReading { First = first, Last = last, Shape = DayShape.Month, Day = day, LastDay = Add(day.AddMonths(1), -1), Past = Add(day.AddMonths(1), -1) < today };
    }

    /// <summary>A run of days, both included.</summary>
    public static DayReading OverDays(int first, int last, DateOnly from, DateOnly to) =>
        new() { First = first, Last = last, Shape = DayShape.Days, Day = from, LastDay = to };

    /// <summary>The next such weekday after the day itself.</summary>
    public static DateOnly Following(DateOnly day, int weekday) => OnOrAfter(Add(day, 1), weekday);

    /// <summary>The day itself or the next such weekday.</summary>
    public static DateOnly OnOrAfter(DateOnly day, int weekday) => Add(day, (weekday - IsoWeekday(day) + 7) % 7);

    /// <summary>1 for Monday … 7 for Sunday.</summary>
    public static int IsoWeekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>The Monday of the day's week.</summary>
    public static DateOnly Monday(DateOnly day) => Add(day, 1 - IsoWeekday(day));

    /// <summary>The first of the day's month.</summary>
    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The next day with this number, the day itself included.</summary>
    public static DateOnly NextOfMonth(DateOnly day, int number)
    {
        for (var month = FirstOfMonth(day); ; month = month.AddMonths(1))
        {
            if (number > DateTime.DaysInMonth(month.Year, month.Month)) continue;
            var found = Add(month, number - 1);
            if (found >= day) return found;
        }
    }

    /// <summary>Adds days, kept inside what a booking can mean: numbers come from customers.</summary>
    public static DateOnly Add(DateOnly day, int days) => day.AddDays(Math.Clamp(days, -FarDays, FarDays));

    // About a hundred years: no sum of readings leaves the calendar.
    private const int FarDays = 36_525;
}
