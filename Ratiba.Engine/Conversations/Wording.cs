using System.Globalization;
using System.Text;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;

namespace Ratiba.Engine.Conversations;

/// <summary>How times, days, prices and hours are written: in one place, in the shop's zone.</summary>
internal static class Wording
{
    /// <summary>"Saturday 9 May, 3:00 PM".</summary>
    public static string Full(int start, TimeZoneInfo zone) => Minutes.Local(start, zone).ToString("dddd d MMMM, h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>"Sat 9 May, 3:00 PM": 20 characters at most, what a WhatsApp button holds.</summary>
    public static string Short(int start, TimeZoneInfo zone) => Minutes.Local(start, zone).ToString("ddd d MMM, h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>"Sat 9 May 15:00": words that the ear reads back as the same time.</summary>
    public static string Typed(int start, TimeZoneInfo zone) => Minutes.Local(start, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Saturday 9 May".</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>"Sat 9 May".</summary>
    public static string ShortDay(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>"3:00 PM".</summary>
    public static string Clock(TimeOnly time) => time.ToString("h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>"KSh 3,500".</summary>
    public static string Price(int kes) => string.Create(CultureInfo.InvariantCulture, $"KSh {kes:N0}");

    /// <summary>"60 min, KSh 3,500".</summary>
    public static string Facts(Service service) => $"{service.DurationMin} min, {Price(service.PriceKes)}";

    /// <summary>"Saturday 9 May, 3:00 PM, Swedish massage, 60 min, with Wanjiku, KSh 3,500" (CV7).</summary>
    public static string Slot(Service service, string staff, int start, TimeZoneInfo zone) =>
        $"{Full(start, zone)}, {service.Name}, {service.DurationMin} min, with {staff}, {Price(service.PriceKes)}";

    /// <summary>"Mon to Sat 9:00 AM to 6:00 PM, Sun 11:00 AM to 5:00 PM": weekdays with the same hours together.</summary>
    public static string Week(Shop shop)
    {
        StringBuilder text = new();
        for (var first = 0; first < 7;)
        {
            var hours = On(shop, first);
            var last = first;
            while (last < 6 && On(shop, last + 1) == hours) last++;
            if (hours.Length > 0)
            {
                if (text.Length > 0) text.Append(", ");
                text.Append(Name(first));
                if (last > first) text.Append(last == first + 1 ? " and " : " to ").Append(Name(last));
                text.Append(' ').Append(hours);
            }
            first = last + 1;
        }
        return text.ToString();
    }

    /// <summary>"9:00 AM to 6:00 PM"; empty when closed.</summary>
    public static string Hours(Shop shop, DayOfWeek weekday)
    {
        StringBuilder text = new();
        foreach (var window in shop.Hours.On(weekday))
        {
            if (text.Length > 0) text.Append(" and ");
            text.Append(Clock(Of(window.From))).Append(" to ").Append(Clock(Of(window.To)));
        }
        return text.ToString();
    }

    // The week begins on Monday: 0 is Monday.
    private static string On(Shop shop, int day) => Hours(shop, (DayOfWeek)((day + 1) % 7));

    private static string Name(int day) => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[(day + 1) % 7];

    private static TimeOnly Of(int minute) => new(minute / 60 % 24, minute % 60);
}
