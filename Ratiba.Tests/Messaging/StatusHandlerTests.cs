using Microsoft.Extensions.DependencyInjection;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Messaging;

public sealed class StatusHandlerTests(PostgresCluster cluster)
{
    private const short Lane = 1;
    private static readonly TenantId Tenant = TenantId.New(TimeProvider.System);
    private int _seq;

    // Fails when the ranks of AddStatuses are left out: saw a read message go back to delivered.
    [Fact]
    public async Task StatusesInAnyOrder_OnlyMoveForward()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        (string[] Statuses, OutboxState End)[] stories =
        [
            (["sent", "delivered", "read"], OutboxState.Read),
            (["sent", "delivered", "failed"], OutboxState.Delivered),
            (["sent", "failed"], OutboxState.Failed),
            (["sent", "sent", "delivered"], OutboxState.Delivered),
            (["played"], OutboxState.Read),
            (["sent", "deleted"], OutboxState.Sent),
        ];
        var random = new Random(3);
        foreach (var (statuses, end) in stories)
        {
            for (var round = 0; round < 6; round++)
            {
                var row = await InsertAsync(database, state: 1, providerId: $"wamid.{_seq}-{round}");
                random.Shuffle(statuses);
                foreach (var status in statuses)
                    await HandleAsync(database, round % 2 == 0 ? ByKey(row, status) : ByProviderId($"wamid.{row.ProviderId}", status));
                Assert.Equal((short)end, await database.ScalarAsync<short>("select state from public.outbox where id = @id", new { id = row.Id }));
            }
        }
    }

    [Fact]
    public async Task StatusWithOurKey_ProvesAnUnknownSend()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var row = await InsertAsync(database, state: 0, providerId: null);

        await HandleAsync(database, ByKey(row, "sent", "wamid.new"));

        Assert.Equal((1, "wamid.new"), (await database.QueryAsync<(short, string)>("select state, provider_id from public.outbox")).Select(found => ((int)found.Item1, found.Item2)).Single());
    }

    [Fact]
    public async Task Failure_KeepsTheCodeAndOurWordsAndTellsTheOwner()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var row = await InsertAsync(database, state: 1, providerId: "wamid.1");

        await HandleAsync(database, ByKey(row, "failed", "wamid.1", code: 131042));

        var (state, code, error) = (await database.QueryAsync<(short, int, string)>("select state, error_code, error from public.outbox")).Single();
        Assert.Equal((4, 131042), (state, code));
        Assert.StartsWith("billing: WhatsApp has a problem with the payment method.", error, StringComparison.Ordinal);
        Assert.Equal("channel_stopped", await database.ScalarAsync<string>("select kind from public.owner_tasks"));
    }

    [Fact]
    public async Task AnotherTenantsStatus_ChangesNothing()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var row = await InsertAsync(database, state: 1, providerId: "wamid.1");

        await HandleAsync(database, ByKey(row, "read") with { Tenant = TenantId.New(TimeProvider.System) });

        Assert.Equal(1, await database.ScalarAsync<short>("select state from public.outbox"));
    }

    [Fact]
    public async Task UnknownAndUnreadableStatuses_AreSettled()
    {
        await using var database = await cluster.CreateDatabaseAsync();

        await HandleAsync(
            database, ByProviderId("wamid.nobodys", "read"), Event("{"), Event("[]"), Event("""{"status":"sent"}"""), Event("""{"id":null,"status":["read"]}"""),
            Event("""{"id":"wamid.2","status":"warming_up"}"""));

        Assert.Equal(6, await database.ScalarAsync<long>("select count(*) from public.inbox_settled"));
    }

    [Theory]
    [InlineData("status-sent", OutboxState.Sent)]
    [InlineData("status-delivered", OutboxState.Delivered)]
    [InlineData("status-read", OutboxState.Read)]
    [InlineData("status-played-voice", OutboxState.Read)]
    [InlineData("status-read-group-participant", OutboxState.Read)]
    [InlineData("status-failed-130472-experiment", OutboxState.Failed)]
    [InlineData("status-sent-with-biz_opaque_callback_data", OutboxState.Sent)]
    internal async Task Fixture_IsReadAsItsState(string file, OutboxState state)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var received = Fixtures.WhatsAppStatus(file) with { Tenant = Tenant, Seq = ++_seq, ReceivedAt = TimeProvider.System.GetUtcNow() };
        using var status = System.Text.Json.JsonDocument.Parse(received.Body);
        await InsertAsync(database, state: 0, providerId: status.RootElement.GetProperty("id").GetString());

        await HandleAsync(database, received);

        Assert.Equal((short)state, await database.ScalarAsync<short>("select state from public.outbox"));
    }

    private static async Task HandleAsync(TestDatabase database, params InboxEvent[] events)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var handler = new StatusHandler(
            new OutboxStore(database.Database, TimeProvider.System),
            new MessagingInstruments(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()));
        Assert.All(events, received => Assert.True(handler.Handles(received.Kind)));
        await using var connection = await database.Database.OpenAsync(TestContext.Current.CancellationToken);
        await handler.HandleAsync(new LaneBatch(Lane, 0, connection, events), TestContext.Current.CancellationToken);
    }

    private async Task<(Guid Id, string? ProviderId)> InsertAsync(TestDatabase database, short state, string? providerId)
    {
        var id = RowId.New(TimeProvider.System);
        await database.ExecuteAsync(
            """
            insert into public.outbox (id, tenant_id, lane, channel, account, recipient, conversation, kind, body, state, next_at, provider_id)
            values (@id, @tenant, 1, 1, 'a', '1', 1, 'message', ''::bytea, @state, now(), @providerId)
            """,
            new { id, tenant = Tenant.Value, state, providerId });
        return (id, providerId?["wamid.".Length..]);
    }

    private InboxEvent ByKey((Guid Id, string? ProviderId) row, string status, string providerId = "wamid.x", int? code = null) =>
        Event($$"""{"id":"{{providerId}}","status":"{{status}}","biz_opaque_callback_data":"{{row.Id}}","errors":[{"code":{{code ?? 130472}}}]}""");

    private InboxEvent ByProviderId(string providerId, string status) => Event($$"""{"id":"{{providerId}}","status":"{{status}}"}""");

    private InboxEvent Event(string body) =>
        Fixtures.Event(ChannelKind.WhatsApp, "status.sent", body) with { Tenant = Tenant, Seq = ++_seq, ReceivedAt = TimeProvider.System.GetUtcNow() };
}
