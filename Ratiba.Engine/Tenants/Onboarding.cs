using Microsoft.Extensions.Logging;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Makes a tenant, all of it or nothing (TN1):
/// (1) the registry row reserves the slug, (2) the schema, (3) its seed, (4) the realm with the first admin, (5) the tenant serves.
/// Each step is in the log before it starts. A failure undoes the steps that were begun, last first; what a crash leaves is undone at the next start,
/// or when the same slug is tried again.
/// </summary>
public sealed partial class Onboarding : IDisposable
{
    /// <summary>Undoing is not given up when the client goes away, but it does not last for ever either.</summary>
    private static readonly TimeSpan UndoTimeout = TimeSpan.FromSeconds(30);

    // Each holds a session, a migration thread and a pooled connection; on two cores more at a time only makes all of them slower.
    private readonly SemaphoreSlim _atOnce = new(4);
    private readonly OnboardingStore _store;
    private readonly Database _database;
    private readonly Migrator _migrator;
    private readonly SecretBox _box;
    private readonly IRealms _realms;
    private readonly RegistryWatcher _registry;
    private readonly TenantSeed[] _seeds;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    internal Onboarding(
        OnboardingStore store, Database database, Migrator migrator, SecretBox box, IRealms realms, RegistryWatcher registry,
        IEnumerable<TenantSeed> seeds, TimeProvider clock, ILogger<Onboarding> log)
    {
        _store = store;
        _database = database;
        _migrator = migrator;
        _box = box;
        _realms = realms;
        _registry = registry;
        _seeds = [.. seeds];
        _clock = clock;
        _log = log;
    }

    /// <summary>Onboards one tenant.</summary>
    /// <param name="application">What is asked for.</param>
    /// <param name="actor">Who asks, for the audit log.</param>
    /// <param name="cancellation">Ends it; what was begun is undone.</param>
    public async Task<OnboardingResult> OnboardAsync(TenantApplication application, string actor, CancellationToken cancellation)
    {
        if (application.Problems() is { Count: > 0 } problems) return new OnboardingResult.Invalid(problems);

        await _atOnce.WaitAsync(cancellation);
        try
        {
            var slug = application.Slug!; // valid, so there
            await using var turn = await _store.TryLockAsync(slug, cancellation);
            if (turn is null) return new OnboardingResult.SlugTaken(slug);

            var admin = new TenantAdmin(application.AdminEmail!.ToLowerInvariant(), application.AdminPhone); // valid, so there
            var tenant = New(application);
            if (!await ReserveAsync(tenant, admin, cancellation)) return new OnboardingResult.SlugTaken(slug);
            return await BuildAsync(tenant, admin, actor, cancellation);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <summary>Undoes what crashes have left. Onboardings that another node is at are left to it.</summary>
    internal async Task<int> RecoverAsync(CancellationToken cancellation)
    {
        var undone = 0;
        foreach (var unfinished in await _store.UnfinishedAsync(null, cancellation))
        {
            await using var turn = await _store.TryLockAsync(unfinished.Slug, cancellation);
            if (turn is null) continue;
            // Looked up again under the lock: the other node may have finished in between.
            undone += await UndoLeftoversAsync(unfinished.Slug, cancellation);
        }
        return undone;
    }

    /// <inheritdoc/>
    public void Dispose() => _atOnce.Dispose();

    private Tenant New(TenantApplication application)
    {
        // Whole microseconds, because that is what Postgres keeps: what we answer now is what we read back later.
        var now = _clock.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        return new Tenant(
            TenantId.New(_clock), application.Slug!, application.Name!.Trim(), application.Vertical!, TenantStatus.Provisioning, // valid, so there
            application.DefaultLocale ?? "en", "Africa/Nairobi", now);
    }

    private async Task<bool> ReserveAsync(Tenant tenant, TenantAdmin admin, CancellationToken cancellation)
    {
        var dataKey = _box.NewDataKey(tenant.Id);
        if (await _store.ReserveAsync(tenant, admin, dataKey, cancellation)) return true;
        // We hold the slug's lock, so an unfinished onboarding of it is one that died.
        return await UndoLeftoversAsync(tenant.Slug, cancellation) > 0 && await _store.ReserveAsync(tenant, admin, dataKey, cancellation);
    }

    private async Task<OnboardingResult> BuildAsync(Tenant tenant, TenantAdmin admin, string actor, CancellationToken cancellation)
    {
        var step = "schema";
        string? initialPassword = null;
        try
        {
            await _migrator.CreateTenantSchemaAsync(tenant.Id, cancellation);

            await NextAsync("seed");
            await SeedAsync(tenant, cancellation);

            await NextAsync("realm");
            var realm = await _realms.CreateAsync(tenant, admin, cancellation);
            if (realm.Outcome == RealmOutcome.NameTaken)
            {
                await UndoAsync(tenant);
                return new OnboardingResult.RealmTaken(tenant.Slug);
            }
            initialPassword = realm.InitialPassword;

            if (!await _store.ServeAsync(tenant.Id, step, actor, cancellation))
                throw new InvalidOperationException("The onboarding was undone from elsewhere while it was under way: its session, and with it the slug's lock, must have broken.");
        }
#pragma warning disable CA1031 // whatever it was, what was begun is undone; the cause is logged, or passed on when it is the caller's own token
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!cancellation.IsCancellationRequested) LogFailed(failure, tenant.Id, step);
            // The last step's commit may have arrived although its answer did not: then the tenant serves, and there is nothing to undo.
            if (await UndoAsync(tenant) != Undone.Serves)
            {
                cancellation.ThrowIfCancellationRequested();
                return new OnboardingResult.Failed(step);
            }
        }
        await _registry.FollowAsync(cancellation);
        return new OnboardingResult.Onboarded(new TenantDetail(tenant with { Status = TenantStatus.Trial }, [admin], []), initialPassword);

        async Task NextAsync(string next)
        {
            await _store.NextStepAsync(tenant.Id, step, next, cancellation);
            step = next;
        }
    }

