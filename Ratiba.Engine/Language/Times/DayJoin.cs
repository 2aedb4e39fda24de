namespace Ratiba.Engine.Language.Times;

/// <summary>Joins pieces of one date: "Friday" + "9 May", "Tuesday" + "next week", "the 20th" + "of next month", "Monday" + "two weeks from now".</summary>
internal static class DayJoin
{
    /// <summary>Whether the pieces, in either order, say one date; they need not stand side by side.</summary>
    public static bool TryJoin(in DayReading one, in DayReading two, in WhenContext context, out DayReading day)
    {
        day = default;
        if (one.Repeats || two.Repeats) return false;
        if (one.Shape == DayShape.Weekday && two.Shape == DayShape.Weekday) return false;
        // "tomorrow the 7th"
        if (one.Single && two.Single && one.Day == two.Day && one.Shape != two.Shape)
        {
            day = (one.Shape == DayShape.Fixed ? one : two) with { First = Math.Min(one.First, two.First), Last = Math.Max(one.Last, two.Last) };
            return true;
        }
        var joined = one.Shape == DayShape.Weekday ? WithWeekday(one, two, context) : two.Shape == DayShape.Weekday ? WithWeekday(two, one, context)
            : one.Shape == DayShape.DayOfMonth ? InMonth(one, two, context) : two.Shape == DayShape.DayOfMonth ? InMonth(two, one, context)
            : one.Single && two.Single && one.Day == two.Day ? one
            : IsWithin(one, two) ? one : IsWithin(two, one) ? two : null;
        if (joined is not { } found) return false;
        day = found with { First = Math.Min(one.First, two.First), Last = Math.Max(one.Last, two.Last) };
        return true;
    }

    // "March 11th of this month"
    private static bool IsWithin(in DayReading day, in DayReading month) =>
        day.Number > 0 && day.Single && month.Shape == DayShape.Month && day.Day >= month.Day && day.Day <= month.LastDay;

    private static DayReading? WithWeekday(in DayReading weekday, in DayReading other, in WhenContext context)
    {
        switch (other.Shape)
        {
            case DayShape.Week:
                var inWeek = Calendar.Add(other.Day, weekday.Weekday - 1);
                return Fixed(inWeek, Assumptions.None) with { Past = inWeek < context.Today };
            case DayShape.Weekend:
                return weekday.Weekday >= 6 ? Fixed(Calendar.Add(other.Day, weekday.Weekday - 6), Assumptions.None) : null;
            case DayShape.DayOfMonth:
                for (var day = other.Day; day <= Calendar.Add(context.Today, context.Horizon); day = Calendar.NextOfMonth(Calendar.Add(day, 1), other.Number))
                    if (Calendar.IsoWeekday(day) == weekday.Weekday) return Fixed(day, Assumptions.MonthOrYear);
                return Wins(weekday.Weekday, other.Day, context);
            case DayShape.MonthDay:
                for (var day = other.Day; day <= Calendar.Add(context.Today, context.Horizon); day = day.AddYears(1))
                    if (Calendar.IsoWeekday(day) == weekday.Weekday) return Fixed(day, Assumptions.None);
                return Wins(weekday.Weekday, other.Day, context);
            case DayShape.Fixed:
                if (Calendar.IsoWeekday(other.Day) == weekday.Weekday) return other;
                if (other.Distance == TimeUnit.Month) return Fixed(Calendar.OnOrAfter(other.Day, weekday.Weekday), Assumptions.None);
                if (other.Distance == TimeUnit.Week) return Fixed(Calendar.Add(Calendar.Monday(other.Day), weekday.Weekday - 1), Assumptions.None);
                return other.Past ? null : Wins(weekday.Weekday, other.Day, context);
            default:
                return null;
        }
    }

    // People know their weekdays better than their dates (CV5): the weekday nearest to the date, but not in the past.
    private static DayReading Wins(int weekday, DateOnly date, in WhenContext context)
    {
        var ahead = (weekday - Calendar.IsoWeekday(date) + 7) % 7;
        var near = Calendar.Add(date, ahead <= 3 ? ahead : ahead - 7);
        return Fixed(near < context.Today ? Calendar.Add(near, 7) : near, Assumptions.WeekdayWins) with { OtherDay = date };
    }

    // "the 20th of next month", "21st this month"
    private static DayReading? InMonth(in DayReading number, in DayReading month, in WhenContext context)
    {
        if (month.Shape != DayShape.Month || number.Number > DateTime.DaysInMonth(month.Day.Year, month.Day.Month)) return null;
        var day = Calendar.Add(month.Day, number.Number - 1);
        return Fixed(day, Assumptions.None) with { Number = number.Number, Past = day < context.Today };
    }

    private static DayReading Fixed(DateOnly day, Assumptions assumed) => new() { First = 0, Last = 0, Shape = DayShape.Fixed, Day = day, Assumed = assumed };
}
