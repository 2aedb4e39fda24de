using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;

namespace Ratiba.Tests.Support;

/// <summary>One test's own database.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>The master key of every test node.</summary>
    public const string MasterKey = "dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLWxvbmc=";

    private readonly Func<Task> _drop;
    private readonly List<NodeProcess> _nodes = [];

    internal TestDatabase(string connectionString, Func<Task> drop)
    {
        _drop = drop;
        ConnectionString = connectionString;
        Database = new Database(connectionString, new DatabaseOptions());
    }

    /// <summary>For what makes its own connections.</summary>
    public string ConnectionString { get; }

    /// <summary>As the engine sees it.</summary>
    public Database Database { get; }

    /// <summary>Makes a tenant's schema (no registry row); a new id when none is given.</summary>
    public async Task<TenantId> CreateTenantSchemaAsync(TenantId? tenant = null)
    {
        var id = tenant ?? TenantId.New(TimeProvider.System);
        await new Migrator(Database, NullLogger<Migrator>.Instance).CreateTenantSchemaAsync(id, TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Registers an active tenant and makes its schema.</summary>
    public async Task<TenantId> CreateTenantAsync(string? slug = null, string? account = null)
    {
        var id = await CreateTenantSchemaAsync();
        await ExecuteAsync(
            """
            with raised as (update public.registry_version set version = version + 1 returning version)
            insert into public.tenants (id, slug, name, vertical, status, default_locale, schema_name, data_key, created_at, updated_at, version,
              whatsapp_phone_number_id, instagram_page_id, messenger_page_id)
            select @id, @slug, @slug, 'spa', 'active', 'en', @schema, @key, now(), now(), version, @account, @account, @account from raised
            """,
            new { id = id.Value, slug = slug ?? $"shop-{id}", schema = TenantSchema.NameOf(id), account, key = new SecretBox(MasterKeys.Load(MasterKey, "")).NewDataKey(id) });
        return id;
    }

    /// <summary>Makes the partitions around a fake clock's today, and drops what is old by that clock.</summary>
    public Task RunPartitionsAsync(TimeProvider clock) =>
        new Partitions(Database, new RetentionOptions(), clock, NullLogger<Partitions>.Instance).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>Reads rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: TestContext.Current.CancellationToken))];
    }

    /// <summary>Reads one value.</summary>
    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null) => (await QueryAsync<T>(sql, parameters)).Single();

    /// <summary>A node that works on this database ends with it: a test that fails before it disposes of its node leaves no process behind.</summary>
    internal void Own(NodeProcess node) => _nodes.Add(node);

    /// <summary>Ends its nodes, closes the connections and drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await Database.DisposeAsync();
        await _drop();
    }
}
