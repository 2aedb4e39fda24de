using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Conversations;

/// <summary>A handler on one lane of a test's database, without edge, inbox and senders: events go in, rows come out.</summary>
internal sealed class LaneBench : IAsyncDisposable
{
    private const short Lane = 0;

    private static long s_seq;

    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly List<Tenant> _tenants;

    private LaneBench(TestDatabase database, NpgsqlConnection connection, List<Tenant> tenants, TimeProvider clock)
    {
        _database = database;
        _connection = connection;
        _tenants = tenants;
        Clock = clock;
        // The outbox is composed but not started: rows are written, nothing is sent.
        _services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(clock).AddSingleton(database.Database)
            .AddOutbox(new ConfigurationBuilder().Build()).BuildServiceProvider();
        TenantDirectory directory = new();
        directory.Replace(new TenantDirectory.Snapshot(1, tenants, []));
        var options = Options.Create(new ConversationOptions());
        Handler = new ConversationHandler(
            directory, new CatalogCache(new CatalogOptions(), clock), _services.GetRequiredService<OutboxDispatcher>(),
            ActivatorUtilities.CreateInstance<ConversationInstruments>(_services), options, Options.Create(new BookingOptions()), clock, NullLogger<ConversationHandler>.Instance);
        Echoes = new EchoHandler(Handler, directory, options, clock);
    }

    public ConversationHandler Handler { get; }

    /// <summary>The handler of what people of the shop write from the phone.</summary>
    public EchoHandler Echoes { get; }

    public TimeProvider Clock { get; }

    public IReadOnlyList<Tenant> Tenants => _tenants;

    /// <summary>A handler that serves demo spas: new ones, or those of another bench (a second node).</summary>
    public static async Task<LaneBench> StartAsync(TestDatabase database, int tenants = 1, LaneBench? beside = null, TimeProvider? clock = null, string zone = "Africa/Nairobi")
    {
        clock ??= beside?.Clock ?? TimeProvider.System;
        List<Tenant> shops = beside?._tenants ?? [];
        for (var i = beside is null ? 0 : tenants; i < tenants; i++)
        {
            var id = await database.CreateTenantAsync();
            Tenant tenant = new(id, "shop", "Acme Spa", "spa", TenantStatus.Active, "en", i == 0 ? zone : "Africa/Nairobi", clock.GetUtcNow());
            await using var seed = await database.Database.OpenAsync(TestContext.Current.CancellationToken);
            await new DemoCatalog(clock).SeedAsync(seed, tenant, TestContext.Current.CancellationToken);
            shops.Add(tenant);
        }
        var connection = await database.Database.OpenDedicatedAsync(TestContext.Current.CancellationToken);
        await LaneStore.BeginSessionAsync(connection, Lane, TestContext.Current.CancellationToken);
        return new LaneBench(database, connection, shops, clock);
    }

    /// <summary>A text from a customer, by phone number.</summary>
    public InboxEvent Text(string phone, string text, int tenant = 0) => Event(phone, new { body = text }, tenant);

    /// <summary>An event whose body is given.</summary>
    public InboxEvent Raw(byte[] body, int tenant = 0) => new(
        Interlocked.Increment(ref s_seq), Clock.GetUtcNow(), _tenants[tenant].Id, ChannelKind.WhatsApp, "message.text", Interlocked.Read(ref s_seq), "1065", body);

    /// <summary>Handles events as one batch.</summary>
    public async Task<LaneBatch> HandleAsync(params InboxEvent[] events)
    {
        LaneBatch batch = new(Lane, 0, _connection, events);
        await Handler.HandleAsync(batch, TestContext.Current.CancellationToken);
        return batch;
    }

    /// <summary>Someone of the shop writes to the customer from the phone.</summary>
    public async Task EchoAsync(string phone, string text, string id = "wamid.echo")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { from = "1065", to = phone, id, type = "text", text = new { body = text } });
        LaneBatch batch = new(Lane, 0, _connection, [Raw(body) with { Kind = "echo.text" }]);
        await Echoes.HandleAsync(batch, TestContext.Current.CancellationToken);
        Assert.Empty(batch.Failures);
    }

    /// <summary>Handles one text and reads the reply from the database.</summary>
    public async Task<string?> SayAsync(string phone, string text, int tenant = 0)
    {
        var received = Text(phone, text, tenant);
        await HandleAsync(received);
        return await ReplyAsync(received, tenant);
    }

    /// <summary>What was answered to an event; null when nothing.</summary>
    public async Task<string?> ReplyAsync(InboxEvent received, int tenant = 0) =>
        (await _database.QueryAsync<string>($"select text from {Schema(tenant)}.messages where direction = 1 and event_seq = @Seq", new { received.Seq })).SingleOrDefault();

    public string Schema(int tenant = 0) => Ratiba.Engine.Storage.TenantSchema.NameOf(_tenants[tenant].Id);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _services.DisposeAsync();
    }

    private InboxEvent Event(string phone, object text, int tenant)
    {
        var seq = Interlocked.Increment(ref s_seq);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            contact = new { profile = new { name = "Amina" }, wa_id = phone },
            message = new { from = phone, id = "wamid." + seq, timestamp = Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), type = "text", text },
        });
        return new InboxEvent(seq, Clock.GetUtcNow(), _tenants[tenant].Id, ChannelKind.WhatsApp, "message.text", phone.GetHashCode(StringComparison.Ordinal), "1065", body);
    }
}