    private async Task SeedAsync(Tenant tenant, CancellationToken cancellation)
    {
        if (_seeds.Length == 0) return;
        await using var connection = await _database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var seed in _seeds) await seed(connection, tenant, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<int> UndoLeftoversAsync(string slug, CancellationToken cancellation)
    {
        var undone = 0;
        foreach (var tenant in await _store.UnfinishedAsync(slug, cancellation))
            if (await UndoAsync(tenant) == Undone.Yes) undone++;
        return undone;
    }

    /// <summary>
    /// The compensations, last step first. Each does nothing when there is nothing of this tenant to undo, so all of them are made:
    /// the step log may be gone already when another node has undone a part.
    /// </summary>
    private async Task<Undone> UndoAsync(Tenant tenant)
    {
        using var limit = new CancellationTokenSource(UndoTimeout, _clock);
        try
        {
            if (await _store.ServesAsync(tenant.Id, limit.Token)) return Undone.Serves;
            await _realms.DeleteAsync(tenant, limit.Token);
            // The seed's rows go with the schema.
            await _migrator.DropTenantSchemaAsync(tenant.Id, limit.Token);
            await _store.ForgetAsync(tenant.Id, limit.Token);
            LogUndone(tenant.Id);
            return Undone.Yes;
        }
#pragma warning disable CA1031 // the row stays "provisioning", so the next start or the next try of the slug finds it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogUndoFailed(failure, tenant.Id);
            return Undone.Later;
        }
    }

    private enum Undone
    {
        Yes,
        Later,
        Serves,
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Onboarding of tenant {Tenant} failed in step {Step}; undoing it")]
    private partial void LogFailed(Exception failure, TenantId tenant, string step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Onboarding of tenant {Tenant} was undone")]
    private partial void LogUndone(TenantId tenant);

    [LoggerMessage(Level = LogLevel.Error, Message = "Onboarding of tenant {Tenant} could not be undone now; it will be at the next start, or when its slug is tried again")]
    private partial void LogUndoFailed(Exception failure, TenantId tenant);
}
