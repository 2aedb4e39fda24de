using System.Globalization;
using System.Text;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>How times, days, prices and hours are written: in one place, in the shop's zone. Every language says the same facts.</summary>
internal abstract class Facts
{
    /// <summary>"Saturday 9 May, 3:00 PM"; Swahili says both clocks (CV7).</summary>
    public string Full(int start, TimeZoneInfo zone) => Full(Minutes.Local(start, zone));

    /// <summary>"Sat 9 May, 3:00 PM": 20 characters at most, what a WhatsApp button holds.</summary>
    public string Short(int start, TimeZoneInfo zone)
    {
        var local = Minutes.Local(start, zone);
        return $"{ShortDay(DateOnly.FromDateTime(local))}{ShortJoint}{Western(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>"Sat 9 May 15:00": words that the ear reads back as the same time, in every language.</summary>
    public static string Typed(int start, TimeZoneInfo zone) => Minutes.Local(start, zone).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Saturday 9 May".</summary>
    public abstract string Day(DateOnly day);

    /// <summary>"Sat 9 May".</summary>
    public abstract string ShortDay(DateOnly day);

    /// <summary>"3:00 PM", in Swahili "saa tisa mchana (3:00 PM)".</summary>
    public abstract string Clock(TimeOnly time);

    /// <summary>"KSh 3,500".</summary>
    public static string Price(int kes) => string.Create(CultureInfo.InvariantCulture, $"KSh {kes:N0}");

    /// <summary>"60 min, KSh 3,500".</summary>
    public string Of(Service service) => $"{Length(service.DurationMin)}, {Price(service.PriceKes)}";

    /// <summary>"Saturday 9 May, 3:00 PM, Swedish massage, 60 min, with Wanjiku, KSh 3,500" (CV7).</summary>
    public string Slot(Service service, string staff, int start, TimeZoneInfo zone) =>
        $"{Full(start, zone)}, {service.Name}, {Length(service.DurationMin)}, {With(staff)}, {Price(service.PriceKes)}";

    /// <summary>"with Wanjiku".</summary>
    public abstract string With(string staff);

    /// <summary>"Mon to Sat 9:00 AM to 6:00 PM, Sun 11:00 AM to 5:00 PM": weekdays with the same hours together.</summary>
    public string Week(Shop shop)
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
                text.Append(ShortWeekday(first + 1));
                if (last > first) text.Append(last == first + 1 ? $" {And} " : $" {To} ").Append(ShortWeekday(last + 1));
                text.Append(' ').Append(hours);
            }
            first = last + 1;
        }
        return text.ToString();
    }

    /// <summary>"9:00 AM to 6:00 PM"; empty when closed.</summary>
    public string Hours(Shop shop, DayOfWeek weekday)
    {
        StringBuilder text = new();
        foreach (var window in shop.Hours.On(weekday))
        {
            if (text.Length > 0) text.Append($" {And} ");
            text.Append(Western(Of(window.From))).Append($" {To} ").Append(Western(Of(window.To)));
        }
        return text.ToString();
    }

    /// <summary>"3:00 PM", the same in every language.</summary>
    protected static string Western(TimeOnly time) => time.ToString("h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>What stands between day and time where room is short.</summary>
    protected abstract string ShortJoint { get; }

    protected abstract string And { get; }

    protected abstract string To { get; }

    /// <summary>By ISO number: 1 is Monday.</summary>
    protected abstract string ShortWeekday(int weekday);

    protected abstract string Length(int minutes);

    private string Full(DateTime local) => $"{Day(DateOnly.FromDateTime(local))}, {Clock(TimeOnly.FromDateTime(local))}";

    // The week begins on Monday: 0 is Monday.
    private string On(Shop shop, int day) => Hours(shop, (DayOfWeek)((day + 1) % 7));

    private static TimeOnly Of(int minute) => new(minute / 60 % 24, minute % 60);
}
