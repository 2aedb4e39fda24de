using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Storage;

public sealed class MigratorTests(PostgresCluster cluster)
{
    private static readonly MigrationScripts WithOneMore =
        new([.. MigrationScripts.Tenant.All, new MigrationScript("9000_more.sql", "create table $schema$.more (n int); insert into $schema$.more values (1);")]);

    [Fact]
    public async Task TenantSchema_IsMadeOnceHoweverOften()
    {
        await using var db = await cluster.CreateDatabaseAsync();

        var tenant = await db.CreateTenantSchemaAsync();
        await db.CreateTenantSchemaAsync(tenant);

        var schema = TenantSchema.NameOf(tenant);
        Assert.Equal(MigrationScripts.Tenant.All.Count, await db.ScalarAsync<int>($"select count(*)::int from {schema}.migrations"));
        Assert.Equal(1, await db.ScalarAsync<long>($"select version from {schema}.catalog_version"));
    }

    [Fact]
    public async Task TenantSchema_IsDroppedWithItsVersion()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var tenant = await db.CreateTenantSchemaAsync();
        var migrator = new Migrator(db.Database, NullLogger<Migrator>.Instance);

        await migrator.DropTenantSchemaAsync(tenant, TestContext.Current.CancellationToken);
        await migrator.DropTenantSchemaAsync(tenant, TestContext.Current.CancellationToken);

        Assert.False(await db.ScalarAsync<bool>("select exists (select 1 from pg_namespace where nspname like 't\\_%')"));
        Assert.Equal(0, await db.ScalarAsync<int>("select count(*)::int from public.tenant_versions"));
    }

    // DbUp's own variables look like $name$; the function's $$ quotes must come through.
    [Fact]
    public async Task FunctionBody_SurvivesTheMigration()
    {
        await using var db = await cluster.CreateDatabaseAsync();

        await db.ExecuteAsync("select public.hold_lane(0::smallint, 0)");
        var stale = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync("select public.hold_lane(0::smallint, 7)"));

        Assert.Equal("RT001", stale.SqlState);
    }

    // Fails without the advisory lock: duplicate key in pg_type.
    [Fact]
    public async Task TwoNodesStartingTogether_MigrateOnce()
    {
        await using var db = await cluster.CreateEmptyDatabaseAsync();
        var migrator = new Migrator(db.Database, NullLogger<Migrator>.Instance);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => migrator.MigratePublicAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(MigrationScripts.Public.All.Count, await db.ScalarAsync<int>("select count(*)::int from public.migrations"));
    }

    // Fails when the catch around one tenant is removed: the whole run threw and the third tenant stayed behind.
    [Fact]
    public async Task BrokenTenant_DoesNotStopTheRest_AndIsTriedAgain()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        TenantId[] tenants = [await db.CreateTenantAsync(), await db.CreateTenantAsync(), await db.CreateTenantAsync()];
        var broken = TenantSchema.NameOf(tenants[1]);
        await db.ExecuteAsync($"create table {broken}.more (other text)");
        var migrator = new Migrator(db.Database, NullLogger<Migrator>.Instance) { TenantScripts = WithOneMore };

        var first = await migrator.MigrateTenantsAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(2, first.Migrated);
        var failure = Assert.Single(first.Failures);
        Assert.Equal(tenants[1], failure.Tenant);
        Assert.Contains("9000_more.sql", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(MigrationScripts.Tenant.All.Count, await db.ScalarAsync<int>("select version from public.tenant_versions where tenant_id = @id", new { id = tenants[1].Value }));
        foreach (var healthy in (TenantId[])[tenants[0], tenants[2]])
            Assert.Equal(1, await db.ScalarAsync<int>($"select n from {TenantSchema.NameOf(healthy)}.more"));

        await db.ExecuteAsync($"drop table {broken}.more");
        var second = await migrator.MigrateTenantsAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (second.Migrated, second.Failures.Count));
        var third = await migrator.MigrateTenantsAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (third.Migrated, third.Failures.Count));
    }

    [Fact]
    public async Task InterruptedRun_GoesOnWhereItWas()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        for (var shop = 0; shop < 12; shop++) await db.CreateTenantAsync();
        var migrator = new Migrator(db.Database, NullLogger<Migrator>.Instance) { TenantScripts = WithOneMore };
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migrator.MigrateTenantsAsync(new Interrupting(interrupt), interrupt.Token));
        var before = await db.ScalarAsync<int>("select count(*)::int from public.tenant_versions where version = 9000");
        Assert.InRange(before, 1, 11);
        var rest = await migrator.MigrateTenantsAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(12 - before, rest.Migrated);
        Assert.Empty(rest.Failures);
    }

    [Fact]
    public async Task OtherLaneCount_IsRefused()
    {
        await using var db = await cluster.CreateDatabaseAsync();

        await LaneTable.EnsureAsync(db.Database, PostgresCluster.LaneCount, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StorageException>(() => LaneTable.EnsureAsync(db.Database, PostgresCluster.LaneCount + 1, TestContext.Current.CancellationToken));

        Assert.Contains($"Set Lanes:Count to {PostgresCluster.LaneCount}", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Interrupting(CancellationTokenSource interrupt) : IProgress<TenantMigrated>
    {
        public void Report(TenantMigrated value) => interrupt.Cancel();
    }
}
