using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>Nodes that share a database must share the master key, and are told so at start, not at the first message that cannot be sent.</summary>
public sealed class MasterKeyCheckTests(PostgresCluster cluster)
{
    private const string OtherKey = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

    /// <summary>Fails when <c>TenantsStartup</c> does not run the check: saw the second node start.</summary>
    [Fact]
    public async Task NodeWithAnotherKey_RefusesToStartAndSaysWhatToDo()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var first = await TenantNode.StartAsync(database);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => TenantNode.StartAsync(database, masterKey: OtherKey));

        Assert.Contains("set RATIBA_MASTER_KEY to that of the other nodes", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherKey[..12], refusal.Message, StringComparison.Ordinal);
        await using var sameKey = await TenantNode.StartAsync(database);
    }

    /// <summary>Fails when the fingerprint does not move with the rotation: saw the node with the new key alone refused.</summary>
    [Fact]
    public async Task RotatedKey_IsTheDatabasesFromThenOn()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using (await TenantNode.StartAsync(database)) { }
        await using (await TenantNode.StartAsync(database, masterKey: $"{OtherKey},{TenantNode.MasterKey}")) { }

        await using (await TenantNode.StartAsync(database, masterKey: OtherKey)) { }
        await Assert.ThrowsAsync<StorageException>(() => TenantNode.StartAsync(database));
    }

    /// <summary>The row says nothing about the key.</summary>
    [Fact]
    public async Task StoredFingerprint_IsNotTheKey()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var stored = await database.ScalarAsync<byte[]>("select fingerprint from public.master_key");
        Assert.NotEqual(Convert.FromBase64String(TenantNode.MasterKey), stored);
        Assert.Equal(32, stored.Length);
    }
}
