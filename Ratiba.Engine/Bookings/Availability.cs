using Ratiba.Engine.Catalog;

namespace Ratiba.Engine.Bookings;

/// <summary>A free start, and who would do it.</summary>
/// <param name="Start">In <see cref="Minutes"/>.</param>
/// <param name="Clock">Minutes from midnight on the shop's clock.</param>
/// <param name="Staff">By index in <see cref="Shop.Staff"/>.</param>
internal readonly record struct Slot(int Start, short Clock, short Staff);

/// <summary>Where a service fits: its length, who can do it, when they work, what is booked. Pure.</summary>
internal static class Availability
{
    /// <summary>Any person who has the skill.</summary>
    public const int Anyone = -1;

    /// <summary>No day has more starts: one per grid step.</summary>
    public const int MostPerDay = Minutes.PerDay / Minutes.Grid;

    private const short None = -1;

    /// <summary>The free starts of one day in order, each with the person who has worked least so far (BK5). Returns how many there are.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="service">By index.</param>
    /// <param name="staff">By index, or <see cref="Anyone"/>.</param>
    /// <param name="diary">What is booked.</param>
    /// <param name="day">On the shop's calendar.</param>
    /// <param name="earliest">Nothing begins before this, in <see cref="Minutes"/>.</param>
    /// <param name="into">Room for <see cref="MostPerDay"/>.</param>
    public static int On(Shop shop, int service, int staff, Diary diary, DateOnly day, int earliest, Span<Slot> into)
    {
        var wanted = shop.Services[service];
        Span<Slot> grid = stackalloc Slot[MostPerDay];
        grid.Fill(new Slot(0, 0, None));
        var clock = new DayClock(day, shop.Zone);
        var latest = Minutes.Of(diary.To);

        Span<int> order = wanted.Staff.Length <= 64 ? stackalloc int[wanted.Staff.Length] : new int[wanted.Staff.Length];
        var people = Fairest(shop, wanted, staff, diary, order);
        foreach (var person in order[..people])
        {
            var busy = diary.Of(shop.Staff[person].Id);
            foreach (var window in shop.Staff[person].Hours.On(day.DayOfWeek))
            {
                var first = (window.From + Minutes.Grid - 1) / Minutes.Grid * Minutes.Grid;
                for (var minute = first; minute + wanted.DurationMin <= window.To; minute += Minutes.Grid)
                {
                    ref var cell = ref grid[minute / Minutes.Grid];
                    if (cell.Staff != None || !clock.TryStart(minute, out var start) || start < earliest || start + wanted.DurationMin > latest) continue;
                    if (busy.IsFree(start, start + wanted.DurationMin)) cell = new Slot(start, (short)minute, (short)person);
                }
            }
        }

        var count = 0;
        foreach (var cell in grid)
            if (cell.Staff != None) into[count++] = cell;
        return count;
    }

    /// <summary>Who can take exactly this start: the asked-for person, or the one who has worked least. Null when nobody can.</summary>
    public static Slot? At(Shop shop, int service, int staff, Diary diary, DateOnly day, TimeOnly time, int earliest)
    {
        var wanted = shop.Services[service];
        var minute = (time.Hour * 60) + time.Minute;
        if (minute % Minutes.Grid != 0 || !new DayClock(day, shop.Zone).TryStart(minute, out var start)) return null;
        if (start < earliest || start + wanted.DurationMin > Minutes.Of(diary.To)) return null;
        Span<int> order = wanted.Staff.Length <= 64 ? stackalloc int[wanted.Staff.Length] : new int[wanted.Staff.Length];
        var people = Fairest(shop, wanted, staff, diary, order);
        foreach (var person in order[..people])
        {
            foreach (var window in shop.Staff[person].Hours.On(day.DayOfWeek))
            {
                if (minute < window.From || minute + wanted.DurationMin > window.To) continue;
                if (diary.Of(shop.Staff[person].Id).IsFree(start, start + wanted.DurationMin)) return new Slot(start, (short)minute, (short)person);
            }
        }
        return null;
    }

    // Those who can do it, least minutes booked first; the catalogue's order decides a tie. Few people: insertion sort.
    private static int Fairest(Shop shop, Service service, int staff, Diary diary, Span<int> order)
    {
        if (staff != Anyone)
        {
            if (Array.IndexOf(service.Staff, staff) < 0) return 0;
            order[0] = staff;
            return 1;
        }
        for (var count = 0; count < order.Length; count++)
        {
            var person = service.Staff[count];
            var worked = diary.Of(shop.Staff[person].Id).Total;
            var at = count;
            for (; at > 0 && diary.Of(shop.Staff[order[at - 1]].Id).Total > worked; at--) order[at] = order[at - 1];
            order[at] = person;
        }
        return order.Length;
    }

    /// <summary>Turns minutes of a day's clock into instants. Most days have one offset; only a day of change asks the zone each time.</summary>
    private readonly struct DayClock
    {
        private readonly TimeZoneInfo? _changing;
        private readonly DateTime _midnight;
        private readonly int _offset;

        public DayClock(DateOnly day, TimeZoneInfo zone)
        {
            _midnight = day.ToDateTime(TimeOnly.MinValue);
            var before = zone.GetUtcOffset(_midnight);
            _offset = (int)before.TotalMinutes;
            if (zone.SupportsDaylightSavingTime && zone.GetUtcOffset(_midnight.AddDays(1)) != before) _changing = zone;
        }

        /// <summary>False for a time that the clock skips.</summary>
        public bool TryStart(int minute, out int start)
        {
            var offset = _offset;
            if (_changing is not null)
            {
                var local = _midnight.AddMinutes(minute);
                if (_changing.IsInvalidTime(local))
                {
                    start = 0;
                    return false;
                }
                offset = (int)_changing.GetUtcOffset(local).TotalMinutes;
            }
            start = (int)(_midnight - DateTime.UnixEpoch).TotalMinutes + minute - offset;
            return true;
        }
    }
}
