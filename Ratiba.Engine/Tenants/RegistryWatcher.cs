using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Keeps <see cref="TenantDirectory"/> fresh: loaded before traffic, at once after a change made here, and by polling for changes made by other nodes.
/// While the database does not answer the last snapshot stays.
/// </summary>
internal sealed partial class RegistryWatcher(
    TenantStore store, TenantDirectory directory, IOptions<RegistryOptions> options, TimeProvider clock, ILogger<RegistryWatcher> log) : BackgroundService
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<Guid, TenantRow> _rows = [];
    private int _lanes;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _lanes = await store.LaneCountAsync(cancellationToken);
        if (_lanes == 0)
            throw new InvalidOperationException("public.lanes is empty, so no tenant can be given a lane: migrate and seed the lanes before the registry is loaded.");
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>
    /// To be called after every change of the registry that this node has made. The change is committed, so a failure here is not the caller's:
    /// the next poll catches up.
    /// </summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
        }
#pragma warning disable CA1031 // see above
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailing(failure, directory.Current.Version);
        }
    }

    /// <summary>Brings the snapshot up to what is committed now.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var seen = directory.Current.Version;
            var (version, tenants) = await store.VersionAsync(cancellation);
            if (version == seen && tenants == _rows.Count) return;

            await MergeAsync(seen, cancellation);
            // A count that still differs means that rows have gone (a drop), which no version shows: read all of them.
            if (_rows.Count != tenants)
            {
                _rows.Clear();
                await MergeAsync(0, cancellation);
            }
            directory.Replace(Snapshot(version));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = options.Value.PollInterval;
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
                await RefreshAsync(stoppingToken);
                if (failing) LogRecovered(directory.Current.Version);
                failing = false;
                pause = options.Value.PollInterval;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the loop outlives every failure of the database: an old snapshot is better than none
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (!failing) LogFailing(failure, directory.Current.Version);
                failing = true;
                pause = Min(pause * 2, options.Value.MaxBackoff);
            }
        }
    }

    private async Task MergeAsync(long seen, CancellationToken cancellation)
    {
        foreach (var row in await store.ChangedSinceAsync(seen, cancellation)) _rows[row.Id] = row;
    }

    private TenantDirectory.Snapshot Snapshot(long version)
    {
        List<Tenant> tenants = new(_rows.Count);
        List<TenantRoute> routes = new(_rows.Count * 2);
        foreach (var row in _rows.Values)
        {
            var tenant = row.ToTenant();
            var lane = LaneMap.Of(tenant.Id, _lanes);
            tenants.Add(tenant);
            routes.Add(new TenantRoute(ChannelKind.Web, tenant.Slug, tenant.Id, lane, tenant.Status));
            foreach (var account in row.Accounts()) routes.Add(new TenantRoute(account.Channel, account.Account, tenant.Id, lane, tenant.Status));
        }
        return new TenantDirectory.Snapshot(version, tenants, routes);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry cannot be read; version {Version} stays in use until it can")]
    private partial void LogFailing(Exception failure, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The registry is read again, version {Version}")]
    private partial void LogRecovered(long version);
}
