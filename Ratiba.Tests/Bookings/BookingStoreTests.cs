using Npgsql;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Bookings;

public sealed class BookingStoreTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset s_start = new(2030, 5, 7, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task SameSourceTwice_GivesTheSameBookingBack()
    {
        await using var shop = await ShopDatabase.StartAsync(cluster);
        var first = Assert.Single(await shop.BookAsync(shop.Wanted("inbox:1", s_start)));
        var again = Assert.Single(await shop.BookAsync(shop.Wanted("inbox:1", s_start)));
        Assert.Equal(first, again);
        Assert.Equal(1, await shop.Database.ScalarAsync<int>($"select count(*)::int from {shop.Schema}.appointment_events"));
    }

    [Fact]
    public async Task OverlapInOneStatement_OneIsMade()
    {
        await using var shop = await ShopDatabase.StartAsync(cluster);
        Assert.Single(await shop.BookAsync(shop.Wanted("a", s_start), shop.Wanted("b", s_start.AddMinutes(30))));
        // Touching ends do not overlap.
        Assert.Single(await shop.BookAsync(shop.Wanted("c", s_start.AddMinutes(90))));
    }

    [Fact]
    public async Task Diary_ShowsWhatTakesUpTime()
    {
        await using var shop = await ShopDatabase.StartAsync(cluster);
        var made = Assert.Single(await shop.BookAsync(shop.Wanted("a", s_start)));
        var diary = await shop.ReadDiaryAsync();
        Assert.False(diary.Of(made.StaffId).IsFree(Minutes.Of(s_start), Minutes.Of(s_start) + 15));
        Assert.Equal([made], diary.Upcoming(made.CustomerId, s_start.AddHours(-1)));

        Assert.Empty(await shop.CancelAsync(made.Id, Guid.NewGuid()));
        Assert.Equal([made.Id], await shop.CancelAsync(made.Id, made.CustomerId));
        Assert.Empty(await shop.CancelAsync(made.Id, made.CustomerId));
        Assert.True((await shop.ReadDiaryAsync()).Of(made.StaffId).IsFree(Minutes.Of(s_start), Minutes.Of(s_start) + 15));
        Assert.Single(await shop.BookAsync(shop.Wanted("b", s_start)));
    }

    private sealed class ShopDatabase(TestDatabase database, NpgsqlConnection connection, TenantId tenant, Guid staff, Guid service) : IAsyncDisposable
    {
        private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        public TestDatabase Database => database;

        public string Schema => Engine.Storage.TenantSchema.NameOf(tenant);

        public static async Task<ShopDatabase> StartAsync(PostgresCluster cluster)
        {
            var database = await cluster.CreateDatabaseAsync();
            var id = await database.CreateTenantAsync();
            var connection = await database.Database.OpenAsync(Cancellation);
            Tenant tenant = new(id, "acme", "Acme", "spa", TenantStatus.Active, "en", "Africa/Nairobi", s_start);
            await new DemoCatalog(TimeProvider.System).SeedAsync(connection, tenant, Cancellation);
            var schema = Engine.Storage.TenantSchema.NameOf(id);
            return new ShopDatabase(
                database, connection, id, await database.ScalarAsync<Guid>($"select id from {schema}.staff order by position limit 1"),
                await database.ScalarAsync<Guid>($"select id from {schema}.services order by position limit 1"));
        }

        public WantedAppointment Wanted(string source, DateTimeOffset start) => new(
            RowId.At(s_start), Guid.NewGuid(), Guid.NewGuid(), service, staff, new TimeRange(start, start.AddMinutes(60)), 3500, source, ChannelKind.WhatsApp, null);

        public async Task<IReadOnlyCollection<Appointment>> BookAsync(params WantedAppointment[] wanted)
        {
            Dictionary<string, Appointment> booked = [];
            await RunAsync(BookingStore.Book(BookingStore.BookStatement(tenant), wanted, s_start), reader => BookingStore.ReadBookedAsync(reader, booked, Cancellation));
            return booked.Values;
        }

        public async Task<IReadOnlyCollection<Guid>> CancelAsync(Guid id, Guid customer)
        {
            HashSet<Guid> cancelled = [];
            await RunAsync(
                BookingStore.Cancel(BookingStore.CancelStatement(tenant), [new Cancellation(id, customer, ChannelKind.WhatsApp, "wamid.1")], s_start),
                reader => BookingStore.ReadCancelledAsync(reader, cancelled, Cancellation));
            return cancelled;
        }

        public async Task<Diary> ReadDiaryAsync()
        {
            Diary? diary = null;
            var (from, to) = (s_start.AddDays(-1), s_start.AddDays(13));
            await RunAsync(
                BookingStore.LoadDiary(BookingStore.DiaryStatement(tenant), from, to),
                async reader => diary = await BookingStore.ReadDiaryAsync(reader, from, to, Cancellation));
            return diary!;
        }

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await database.DisposeAsync();
        }

        private async Task RunAsync(NpgsqlBatchCommand command, Func<NpgsqlDataReader, Task> read)
        {
            await using NpgsqlBatch batch = new(connection);
            batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync(Cancellation);
            await read(reader);
        }
    }
}
