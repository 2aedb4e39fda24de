using Ratiba.Engine.Catalog;
using Ratiba.Engine.Language;

namespace Ratiba.Engine.Bookings;

/// <summary>When a customer would like to come, as far as they said.</summary>
internal readonly record struct Wish(DateOnly? Date, TimeOnly? Time, DayPart? Part, ClockWindow? Window);

/// <summary>Chooses the few free times that are worth offering (CV8): nearest to what was asked, else spread over the day.</summary>
internal static class SlotOffer
{
    /// <summary>How many are offered at once.</summary>
    public const int Few = 3;

    // Two offers closer than this are hardly a choice.
    private const int Apart = 30;

    private const int Noon = 12 * 60, Late = 16 * 60;

    // Where a morning, afternoon and late offer would best lie when nothing was asked for.
    private static readonly int[] s_parts = [10 * 60, 14 * 60, (16 * 60) + 30];

    /// <summary>Up to three times, in order: on the wished day if it has any, else on the days after it.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="wish">When.</param>
    /// <param name="into">Room for <see cref="Few"/>.</param>
    public static int Choose(in SlotSearch search, Wish wish, Span<Slot> into)
    {
        var first = wish.Date is { } date && date > search.FirstDay ? date : search.FirstDay;
        Span<Slot> day = stackalloc Slot[Availability.MostPerDay];
        var count = 0;
        for (var at = first; at <= search.LastDay && count < Few; at = at.AddDays(1))
        {
            var free = day[..search.On(at, day)];
            if (free.IsEmpty) continue;
            var fitting = Fitting(free, wish);
            // A wish that the wished day cannot meet gives way before the day does.
            if (fitting.IsEmpty && at == wish.Date) fitting = free;
            if (fitting.IsEmpty) continue;
            count += wish.Time is { } time
                ? Nearest(fitting, (time.Hour * 60) + time.Minute, into[count..])
                : wish.Part is null && wish.Window is null && count == 0 ? Spread(fitting, into) : Evenly(fitting, into[count..]);
            // Without a wished time one day's choice is enough.
            if (wish.Time is null) break;
        }
        into[..count].Sort((a, b) => a.Start.CompareTo(b.Start));
        return count;
    }

    /// <summary>More times of a day, evenly spread, without those already offered.</summary>
    public static int More(in SlotSearch search, DateOnly day, IReadOnlyCollection<int> offered, Span<Slot> into)
    {
        Span<Slot> free = stackalloc Slot[Availability.MostPerDay];
        var count = 0;
        foreach (var slot in free[..search.On(day, free)])
            if (!offered.Contains(slot.Start)) free[count++] = slot;
        return Evenly(free[..count], into);
    }

    // Keeps, in place, what lies in the wished part or bounds of the day.
    private static Span<Slot> Fitting(Span<Slot> free, Wish wish)
    {
        if (wish.Part is null && wish.Window is null) return free;
        Span<Slot> kept = new Slot[free.Length];
        var count = 0;
        foreach (var slot in free)
        {
            var inPart = wish.Part switch
            {
                DayPart.Morning => slot.Clock < Noon,
                DayPart.Afternoon => slot.Clock is >= Noon and < 17 * 60,
                DayPart.Evening => slot.Clock >= Late,
                _ => true,
            };
            var time = new TimeOnly(slot.Clock / 60, slot.Clock % 60);
            if (inPart && (wish.Window is not { } window || (time >= window.From && time < window.To))) kept[count++] = slot;
        }
        return kept[..count];
    }

    private static int Nearest(ReadOnlySpan<Slot> free, int wanted, Span<Slot> into)
    {
        var count = 0;
        while (count < into.Length)
        {
            var best = -1;
            for (var i = 0; i < free.Length; i++)
            {
                if (!IsApart(free[i], into[..count])) continue;
                if (best < 0 || Math.Abs(free[i].Clock - wanted) < Math.Abs(free[best].Clock - wanted)) best = i;
            }
            if (best < 0) break;
            into[count++] = free[best];
        }
        return count;
    }

    // One of the morning, one of the afternoon, one late; a part without free time is made up for by the others.
    private static int Spread(ReadOnlySpan<Slot> free, Span<Slot> into)
    {
        var count = 0;
        for (var part = 0; part < s_parts.Length && count < into.Length; part++)
        {
            var best = -1;
            for (var i = 0; i < free.Length; i++)
            {
                var of = free[i].Clock < Noon ? 0 : free[i].Clock < Late ? 1 : 2;
                if (of == part && (best < 0 || Math.Abs(free[i].Clock - s_parts[part]) < Math.Abs(free[best].Clock - s_parts[part]))) best = i;
            }
            if (best >= 0) into[count++] = free[best];
        }
        while (count < into.Length)
        {
            // The free time that is farthest from all chosen ones.
            var best = -1;
            var widest = Apart - 1;
            for (var i = 0; i < free.Length; i++)
            {
                var gap = int.MaxValue;
                foreach (var chosen in into[..count]) gap = Math.Min(gap, Math.Abs(free[i].Start - chosen.Start));
                if (gap > widest) (best, widest) = (i, gap);
            }
            if (best < 0) break;
            into[count++] = free[best];
        }
        return count;
    }

    private static int Evenly(ReadOnlySpan<Slot> free, Span<Slot> into)
    {
        if (free.Length <= into.Length)
        {
            free.CopyTo(into);
            return free.Length;
        }
        for (var i = 0; i < into.Length; i++) into[i] = free[into.Length == 1 ? 0 : i * (free.Length - 1) / (into.Length - 1)];
        return into.Length;
    }

    private static bool IsApart(Slot slot, ReadOnlySpan<Slot> others)
    {
        foreach (var other in others)
            if (Math.Abs(slot.Start - other.Start) < Apart) return false;
        return true;
    }
}

/// <summary>What is looked for, in which diary, and how far.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Service">By index.</param>
/// <param name="Staff">By index, or <see cref="Availability.Anyone"/>.</param>
/// <param name="Diary">What is booked.</param>
/// <param name="Earliest">Nothing begins before this, in <see cref="Minutes"/>.</param>
/// <param name="FirstDay">The first day on the shop's calendar.</param>
/// <param name="LastDay">The last.</param>
internal readonly record struct SlotSearch(Shop Shop, int Service, int Staff, Diary Diary, int Earliest, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>A search from now, with the shop's notice, to the last day that the diary holds as a whole.</summary>
    public static SlotSearch From(Shop shop, int service, int staff, Diary diary, DateTimeOffset now, TimeSpan lead)
    {
        var earliest = Minutes.From(now + lead);
        return new SlotSearch(
            shop, service, staff, diary, earliest, DateOnly.FromDateTime(Minutes.Local(earliest, shop.Zone)),
            DateOnly.FromDateTime(Minutes.Local(Minutes.Of(diary.To), shop.Zone)).AddDays(-1));
    }

    /// <summary>The free starts of a day.</summary>
    public int On(DateOnly day, Span<Slot> into) => Availability.On(Shop, Service, Staff, Diary, day, Earliest, into);

    /// <summary>Whether the exact time is free, and with whom.</summary>
    public Slot? At(DateOnly day, TimeOnly time) => Availability.At(Shop, Service, Staff, Diary, day, time, Earliest);
}
