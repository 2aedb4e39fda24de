using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// The storage, ready before anything else starts and stopped after everything else has.
/// <list type="number">
/// <item>The configured server, or the embedded one.</item>
/// <item>The schema <c>public</c>, its lanes, its partitions and keys.</item>
/// <item>The tenants' schemas; one that fails is reported and does not hold up the others.</item>
/// </list>
/// </summary>
public sealed partial class StorageHost : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;
    private int _disposed;

    private StorageHost(EmbeddedPostgres? embedded, string connectionString, StorageOptions options)
    {
        _embedded = embedded;
        ConnectionString = connectionString;
        Options = options;
        Database = new Database(connectionString, options.Connections);
    }

    /// <summary>How the database is reached; holds a password.</summary>
    public string ConnectionString { get; }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>As it was started.</summary>
    public StorageOptions Options { get; }

    /// <summary>Tenants whose schema could not be brought up to date at this start, by the text of their ids and the reason.</summary>
    public IReadOnlyDictionary<string, string> FailedTenants { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts and migrates.</summary>
    /// <exception cref="StorageException">It cannot be used; the message says why and what to do.</exception>
    public static async Task<StorageHost> StartAsync(StorageOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken cancellation)
    {
        EmbeddedPostgres? embedded = null;
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            var settings = options.Embedded ?? new EmbeddedPostgresOptions { Folder = options.DataFolder };
            embedded = await EmbeddedPostgres.StartAsync(settings, clock, logs.CreateLogger<EmbeddedPostgres>(), cancellation);
        }

        var storage = new StorageHost(embedded, embedded?.ConnectionString ?? options.ConnectionString!, options); // one of the two was checked above
        try
        {
            await storage.PrepareAsync(clock, logs, cancellation);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the pools and stops the embedded server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await Database.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    private async Task PrepareAsync(TimeProvider clock, ILoggerFactory logs, CancellationToken cancellation)
    {
        await CheckVersionAsync(cancellation);
        var migrator = new Migrator(Database, logs.CreateLogger<Migrator>());
        await migrator.MigratePublicAsync(cancellation);
        await LaneTable.EnsureAsync(Database, Options.LaneCount, cancellation);
        await new Partitions(Database, Options.Retention, clock, logs.CreateLogger<Partitions>()).RunAsync(cancellation);
        await new KeyRotation(Database, Options.Retention, clock, logs.CreateLogger<KeyRotation>()).RunAsync(cancellation);
        var tenants = await migrator.MigrateTenantsAsync(null, cancellation);
        FailedTenants = tenants.Failures.ToDictionary(failure => failure.Tenant.ToString(), failure => failure.Reason);
        var log = logs.CreateLogger<StorageHost>();
        LogReady(log, _embedded is not null, tenants.Migrated, tenants.Failures.Count);
    }

    private async Task CheckVersionAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Database.OpenAsync(cancellation);
            if (connection.PostgreSqlVersion.Major < ServerBinaries.OldestMajor)
                throw new StorageException(
                    $"The server of RATIBA_DATABASE is PostgreSQL {connection.PostgreSqlVersion}; version {ServerBinaries.OldestMajor} or newer is needed.");
        }
        catch (NpgsqlException unreachable) when (_embedded is null)
        {
            var target = new NpgsqlConnectionStringBuilder(ConnectionString);
            throw new StorageException(
                $"The server of RATIBA_DATABASE ({target.Host}:{target.Port}, database {target.Database}) does not take connections: {unreachable.Message}", unreachable);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage is ready (embedded server: {Embedded}); {Migrated} tenants migrated, {Failed} failed")]
    private static partial void LogReady(ILogger log, bool embedded, int migrated, int failed);
}
