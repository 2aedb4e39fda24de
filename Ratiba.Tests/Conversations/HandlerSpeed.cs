using System.Diagnostics;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Conversations;

/// <summary>How many turns a second one lane does; run by hand with <c>-explicit only</c>, in a Release build.</summary>
public sealed class HandlerSpeed(PostgresCluster cluster, ITestOutputHelper output)
{
    private const int Tenants = 25, Batch = 128, Batches = 100;

    [Fact(Explicit = true)]
    public void TenStaffFourteenDays_Search()
    {
        var people = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToArray();
        var service = Guid.NewGuid();
        CatalogRows rows = new(
            1, [new ServiceRow(service, "Massage", 60, 100, null)], [.. people.Select(id => new StaffRow(id, "P" + id))], [.. people.Select(id => (id, service))],
            [.. Enumerable.Range(1, 7).Select(day => new HoursRow(null, (short)day, new TimeOnly(9, 0), new TimeOnly(18, 0)))]);
        var now = Dialogue.Wednesday;
        Shop shop = new(new Tenant(new TenantId(Guid.NewGuid()), "s", "S", "spa", TenantStatus.Active, "en", "Africa/Nairobi", now), rows);
        Diary diary = new(now, now.AddDays(14));
        foreach (var person in people)
            for (var half = 0; half < 14 * 10; half++)
                if (now.AddHours(half * 2) is var start) diary.Add(new Appointment(Guid.NewGuid(), Guid.Empty, service, person, new TimeRange(start, start.AddHours(1)), 0));
        var slots = new Slot[Availability.MostPerDay];
        var found = 0;
        var watch = new Stopwatch();
        for (var round = -200; round < 1000; round++)
        {
            if (round == 0) watch.Start();
            var search = SlotSearch.From(shop, 0, Availability.Anyone, diary, now, TimeSpan.Zero);
            for (var day = search.FirstDay; day <= search.LastDay; day = day.AddDays(1)) found += search.On(day, slots);
        }
        output.WriteLine($"10 staff, 14 days, {140 * 10} appointments: {watch.Elapsed.TotalMicroseconds / 1000:F0} us for all free starts ({found / 1200})");
    }

    [Fact(Explicit = true)]
    public async Task OneLane_TurnsPerSecond()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database, Tenants);
        var next = 0;
        InboxEvent[] Fill(Func<int, string> text, int customers) =>
            [.. Enumerable.Range(0, Batch).Select(_ => lane.Text($"2547{next % customers:D8}", text(next), next++ % customers % Tenants))];

        await Measure("warm-up", () => Fill(_ => "hello", int.MaxValue));
        await Measure("new customer, whole wish", () => Fill(_ => "Hi, can I book a Swedish massage tomorrow at 3pm?", int.MaxValue));
        next = 0;
        await Measure("known customer, price", () => Fill(_ => "how much is a pedicure?", 1024));
        next = 0;
        await Measure("known customer, other price", () => Fill(_ => "how much is hot stone?", 1024));
        next = 0;
        var day = 0;
        await Measure("wish and yes alternating (books)", () => day++ % 2 == 0
            ? Fill(i => $"swedish massage tomorrow {9 + (i % 9)}:00", int.MaxValue)
            : Again("yes"));

        InboxEvent[] Again(string text)
        {
            next -= Batch;
            return Fill(_ => text, int.MaxValue);
        }

        async Task Measure(string what, Func<InboxEvent[]> fill)
        {
            var batches = Enumerable.Range(0, Batches).Select(_ => fill()).ToArray();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var bytes = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            foreach (var events in batches) await lane.HandleAsync(events);
            watch.Stop();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            bytes = GC.GetTotalAllocatedBytes() - bytes;
            var turns = (double)Batch * Batches;
            output.WriteLine(
                $"{what}: {turns / watch.Elapsed.TotalSeconds:F0} turns/s, {watch.Elapsed.TotalMilliseconds / Batches:F1} ms/batch, "
                + $"{cpu.TotalMicroseconds / turns:F0} us CPU here and {bytes / turns:F0} B per turn");
        }
    }
}
