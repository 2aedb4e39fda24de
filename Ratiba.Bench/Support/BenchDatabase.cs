using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Bench.Support;

/// <summary>A private, durable, migrated cluster for one benchmark, set up as <c>./ratiba up</c> sets up its own; deleted afterwards.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly StorageHost _storage;
    private readonly string _folder;

    private BenchDatabase(StorageHost storage, string folder)
    {
        _storage = storage;
        _folder = folder;
    }

    public string ConnectionString => _storage.ConnectionString;

    public static async Task<BenchDatabase> StartAsync()
    {
        // Not in /tmp where that is memory: the commit's price is the disk's.
        var folder = Path.Combine("/var/tmp", $"ratiba-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var options = new StorageOptions { DataFolder = folder };
        return new BenchDatabase(await StorageHost.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None), folder);
    }

    /// <summary>A registered tenant with this WhatsApp number.</summary>
    public async Task AddTenantAsync(string account)
    {
        var tenant = TenantId.New(TimeProvider.System);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into public.tenants (id, slug, name, vertical, status, default_locale, schema_name, data_key, created_at, updated_at, version, whatsapp_phone_number_id)
            values ($1, 'bench', 'bench', 'spa', 'active', 'en', $2, ''::bytea, now(), now(), 1, $3)
            """,
            connection)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = TenantSchema.NameOf(tenant) }, new() { Value = account } },
        };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
