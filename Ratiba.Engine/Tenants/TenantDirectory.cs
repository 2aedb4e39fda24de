using System.Collections.Frozen;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// The registry in memory: one immutable snapshot, swapped whole. Routing a webhook is one look-up here and never touches the database (CH1).
/// <c>RegistryWatcher</c> keeps it fresh.
/// </summary>
public sealed class TenantDirectory
{
    private volatile Snapshot _current = Snapshot.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next swap. Take it first, then look at <see cref="Current"/>.</summary>
    internal Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Swapped in by the watcher.</summary>
    internal void Replace(Snapshot next)
    {
        _current = next;
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>The tenant with this id, if it has been onboarded.</summary>
    public Tenant? Find(TenantId id) => _current.Find(id);

    /// <summary>The tenant with this slug, if it has been onboarded.</summary>
    public Tenant? Find(ReadOnlySpan<char> slug) => _current.Route(ChannelKind.Web, slug) is { } route ? _current.Find(route.Tenant) : null;

    /// <summary>The snapshot of this moment.</summary>
    internal Snapshot Current => _current;

    /// <summary>One consistent state of the registry.</summary>
    internal sealed class Snapshot
    {
        /// <summary>Knows nobody.</summary>
        public static readonly Snapshot Empty = new(0, [], []);

        private readonly FrozenDictionary<TenantId, Tenant> _tenants;
        private readonly FrozenDictionary<string, TenantRoute>[] _routes;

        /// <param name="version">The registry's version that it shows.</param>
        /// <param name="tenants">All tenants.</param>
        /// <param name="routes">All channel accounts.</param>
        public Snapshot(long version, IEnumerable<Tenant> tenants, IReadOnlyCollection<TenantRoute> routes)
        {
            Version = version;
            _tenants = tenants.ToFrozenDictionary(tenant => tenant.Id);
            _routes = new FrozenDictionary<string, TenantRoute>[(int)ChannelKind.Web + 1];
            for (var channel = 0; channel < _routes.Length; channel++)
                _routes[channel] = routes.Where(route => (int)route.Channel == channel).ToFrozenDictionary(route => route.Account, StringComparer.Ordinal);
        }

        /// <summary>The registry's version that this snapshot shows.</summary>
        public long Version { get; }

        /// <summary>All tenants.</summary>
        public IEnumerable<Tenant> Tenants => _tenants.Values;

        /// <summary>The tenant, or null.</summary>
        public Tenant? Find(TenantId id) => _tenants.GetValueOrDefault(id);

        /// <summary>Who owns an account id of a channel; null when it is not ours. Allocates nothing.</summary>
        public TenantRoute? Route(ChannelKind channel, ReadOnlySpan<char> account) =>
            _routes[(int)channel].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(account, out var route) ? route : null;
    }
}

/// <summary>A number or page and the tenant it belongs to.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The provider's id of the number or page.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Lane">The tenant's lane.</param>
/// <param name="Status">A tenant that is not trial or active gets its events parked.</param>
internal sealed record TenantRoute(ChannelKind Channel, string Account, TenantId Tenant, short Lane, TenantStatus Status)
{
    /// <summary>Whether events go to the lane; otherwise they are parked.</summary>
    public bool Serves => Status is TenantStatus.Trial or TenantStatus.Active;
}
