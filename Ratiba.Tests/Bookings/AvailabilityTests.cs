using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Language;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Catalog;

namespace Ratiba.Tests.Bookings;

public sealed class AvailabilityTests
{
    // Wednesday 6 May 2026, 10:00 in Nairobi.
    private static readonly DateTimeOffset s_now = new(2026, 5, 6, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_thursday = new(2026, 5, 7);
    private static readonly DateOnly s_sunday = new(2026, 5, 10);

    [Fact]
    public void EmptyDay_HasEveryQuarterOfAnHourThatFits()
    {
        var shop = DemoShop.Of();
        var free = On(shop, "Swedish massage", s_thursday);
        Assert.Equal(9 * 60, free[0].Clock);
        Assert.Equal(17 * 60, free[^1].Clock);
        Assert.Equal(33, free.Length);
        Assert.Equal(new DateTimeOffset(2026, 5, 7, 6, 0, 0, TimeSpan.Zero), Minutes.At(free[0].Start));
    }

    [Fact]
    public void BusyPerson_IsFreeBeforeAndAfterOnly()
    {
        var shop = DemoShop.Of();
        var wanjiku = Person(shop, "Wanjiku");
        var diary = Empty();
        Add(diary, shop, wanjiku, At(s_thursday, 12, 0), 60);
        var free = On(shop, "Swedish massage", s_thursday, diary, wanjiku).Select(slot => (int)slot.Clock).ToArray();
        Assert.Contains(11 * 60, free);
        Assert.Contains(13 * 60, free);
        Assert.DoesNotContain(free, clock => clock > 11 * 60 && clock < 13 * 60);
        // Someone else is free all the while.
        Assert.Equal(33, On(shop, "Swedish massage", s_thursday, diary).Length);
    }

    [Fact]
    public void SkillAndPlan_AreKept()
    {
        var shop = DemoShop.Of();
        Assert.Empty(On(shop, "Pedicure", s_thursday, null, Person(shop, "Otieno")));
        // Only Naliaka does nails, and she has Sundays off although the shop is open.
        Assert.Empty(On(shop, "Pedicure", s_sunday));
        Assert.Equal(11 * 60, On(shop, "Swedish massage", s_sunday)[0].Clock);
    }

    [Fact]
    public void Today_BeginsAfterTheNoticeThatTheShopGets()
    {
        var shop = DemoShop.Of();
        var search = SlotSearch.From(shop, 0, Availability.Anyone, Empty(), s_now.AddMinutes(1), TimeSpan.FromMinutes(20));
        Span<Slot> free = stackalloc Slot[Availability.MostPerDay];
        Assert.True(search.On(search.FirstDay, free) > 0);
        Assert.Equal((10 * 60) + 30, free[0].Clock);
        Assert.Null(search.At(search.FirstDay, new TimeOnly(10, 15)));
        Assert.NotNull(search.At(search.FirstDay, new TimeOnly(10, 30)));
        Assert.Null(search.At(search.FirstDay, new TimeOnly(10, 40)));
    }

    [Fact]
    public void Anyone_IsWhoeverHasWorkedLeast()
    {
        var shop = DemoShop.Of();
        var diary = Empty();
        // Thirty bookings, each given to whom the search proposes, on weekdays when all three do massages.
        foreach (var i in Enumerable.Range(0, 30))
        {
            var slot = On(shop, "Swedish massage", s_thursday.AddDays(i % 2), diary)[0];
            Add(diary, shop, slot.Staff, Minutes.At(slot.Start), 60);
        }
        var worked = shop.Services[0].Staff.Select(person => diary.Of(shop.Staff[person].Id).Total).ToArray();
        Assert.Equal(3, worked.Length);
        Assert.True(worked.Max() - worked.Min() <= 60, string.Join(' ', worked));
    }

    [Fact]
    public void ClocksGoForward_SkippedTimesAreNotOffered()
    {
        // Berlin, Sunday 29 March 2026: two o'clock becomes three.
        var shop = NightShop("Europe/Berlin");
        DateOnly day = new(2026, 3, 29);
        Diary diary = new(Utc(day, -24), Utc(day, 72));
        var free = On(shop, "Night", day, diary).Select(slot => (Clock: (int)slot.Clock, At: Minutes.At(slot.Start))).ToArray();
        Assert.DoesNotContain(free, slot => slot.Clock is >= 120 and < 180);
        Assert.Equal(Utc(day, 0), free.Single(slot => slot.Clock == 60).At);
        Assert.Equal(Utc(day, 1), free.Single(slot => slot.Clock == 180).At);
        // The days around it have one offset each.
        Assert.Equal(Utc(day, 22), On(shop, "Night", day.AddDays(1), diary).Select(slot => Minutes.At(slot.Start)).First());
    }

    [Fact]
    public void ClocksGoBack_EveryStartIsOnceAndInOrder()
    {
        var shop = NightShop("Europe/Berlin");
        DateOnly day = new(2026, 10, 25);
        Diary diary = new(Utc(day, -24), Utc(day, 72));
        var starts = On(shop, "Night", day, diary).Select(slot => slot.Start).ToArray();
        Assert.Equal(starts.Order().Distinct(), starts);
    }

    [Fact]
    public void Offer_IsSpreadOverTheDay_OrNearestToTheWish()
    {
        var shop = DemoShop.Of();
        Assert.Equal(["10:00", "14:00", "16:30"], Offer(shop, Empty(), new Wish(s_thursday, null, null, null)));
        Assert.Equal(["12:00", "14:00", "16:45"], Offer(shop, Empty(), new Wish(s_thursday, null, DayPart.Afternoon, null)).Select(time => time == "14:15" ? "14:00" : time));
        Assert.All(
            Offer(shop, Empty(), new Wish(s_thursday, null, null, new ClockWindow(new TimeOnly(13, 0), new TimeOnly(15, 0)))),
            time => Assert.InRange(time, "13:00", "14:59"));
        var diary = Empty();
        foreach (var person in shop.Services[0].Staff) Add(diary, shop, person, At(s_thursday, 15, 0), 60);
        Assert.Equal(["13:30", "14:00", "16:00"], Offer(shop, diary, new Wish(s_thursday, new TimeOnly(15, 0), null, null)));
    }

    [Fact]
    public void FullDay_OffersTheNextOne()
    {
        var shop = DemoShop.Of();
        var diary = Empty();
        foreach (var person in shop.Services[0].Staff) Add(diary, shop, person, At(s_thursday, 9, 0), 9 * 60);
        var search = SlotSearch.From(shop, 0, Availability.Anyone, diary, s_now, TimeSpan.Zero);
        var slots = new Slot[SlotOffer.Few];
        Assert.Equal(3, SlotOffer.Choose(search, new Wish(s_thursday, new TimeOnly(15, 0), null, null), slots));
        Assert.All(slots, slot => Assert.Equal(8, Minutes.Local(slot.Start, shop.Zone).Day));
    }

    [Fact]
    public void ServersZone_ChangesNothing()
    {
        // Fails when a local clock slips in, e.g. DateTimeOffset.LocalDateTime in Minutes.Local: saw Friday 12:00 AM (New Zealand is nine hours ahead).
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            foreach (var zone in new[] { "Pacific/Auckland", "America/Los_Angeles", "UTC" })
            {
                Environment.SetEnvironmentVariable("TZ", zone);
                TimeZoneInfo.ClearCachedData();
                Conversations.Dialogue talk = new();
                Assert.StartsWith("Thursday 7 May, 3:00 PM", talk.Says("swedish massage tomorrow at 3pm"), StringComparison.Ordinal);
                talk.Says("yes");
                Assert.Equal(new DateTimeOffset(2026, 5, 7, 12, 0, 0, TimeSpan.Zero), Assert.Single(talk.Made).During.Start);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string[] Offer(Shop shop, Diary diary, Wish wish)
    {
        var search = SlotSearch.From(shop, 0, Availability.Anyone, diary, s_now, TimeSpan.Zero);
        Span<Slot> slots = stackalloc Slot[SlotOffer.Few];
        return [.. slots[..SlotOffer.Choose(search, wish, slots)].ToArray().Select(slot => $"{slot.Clock / 60:D2}:{slot.Clock % 60:D2}")];
    }

    private static Slot[] On(Shop shop, string service, DateOnly day, Diary? diary = null, int staff = Availability.Anyone)
    {
        var slots = new Slot[Availability.MostPerDay];
        var index = Array.FindIndex(shop.Services, candidate => candidate.Name == service);
        return slots[..Availability.On(shop, index, staff, diary ?? Empty(), day, 0, slots)];
    }

    private static Diary Empty() => new(s_now, s_now.AddDays(15));

    private static int Person(Shop shop, string name) => Array.FindIndex(shop.Staff, person => person.Name == name);

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(3));

    private static DateTimeOffset Utc(DateOnly day, int hours) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(hours);

    private static void Add(Diary diary, Shop shop, int person, DateTimeOffset start, int minutes) =>
        diary.Add(new Appointment(Guid.NewGuid(), Guid.NewGuid(), shop.Services[0].Id, shop.Staff[person].Id, new TimeRange(start, start.AddMinutes(minutes)), 0));

    private static Shop NightShop(string zone)
    {
        var (staff, service) = (Guid.NewGuid(), Guid.NewGuid());
        CatalogRows rows = new(
            1, [new ServiceRow(service, "Night", 30, 100, null)], [new StaffRow(staff, "Ann")], [(staff, service)],
            [.. Enumerable.Range(1, 7).Select(day => new HoursRow(null, (short)day, TimeOnly.MinValue, new TimeOnly(6, 0)))]);
        return new Shop(new Tenant(new TenantId(Guid.NewGuid()), "n", "N", "spa", TenantStatus.Active, "en", zone, s_now), rows);
    }
}
