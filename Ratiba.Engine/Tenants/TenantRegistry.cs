using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>What the platform's admin does with tenants, apart from onboarding them.</summary>
public sealed class TenantRegistry
{
    private readonly TenantStore _store;
    private readonly ChannelCredentials _credentials;
    private readonly RegistryWatcher _watcher;
    private readonly TimeProvider _clock;

    internal TenantRegistry(TenantStore store, ChannelCredentials credentials, RegistryWatcher watcher, TimeProvider clock)
    {
        _store = store;
        _credentials = credentials;
        _watcher = watcher;
        _clock = clock;
    }

    /// <summary>One tenant, or null.</summary>
    public async Task<TenantDetail?> FindAsync(TenantId id, CancellationToken cancellation) => (await _store.FindAsync(id, cancellation))?.Detail;

    /// <summary>Up to <paramref name="limit"/> tenants behind <paramref name="after"/>, in the order in which they were onboarded.</summary>
    public Task<IReadOnlyList<TenantDetail>> PageAsync(TenantId after, int limit, CancellationToken cancellation) =>
        _store.PageAsync(after, limit, cancellation);

    /// <summary>Stops a tenant.</summary>
    public Task<MoveResult> SuspendAsync(TenantId id, string actor, CancellationToken cancellation) => MoveAsync(id, TenantMove.Suspend, actor, cancellation);

    /// <summary>Lets a suspended tenant, or one deleted less than seven days ago, serve again.</summary>
    public Task<MoveResult> RestoreAsync(TenantId id, string actor, CancellationToken cancellation) => MoveAsync(id, TenantMove.Restore, actor, cancellation);

    /// <summary>Sets the account and, when one is given, the token of a channel; without a token the stored one stays.</summary>
    public async Task<ChannelChange> SetChannelAsync(
        TenantId id, ChannelKind channel, string account, string? token, string actor, CancellationToken cancellation)
    {
        var change = await _credentials.SetAsync(id, channel, account, token, actor, cancellation);
        if (change == ChannelChange.Done) await _watcher.FollowAsync(cancellation);
        return change;
    }

    private async Task<MoveResult> MoveAsync(TenantId id, TenantMove move, string actor, CancellationToken cancellation)
    {
        var moved = await _store.MoveAsync(id, move, actor, cancellation);
        if (moved) await _watcher.FollowAsync(cancellation);
        return await _store.FindAsync(id, cancellation) switch
        {
            null => new MoveResult.NoSuchTenant(),
            { } found when moved => new MoveResult.Moved(found.Detail),
            { } found => new MoveResult.NotAllowed(
                found.Detail.Tenant.Status, TenantLife.Allowed(found.Detail.Tenant.Status, found.StatusAt, _clock.GetUtcNow())),
        };
    }
}

/// <summary>What came of a move of a tenant's status.</summary>
public abstract record MoveResult
{
    private MoveResult() { }

    /// <summary>It was made.</summary>
    public sealed record Moved(TenantDetail Detail) : MoveResult;

    /// <summary>There is no such tenant.</summary>
    public sealed record NoSuchTenant : MoveResult;

    /// <summary>It is not allowed from the status the tenant has.</summary>
    /// <param name="Status">The status.</param>
    /// <param name="Allowed">The moves that are allowed now.</param>
    public sealed record NotAllowed(TenantStatus Status, IReadOnlyList<TenantMove> Allowed) : MoveResult;
}
