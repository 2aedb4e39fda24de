using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Storage;

[assembly: AssemblyFixture(typeof(Ratiba.Tests.Support.PostgresCluster))]

namespace Ratiba.Tests.Support;

/// <summary>
/// The one throw-away cluster of a test run and the migrated template in it. Take it as a constructor parameter of the test class;
/// <see cref="CreateDatabaseAsync"/> gives a database of one's own.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Template = "migrated";

    /// <summary>Lanes in every test database: few, so that tenants share them.</summary>
    public const int LaneCount = 4;

    private string? _folder;
    private readonly Lazy<Task<EmbeddedPostgres>> _postgres;
    private int _databases;

    /// <summary>Starts nothing: a run that needs no database does not pay for one.</summary>
    public PostgresCluster() => _postgres = new Lazy<Task<EmbeddedPostgres>>(StartAsync);

    /// <summary>A fresh, migrated database with lanes and the partitions around today; dropped when disposed.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => CreateAsync($"template {Template}");

    /// <summary>An empty database, for tests of the migrations themselves.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync() => CreateAsync("");

    /// <summary>Stops the cluster and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        // A start that failed has told every test already.
        if (_postgres is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started }) await (await started).DisposeAsync();
        if (_folder is not null) TestFolder.Delete(_folder);
    }

    private async Task<EmbeddedPostgres> StartAsync()
    {
        TestFolder.DeleteForgotten();
        _folder = TestFolder.Create("cluster");
        // Durable, as in production: readiness refuses anything else, and what is tested is what runs.
        var options = new EmbeddedPostgresOptions { Folder = _folder, SharedBuffersMegabytes = 64, MaxConnections = 200 };
        var postgres = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await ExecuteAsync(postgres, $"create database {Template}");
        await using (var template = new Database(For(postgres, Template), new DatabaseOptions()))
        {
            await new Migrator(template, NullLogger<Migrator>.Instance).MigratePublicAsync(CancellationToken.None);
            await LaneTable.EnsureAsync(template, LaneCount, CancellationToken.None);
            await new Partitions(template, new RetentionOptions(), TimeProvider.System, NullLogger<Partitions>.Instance).RunAsync(CancellationToken.None);
        }
        await ExecuteAsync(postgres, $"alter database {Template} with is_template true allow_connections false");
        return postgres;
    }

    private async Task<TestDatabase> CreateAsync(string how)
    {
        var postgres = await _postgres.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(postgres, $"create database {name} {how}");
        return new TestDatabase(For(postgres, name), () => ExecuteAsync(postgres, $"drop database {name} with (force)"));
    }

    private static string For(EmbeddedPostgres postgres, string database) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = database }.ConnectionString;

    private static async Task ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
