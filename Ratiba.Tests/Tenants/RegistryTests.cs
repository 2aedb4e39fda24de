using Ratiba.Engine.Lanes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>The registry, its snapshot in memory, and the status machine (TN2, TN5).</summary>
public sealed class RegistryTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Fails when ExecuteAsync does not poll: the wait ends with the test's time-out.
    [Fact(Timeout = 30_000)]
    public async Task ChangeByAnotherNode_IsFollowed()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var here = await TenantNode.StartAsync(database, pollInterval: "00:00:00.020");
        await using var there = await TenantNode.StartAsync(database);

        var tenant = await OnboardAsync(there, "acme-spa");
        await UntilAsync(here, directory => directory.Find(tenant)?.Status == TenantStatus.Trial, TestContext.Current.CancellationToken);
        Assert.Equal(LaneMap.Of(tenant, PostgresCluster.LaneCount), here.Directory.Current.Route(ChannelKind.Web, "acme-spa")!.Lane);

        await there.Registry.SuspendAsync(tenant, "test", Cancellation);
        await UntilAsync(here, directory => directory.Find(tenant)?.Status == TenantStatus.Suspended, TestContext.Current.CancellationToken);
        Assert.False(here.Directory.Current.Route(ChannelKind.Web, "acme-spa")!.Serves);

        await database.ExecuteAsync("delete from public.tenants where slug = 'acme-spa'");
        await UntilAsync(here, directory => directory.Find(tenant) is null, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task DatabaseGoesAway_TheOldSnapshotStays()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database, pollInterval: "00:00:00.020");
        var tenant = await OnboardAsync(node, "acme-spa");

        await database.ExecuteAsync("alter table public.registry_version rename to gone");
        await Assert.ThrowsAnyAsync<Exception>(() => node.Get<RegistryWatcher>().RefreshAsync(Cancellation));
        Assert.NotNull(node.Directory.Find(tenant));

        await database.ExecuteAsync("alter table public.gone rename to registry_version");
        await database.ExecuteAsync("with v as (update public.registry_version set version = version + 1 returning version) update public.tenants set name = 'New', version = v.version from v");
        await UntilAsync(node, directory => directory.Find(tenant)?.Name == "New", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Moves_FollowTheStatusMachine_AndAreAudited()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var tenant = await OnboardAsync(node, "acme-spa");

        var refused = Assert.IsType<MoveResult.NotAllowed>(await node.Registry.RestoreAsync(tenant, "test", Cancellation));
        Assert.Equal((TenantStatus.Trial, "Suspend Delete"), (refused.Status, string.Join(' ', refused.Allowed)));
        Assert.Equal(TenantStatus.Suspended, Assert.IsType<MoveResult.Moved>(await node.Registry.SuspendAsync(tenant, "test", Cancellation)).Detail.Tenant.Status);
        Assert.Equal(TenantStatus.Suspended, node.Directory.Find(tenant)?.Status);
        refused = Assert.IsType<MoveResult.NotAllowed>(await node.Registry.SuspendAsync(tenant, "test", Cancellation));
        Assert.Equal([TenantMove.Restore, TenantMove.Delete], refused.Allowed);
        Assert.Equal(TenantStatus.Active, Assert.IsType<MoveResult.Moved>(await node.Registry.RestoreAsync(tenant, "test", Cancellation)).Detail.Tenant.Status);
        Assert.IsType<MoveResult.NoSuchTenant>(await node.Registry.SuspendAsync(TenantId.New(TimeProvider.System), "test", Cancellation));

        Assert.Equal(
            ["tenant.onboard provisioning -> trial", "tenant.suspend trial -> suspended", "tenant.restore suspended -> active"],
            await database.QueryAsync<string>("select what || ' ' || detail from public.tenant_audit order by id"));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public async Task DeletedTenant_CanBeRestoredWithinSevenDays(int daysAgo, bool restored)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var tenant = await OnboardAsync(node, "acme-spa");
        await database.ExecuteAsync("update public.tenants set status = 'deleted', status_at = now() - make_interval(days => @daysAgo)", new { daysAgo });

        var result = await node.Registry.RestoreAsync(tenant, "test", Cancellation);

        if (restored) Assert.IsType<MoveResult.Moved>(result);
        else Assert.Empty(Assert.IsType<MoveResult.NotAllowed>(result).Allowed);
    }

    [Fact]
    public async Task AccountOfAnotherTenant_StaysReserved_AlsoWhenThatOneIsDeleted()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var (one, two) = (await OnboardAsync(node, "one-spa"), await OnboardAsync(node, "two-spa"));
        await node.Registry.SetChannelAsync(one, ChannelKind.Messenger, "page", "token", "test", Cancellation);
        await database.ExecuteAsync("update public.tenants set status = 'deleted' where slug = 'one-spa'");

        Assert.Equal(ChannelChange.AccountTaken, await node.Registry.SetChannelAsync(two, ChannelKind.Messenger, "page", "token", "test", Cancellation));
        Assert.Equal(ChannelChange.Done, await node.Registry.SetChannelAsync(two, ChannelKind.Instagram, "page", "token", "test", Cancellation));
        Assert.IsType<OnboardingResult.SlugTaken>(await node.Onboarding.OnboardAsync(OnboardingTests.Application("one-spa"), "test", Cancellation));
    }

    [Fact]
    public async Task Pages_AreInOrderOfOnboarding_AndStableUnderInserts()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var ids = new List<TenantId>();
        for (var i = 0; i < 3; i++) ids.Add(await OnboardAsync(node, $"shop-{i}"));

        var first = await node.Registry.PageAsync(TenantId.None, 2, Cancellation);
        ids.Add(await OnboardAsync(node, "shop-3"));
        var second = await node.Registry.PageAsync(first[^1].Tenant.Id, 2, Cancellation);

        Assert.Equal(ids, first.Concat(second).Select(detail => detail.Tenant.Id));
    }

    private static async Task<TenantId> OnboardAsync(TenantNode node, string slug) => Assert.IsType<OnboardingResult.Onboarded>(
        await node.Onboarding.OnboardAsync(OnboardingTests.Application(slug), "test", Cancellation)).Detail.Tenant.Id;

    private static async Task UntilAsync(TenantNode node, Func<TenantDirectory, bool> reached, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = node.Directory.Changed;
            if (reached(node.Directory)) return;
            await changed.WaitAsync(cancellation);
        }
    }
}
