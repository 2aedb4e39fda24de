using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Storage;

[assembly: AssemblyFixture(typeof(Ratiba.Tests.Support.PostgresCluster))]

namespace Ratiba.Tests.Support;

/// <summary>
/// The one throw-away cluster of a test run and the migrated template in it. Take it as a constructor parameter of the test class;
/// <see cref="CreateDatabaseAsync"/> gives a database of one's own.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string Template = "migrated";

    /// <summary>Lanes in every test database: few, so that tenants share them.</summary>
    public const int LaneCount = 4;

    private readonly string _folder = TestFolder.Create("cluster");
    private EmbeddedPostgres? _postgres;
    private int _databases;

    private EmbeddedPostgres Postgres => _postgres ?? throw new InvalidOperationException("The cluster has not been started.");

    /// <summary>Starts the cluster and migrates the template.</summary>
    public async ValueTask InitializeAsync()
    {
        // Durable, as in production: readiness refuses anything else, and what is tested is what runs.
        var options = new EmbeddedPostgresOptions { Folder = _folder, SharedBuffersMegabytes = 64, MaxConnections = 200 };
        _postgres = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await ExecuteAsync($"create database {Template}");
        await using (var template = new Database(For(Template), new DatabaseOptions()))
        {
            await new Migrator(template, NullLogger<Migrator>.Instance).MigratePublicAsync(CancellationToken.None);
            await LaneTable.EnsureAsync(template, LaneCount, CancellationToken.None);
            await new Partitions(template, new RetentionOptions(), TimeProvider.System, NullLogger<Partitions>.Instance).RunAsync(CancellationToken.None);
        }
        await ExecuteAsync($"alter database {Template} with is_template true allow_connections false");
    }

    /// <summary>A fresh, migrated database with lanes and the partitions around today; dropped when disposed.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name} template {Template}");
        return new TestDatabase(For(name), () => ExecuteAsync($"drop database {name} with (force)"));
    }

    /// <summary>An empty database, for tests of the migrations themselves.</summary>
    public async Task<TestDatabase> CreateEmptyDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}");
        return new TestDatabase(For(name), () => ExecuteAsync($"drop database {name} with (force)"));
    }

    /// <summary>Stops the cluster and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    private string For(string database) => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Database = database }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
