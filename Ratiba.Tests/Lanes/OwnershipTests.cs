using Microsoft.Extensions.DependencyInjection;
using Ratiba.Engine.Lanes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

/// <summary>
/// RELIABILITY.md 7: a stale epoch is rejected and has no effect. Fails when <c>public.hold_lane</c> is not the first command of a lane transaction: saw the
/// frozen owner get as far as the second guard, the primary key of <c>inbox_settled</c>.
/// </summary>
public sealed class OwnershipTests(PostgresCluster cluster)
{
    [Fact]
    public async Task FrozenOwner_CommitsNothingAfterAnotherHasTakenTheLane()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: LaneNode.Account);
        await ProbeHandler.CreateTableAsync(database);
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously), thaw = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var frozen = new ProbeHandler
        {
            Before = (_, _) =>
            {
                reached.TrySetResult();
                return thaw.Task;
            },
        };
        await using var first = await LaneNode.StartAsync(database, frozen);
        await LaneNode.SendAsync(first, "254700000001", "wamid.1", "hello");
        await reached.Task;

        // The first owner stands between reading and committing. Its leases are taken away as if they had run out, and a second node takes the lanes.
        await database.ExecuteAsync("update public.lanes set epoch = epoch + 1, owner = null, lease_until = '-infinity'");
        await using var second = await LaneNode.StartAsync(database, new ProbeHandler());
        await LaneNode.SettledAsync(database, 1);
        thaw.SetResult();
        await Eventually.TrueAsync("the stale commit is refused", () => Task.FromResult(frozen.Refused.Contains(LaneStore.EpochLost)), TimeSpan.FromSeconds(10));

        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.effects"));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.inbox_settled"));
    }

    [Fact]
    public async Task TwoNodes_ShareTheLanesAndHandEverythingOverOnStop()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: LaneNode.Account);
        await ProbeHandler.CreateTableAsync(database);
        var first = await LaneNode.StartAsync(database, new ProbeHandler(), ("Lanes:Lease", "00:00:03"));
        await using var second = await LaneNode.StartAsync(database, new ProbeHandler(), ("Lanes:Lease", "00:00:03"));
        await OwnsAsync(first, PostgresCluster.LaneCount / 2);
        await OwnsAsync(second, PostgresCluster.LaneCount / 2);

        await first.DisposeAsync();
        await LaneNode.SendAsync(second, "254700000001", "wamid.1", "hello");
        await OwnsAsync(second, PostgresCluster.LaneCount);
        await LaneNode.SettledAsync(database, 1);
    }

    private static Task OwnsAsync(RatibaNode node, int lanes) => Eventually.TrueAsync(
        $"a node owns {lanes} lanes", () => Task.FromResult(node.Services.GetRequiredService<LaneOwnership>().Owned == lanes), TimeSpan.FromSeconds(20));
}
