using Npgsql;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Catalog;

public sealed class DemoCatalogTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("spa")]
    [InlineData("salon")]
    [InlineData("barber")]
    [InlineData("clinic")]
    public void EveryService_CanBeBookedWithinAWeek(string vertical)
    {
        var shop = DemoShop.Of(vertical);
        Assert.InRange(shop.Services.Length, 10, 14);
        Assert.InRange(shop.Staff.Length, 3, 4);
        Diary diary = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(7));
        var slots = new Slot[Availability.MostPerDay];
        for (var service = 0; service < shop.Services.Length; service++)
        {
            Assert.InRange(shop.Services[service].Name.Length, 3, 72);
            Assert.Contains(Enumerable.Range(1, 6), day => Availability.On(shop, service, Availability.Anyone, diary, new DateOnly(1970, 1, 1).AddDays(day), 0, slots) > 0);
        }
    }

    [Fact]
    public async Task SeededShop_ReadsBackAsItIs_AndOnlyWhenItsVersionMoved()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var id = await database.CreateTenantAsync();
        Tenant tenant = new(id, "acme", "Acme", "barber", TenantStatus.Active, "en", "Africa/Nairobi", DateTimeOffset.UnixEpoch);
        await using var connection = await database.Database.OpenAsync(TestContext.Current.CancellationToken);
        await new DemoCatalog(TimeProvider.System).SeedAsync(connection, tenant, TestContext.Current.CancellationToken);

        var rows = await LoadAsync(connection, tenant, 0);
        var (read, demo) = (new Shop(tenant, rows!), DemoShop.Of("barber"));
        Assert.Equal(demo.Services.Select(Facts), read.Services.Select(Facts));
        Assert.Equal(demo.Staff.Select(person => person.Name), read.Staff.Select(person => person.Name));
        foreach (var weekday in Enum.GetValues<DayOfWeek>())
            foreach (var (a, b) in demo.Staff.Zip(read.Staff)) Assert.Equal(a.Hours.On(weekday).ToArray(), b.Hours.On(weekday).ToArray());
        Assert.Null(await LoadAsync(connection, tenant, rows!.Version));
        await database.ExecuteAsync($"update {TenantSchema.NameOf(id)}.catalog_version set version = version + 1");
        Assert.NotNull(await LoadAsync(connection, tenant, rows.Version));
    }

    private static (string Name, int Minutes, int Price, string? Category, string Staff) Facts(Service service) =>
        (service.Name, service.DurationMin, service.PriceKes, service.Category, string.Join(' ', service.Staff));

    private static async Task<CatalogRows?> LoadAsync(NpgsqlConnection connection, Tenant tenant, long known)
    {
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(CatalogStore.Load(CatalogStore.LoadStatement(tenant.Id), known));
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return await CatalogStore.ReadAsync(reader, TestContext.Current.CancellationToken);
    }
}
