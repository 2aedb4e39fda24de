using Ratiba.Engine.Catalog;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Tests.Catalog;

/// <summary>The demo shop of a vertical as a snapshot, without a database.</summary>
internal static class DemoShop
{
    /// <summary>A spa in Nairobi unless told otherwise.</summary>
    public static Shop Of(string vertical = "spa", string zone = "Africa/Nairobi")
    {
        var demo = DemoShops.For(vertical);
        var services = demo.Services.Select((_, i) => Id(1, i)).ToArray();
        var staff = demo.Staff.Select((_, i) => Id(2, i)).ToArray();
        CatalogRows rows = new(
            1,
            [.. demo.Services.Select((service, i) => new ServiceRow(services[i], service.Name, service.DurationMin, service.PriceKes, service.Category))],
            [.. demo.Staff.Select((person, i) => new StaffRow(staff[i], person.Name))],
            [.. from s in Enumerable.Range(0, services.Length)
                from p in Enumerable.Range(0, staff.Length)
                where demo.Staff[p].Does(demo.Services[s].Category)
                select (staff[p], services[s])],
            [.. demo.Hours.Select(day => Row(null, day)), .. demo.Staff.SelectMany((person, i) => person.Hours.Select(day => Row(staff[i], day)))]);
        Tenant tenant = new(new TenantId(Id(9, 9)), "acme-spa", "Acme Spa", vertical, TenantStatus.Active, "en", zone, DateTimeOffset.UnixEpoch);
        return new Shop(tenant, rows);
    }

    private static HoursRow Row(Guid? staff, DemoShops.Day day) => new(staff, day.Weekday, new TimeOnly(day.Opens, 0), new TimeOnly(day.Closes, 0));

    private static Guid Id(int kind, int index) => new(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(index + 1));
}
