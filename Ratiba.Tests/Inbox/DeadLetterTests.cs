using System.Net;
using System.Text.Json;
using Ratiba.Tests.Lanes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Inbox;

/// <summary>Parked events keep their reason and find their way back (OB2, OB3, TN3).</summary>
public sealed class DeadLetterTests(PostgresCluster cluster)
{
    private const string Route = "/api/v1/admin/dead-letters";

    [Fact]
    public async Task MessageBeforeItsNumberIsConnected_ComesBackWhenItIs()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await ProbeHandler.CreateTableAsync(database);
        await using var node = await LaneNode.StartAsync(database, new ProbeHandler());
        await LaneNode.SendAsync(node, "254700000001", "wamid.early", "hello");
        Assert.Equal("unknown_tenant", await database.ScalarAsync<string>("select reason from public.dead_letters"));

        await database.CreateTenantAsync(account: LaneNode.Account);
        await LaneNode.SettledAsync(database, 1);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.effects"));
        Assert.NotNull(await database.ScalarAsync<DateTime?>("select replayed_at from public.dead_letters"));
    }

    [Fact]
    public async Task MessageToASuspendedTenant_WaitsForTheRestore()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await ProbeHandler.CreateTableAsync(database);
        var tenant = await database.CreateTenantAsync(account: LaneNode.Account);
        await SetStatusAsync(database, tenant.Value, "suspended");
        await using var node = await LaneNode.StartAsync(database, new ProbeHandler());
        using (var answer = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(LaneNode.Account, "254700000001", "wamid.1", "hello")))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("tenant_suspended", await database.ScalarAsync<string>("select reason from public.dead_letters"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));

        await SetStatusAsync(database, tenant.Value, "active");
        await LaneNode.SettledAsync(database, 1);
    }

    [Fact]
    public async Task Replay_HappensOnceAndOnlyForItsOwnTenant()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await ProbeHandler.CreateTableAsync(database);
        var broken = true;
        var probe = new ProbeHandler
        {
            Before = (batch, _) =>
            {
                if (broken) foreach (var one in batch.Events) batch.Park(one, "broken", "for the test");
                return Task.CompletedTask;
            },
        };
        await using var node = await LaneNode.StartAsync(database, probe);
        var mine = await SignInAsync(node, "mine", LaneNode.Account);
        var other = await SignInAsync(node, "other", "2002");
        await LaneNode.SendAsync(node, "254700000001", "wamid.1", "hello");
        await LaneNode.SettledAsync(database, 1);

        var letter = (await ListAsync(node, mine)).Single();
        Assert.Equal(("broken", "for the test", "message.text"), (letter.GetProperty("reason").GetString(), letter.GetProperty("detail").GetString(), letter.GetProperty("kind").GetString()));
        Assert.Empty(await ListAsync(node, other));
        var id = letter.GetProperty("id").GetString()!;
        broken = false;
        Assert.Equal(HttpStatusCode.NotFound, await ReplayAsync(node, other, id));
        Assert.Equal(HttpStatusCode.Accepted, await ReplayAsync(node, mine, id));
        Assert.Equal(HttpStatusCode.Conflict, await ReplayAsync(node, mine, id));
        Assert.Equal(HttpStatusCode.NotFound, await ReplayAsync(node, mine, Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await ReplayAsync(node, mine, "x"));
        await LaneNode.SettledAsync(database, 2);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.effects"));
    }

    private static Task SetStatusAsync(TestDatabase database, Guid tenant, string status) => database.ExecuteAsync(
        """
        with raised as (update public.registry_version set version = version + 1 returning version)
        update public.tenants set status = @status, version = raised.version from raised where id = @tenant
        """,
        new { tenant, status });

    private static async Task<string> SignInAsync(RatibaNode node, string slug, string account) =>
        await node.Http.SignInAsync(slug, await node.Http.OnboardAsync(slug, account));

    private static Task<IReadOnlyList<JsonElement>> ListAsync(RatibaNode node, string token) => node.Http.ItemsAsync(token, Route);

    private static Task<HttpStatusCode> ReplayAsync(RatibaNode node, string token, string id) =>
        node.Http.StatusAsync(token, HttpMethod.Post, $"{Route}/{id}/replay");
}
