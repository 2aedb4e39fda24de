using Ratiba.Tests.Support;

namespace Ratiba.Tests.Storage;

public sealed class MigratorTests(PostgresCluster cluster)
{
    [Fact]
    public async Task TenantSchema_IsMadeOnceHoweverOften()
    {
        await using var db = await cluster.CreateDatabaseAsync();

        var tenant = await db.CreateTenantSchemaAsync();
        await db.CreateTenantSchemaAsync(tenant);

        var schema = $"t_{tenant.ToString().ToLowerInvariant()}";
        Assert.Equal(3, await db.ScalarAsync<int>($"select count(*)::int from {schema}.migrations"));
        Assert.Equal(1, await db.ScalarAsync<long>($"select version from {schema}.catalog_version"));
    }
}
