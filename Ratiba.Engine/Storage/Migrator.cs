using Dapper;
using DbUp.Engine;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Storage;

/// <summary>
/// Brings schemas up to date: forward only, each file once, a schema's files in one transaction, safe for several nodes at once.
/// DbUp is synchronous, so it runs on threads of its own and never on those that serve requests.
/// </summary>
internal sealed partial class Migrator(Database database, ILogger<Migrator> log)
{
    private const string Journal = "migrations";

    // Two cores: more only makes the tenants of the first seconds wait for each other.
    private const int Parallelism = 4;

    private readonly Database _database = database;
    private readonly ILogger _log = log;

    /// <summary>What a tenant's schema is made of. Tests put their own here.</summary>
    internal MigrationScripts TenantScripts { get; init; } = MigrationScripts.Tenant;

    /// <summary>Brings <c>public</c> up to date; waits for a node that is at it.</summary>
    /// <exception cref="StorageException">A file failed; nothing of it took effect.</exception>
    public async Task MigratePublicAsync(CancellationToken cancellation)
    {
        await using var turn = await AdvisoryLock.TakeAsync(_database, LockSubject.PublicMigration, cancellation);
        await UpgradeAsync("public", MigrationScripts.Public);
    }

    /// <summary>Makes a tenant's schema, or finishes one that was begun. Doing it twice is doing it once.</summary>
    /// <exception cref="StorageException">A file failed; nothing of this call took effect.</exception>
    public async Task CreateTenantSchemaAsync(TenantId tenant, CancellationToken cancellation)
    {
        var schema = TenantSchema.NameOf(tenant);
        await using var turn = await AdvisoryLock.TakeAsync(_database, tenant, cancellation);
        await UpgradeAsync(schema, TenantScripts);
        await RecordAsync(tenant, TenantScripts.Version, null, cancellation);
    }

    /// <summary>Drops a tenant's schema with all that is in it. Doing it twice is doing it once.</summary>
    public async Task DropTenantSchemaAsync(TenantId tenant, CancellationToken cancellation)
    {
        var schema = TenantSchema.NameOf(tenant);
        await using var turn = await AdvisoryLock.TakeAsync(_database, tenant, cancellation);
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            $"drop schema if exists {schema} cascade; delete from public.tenant_versions where tenant_id = '{tenant.Value}'", cancellationToken: cancellation));
    }

    /// <summary>
    /// Brings every registered tenant's schema up to date, a few at a time. A tenant that fails keeps its old version and its reason; the others go on.
    /// Interrupted, it goes on at the next start where it was. Tenants being onboarded are the onboarding's own business.
    /// </summary>
    /// <param name="progress">Told after each tenant; may be null.</param>
    /// <param name="cancellation">Ends it between two tenants.</param>
    public async Task<TenantMigrations> MigrateTenantsAsync(IProgress<TenantMigrated>? progress, CancellationToken cancellation)
    {
        await using var turn = await AdvisoryLock.TakeAsync(_database, LockSubject.TenantMigrations, cancellation);
        var behind = await FindBehindAsync(cancellation);
        var failures = new System.Collections.Concurrent.ConcurrentBag<TenantMigrationFailure>();
        var done = 0;
        await Parallel.ForEachAsync(behind, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation }, async (tenant, token) =>
        {
            try
            {
                await CreateTenantSchemaAsync(tenant, token);
            }
            catch (StorageException failure)
            {
                LogTenantFailed(failure, tenant);
                failures.Add(new TenantMigrationFailure(tenant, failure.Message));
                await RecordAsync(tenant, 0, failure.Message, token);
            }
            progress?.Report(new TenantMigrated(tenant, Interlocked.Increment(ref done), behind.Count));
        });
        return new TenantMigrations(behind.Count - failures.Count, [.. failures]);
    }

    private async Task<IReadOnlyList<TenantId>> FindBehindAsync(CancellationToken cancellation)
    {
        const string sql =
            """
            select t.id from public.tenants t left join public.tenant_versions v on v.tenant_id = t.id
            where t.status <> 'provisioning' and (v.version is null or v.version < @version or v.failure is not null)
            order by t.id
            """;
        await using var connection = await _database.OpenAsync(cancellation);
        var ids = await connection.QueryAsync<Guid>(new CommandDefinition(sql, new { version = TenantScripts.Version }, cancellationToken: cancellation));
        return [.. ids.Select(id => new TenantId(id))];
    }

    private async Task RecordAsync(TenantId tenant, int version, string? failure, CancellationToken cancellation)
    {
        const string sql =
            """
            insert into public.tenant_versions (tenant_id, version, failure) values (@tenant, @version, @failure)
            on conflict (tenant_id) do update set version = greatest(tenant_versions.version, excluded.version), failure = excluded.failure, updated_at = now()
            """;
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { tenant = tenant.Value, version, failure }, cancellationToken: cancellation));
    }

    private async Task UpgradeAsync(string schema, MigrationScripts scripts)
    {
        // Not cancellable half-way: DbUp has no token, and its transaction is all or nothing.
        var result = await Task.Factory.StartNew(() => Upgrade(schema, scripts), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!result.Successful)
            throw new StorageException($"The migration {result.ErrorScript?.Name ?? "journal"} of schema {schema} failed: {result.Error.Message}", result.Error);
    }

    private DatabaseUpgradeResult Upgrade(string schema, MigrationScripts scripts) =>
        PostgresqlExtensions.PostgresqlDatabase(new PostgresqlConnectionManager(_database.Pool), schema)
            .JournalToPostgresqlTable(schema, Journal)
            .WithScripts(scripts.All.Select(script => new SqlScript(script.Name, script.Text)))
            // DbUp's variables look like $this$; a function body's $$ has no name and is left alone. Never write $name$ quotes in a migration.
            .WithVariable("schema", schema)
            .WithTransaction()
            .WithExecutionTimeout(TimeSpan.FromHours(1))
            .LogToNowhere()
            .Build()
            .PerformUpgrade();

    [LoggerMessage(Level = LogLevel.Error, Message = "Tenant {Tenant} was not migrated")]
    private partial void LogTenantFailed(Exception failure, TenantId tenant);
}

/// <summary>One tenant was looked after.</summary>
internal sealed record TenantMigrated(TenantId Tenant, int Done, int Total);

/// <summary>What migrating all tenants came to.</summary>
/// <param name="Migrated">Tenants that were behind and no longer are.</param>
/// <param name="Failures">Tenants that still are.</param>
internal sealed record TenantMigrations(int Migrated, IReadOnlyList<TenantMigrationFailure> Failures);

/// <summary>A tenant whose schema stays behind, and why.</summary>
internal sealed record TenantMigrationFailure(TenantId Tenant, string Reason);
