using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Storage;

public sealed class StorageHostTests(PostgresCluster cluster) : IDisposable
{
    private readonly string _folder = TestFolder.Create("storage");

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public async Task EmbeddedStorage_IsReadyTwice()
    {
        var options = StorageOptions.From(Configuration(("RATIBA_DATA", _folder), ("Lanes:Count", "3"), ("Storage:SharedBuffersMegabytes", "16")));
        await using (var first = await StartAsync(options)) Assert.Empty(first.FailedTenants);

        await using var again = await StartAsync(options);

        await using var connection = await again.Database.OpenAsync(TestContext.Current.CancellationToken);
        await using var lanes = new Npgsql.NpgsqlCommand("select count(*)::int from public.lanes", connection);
        Assert.Equal(3, await lanes.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await new DurabilityCheck(again.Database).FindUnsafeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ConfiguredDatabase_IsUsedAndMigrated()
    {
        await using var db = await cluster.CreateEmptyDatabaseAsync();
        var options = StorageOptions.From(Configuration(("RATIBA_DATABASE", db.ConnectionString), ("RATIBA_DATA", _folder)));

        await using var storage = await StartAsync(options);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        await db.ExecuteAsync(
            "insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body) values (0, gen_random_uuid(), 1, 'k', 0, 'a', '')");
    }

    [Fact]
    public async Task UnreachableDatabase_IsNamed()
    {
        var options = StorageOptions.From(Configuration(("RATIBA_DATABASE", "Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=shops")));

        var refused = await Assert.ThrowsAsync<StorageException>(() => StartAsync(options));

        Assert.Contains("127.0.0.1:1, database shops", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lanes:Count", "0")]
    [InlineData("Lanes:Count", "many")]
    [InlineData("Storage:Retention:Keys", "7.00:00:00")]
    public void ValueOutOfRange_IsRefusedByName(string name, string value)
    {
        var refused = Assert.Throws<StorageException>(() => StorageOptions.From(Configuration((name, value))));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    private static Task<StorageHost> StartAsync(StorageOptions options) =>
        StorageHost.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    private static IConfiguration Configuration(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build();
}
