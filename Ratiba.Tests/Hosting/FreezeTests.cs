using Ratiba.Engine.Lanes;
using Ratiba.Engine.Primitives;
using Ratiba.Sandbox.Hosting;
using Ratiba.Tests.Support;
using static Ratiba.Tests.Hosting.CrashScene;

namespace Ratiba.Tests.Hosting;

/// <summary>
/// RELIABILITY.md 7 with two processes on one database: the owner of a lane is stopped in the middle of its work (<c>kill -STOP</c>), the other takes the lane over
/// and finishes, the first goes on (<c>kill -CONT</c>) as if nothing had happened, and each event has had one effect.
/// </summary>
public sealed class FreezeTests(PostgresCluster cluster)
{
    private const int Early = 5, Late = 20;

    /// <summary>
    /// The owner has read its events and not begun its transaction: nothing but the epoch tells it that it is late. Fails when <c>public.hold_lane</c> does not
    /// compare the epoch: saw the late owner get as far as the primary key of <c>inbox_settled</c> and put the events that it still held down for another try.
    /// Without that key too: saw an event settled twice.
    /// </summary>
    [Fact]
    public async Task OwnerFrozenBeforeItsTransaction_IsRefusedWhenItThaws()
    {
        await using var scene = await TwoNodes.StartAsync(cluster);
        var (database, proxy, first, second) = (scene.Database, scene.Proxy, scene.First, scene.Second);
        var (slug, account) = await ShopOfTheFirstAsync(database, first);
        // The rows that the worker reads carry the message's id.
        var reading = proxy.StopAnswer(MessageId(0));
        for (var number = 0; number < Early; number++) Assert.True(await PostAsync(first, number, account));
        await reading.ReachedAsync();
        await first.FreezeAsync();
        reading.Lift();

        await TakenOverAsync(database);
        for (var number = Early; number < Early + Late; number++) Assert.True(await PostAsync(second, number, account));
        await RepliedAsync(database, Early + Late);
        await first.ThawAsync();
        // It takes new lanes only when it is through with what it held of the old ones.
        await SharedAsync(database);
        await AssertOnceEachAsync(database, Early + Late, slug);
        // Counted where a transaction is refused by its epoch, and nowhere else.
        var metrics = await first.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("ratiba_lanes_lost", metrics, StringComparison.Ordinal);
    }

    /// <summary>
    /// The owner has written its effects and not committed them: its transaction holds the lane's row, and nobody would ever end it but the next owner. Fails when
    /// <c>LaneLeases.TakeAsync</c> does not end stuck sessions: saw the lane stay with the frozen owner.
    /// </summary>
    [Fact]
    public async Task OwnerFrozenInItsTransaction_LosesTheTransactionAndTheLane()
    {
        await using var scene = await TwoNodes.StartAsync(cluster);
        var (database, proxy, first, second) = (scene.Database, scene.Proxy, scene.First, scene.Second);
        var (slug, account) = await ShopOfTheFirstAsync(database, first);
        var settling = proxy.StopRequest(Settlement);
        for (var number = 0; number < Early; number++) Assert.True(await PostAsync(first, number, account));
        await settling.ReachedAsync();
        await first.FreezeAsync();

        await TakenOverAsync(database);
        for (var number = Early; number < Early + Late; number++) Assert.True(await PostAsync(second, number, account));
        await RepliedAsync(database, Early + Late);
        settling.Lift();
        await first.ThawAsync();
        await SharedAsync(database);
        await AssertOnceEachAsync(database, Early + Late, slug);
    }

    /// <summary>Makes shops until one is in a lane of the node that was started first.</summary>
    private static async Task<(string Slug, string Account)> ShopOfTheFirstAsync(TestDatabase database, NodeProcess first)
    {
        await SharedAsync(database);
        for (var number = 0; number < 50; number++)
        {
            var (slug, account) = ($"{Slug}-{number}", $"10{number:00}");
            await first.Http.OnboardAsync(slug, account);
            var lane = LaneMap.Of(new TenantId(await database.ScalarAsync<Guid>($"select id from public.tenants where slug = '{slug}'")), PostgresCluster.LaneCount);
            if (await database.ScalarAsync<bool>($"select owner = ({Oldest}) from public.lanes where lane = {lane}")) return (slug, account);
        }
        throw new InvalidOperationException("None of 50 shops is in a lane of the first node, which has half of the lanes.");
    }

    private const string Oldest = "select id from public.nodes order by started_at limit 1";

    private static Task SharedAsync(TestDatabase database) => Eventually.TrueAsync(
        "each node owns half of the lanes",
        async () => await database.ScalarAsync<long>($"select count(*) from public.lanes where owner = ({Oldest})") == PostgresCluster.LaneCount / 2
            && await database.ScalarAsync<long>("select count(*) from public.lanes where lease_until > now()") == PostgresCluster.LaneCount,
        TimeSpan.FromSeconds(30));

    private static Task TakenOverAsync(TestDatabase database) => Eventually.TrueAsync(
        "the other node owns every lane",
        async () => await database.ScalarAsync<long>($"select count(*) from public.lanes where owner <> ({Oldest})") == PostgresCluster.LaneCount, TimeSpan.FromSeconds(30));

    /// <summary>Two nodes on one database; what the first says to it passes through a proxy.</summary>
    private sealed record TwoNodes(TestDatabase Database, PostgresProxy Proxy, SandboxServer Sandbox, NodeProcess First, NodeProcess Second) : IAsyncDisposable
    {
        public static async Task<TwoNodes> StartAsync(PostgresCluster cluster)
        {
            var database = await cluster.CreateDatabaseAsync();
            try
            {
                PostgresProxy proxy = new(database.ConnectionString);
                var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
                var first = await CrashScene.StartAsync(database, sandbox, ("RATIBA_DATABASE", proxy.ConnectionString));
                return new TwoNodes(database, proxy, sandbox, first, await CrashScene.StartAsync(database, sandbox));
            }
            catch
            {
                // Ends the nodes that have started.
                await database.DisposeAsync();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Second.DisposeAsync();
            await First.DisposeAsync();
            await Sandbox.DisposeAsync();
            await Proxy.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
