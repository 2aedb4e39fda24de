using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Catalog;

/// <summary>Shops in memory. An entry is trusted for <see cref="CatalogOptions.Fresh"/>; then its version is asked for again, together with other reads.</summary>
internal sealed class CatalogCache(CatalogOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly RecentCache<TenantId, Entry> _shops = new(options.Shops);

    private readonly record struct Entry(Shop Shop, DateTimeOffset CheckedAt);

    /// <summary>The shop as last seen, and whether that is recent enough to decide on.</summary>
    public (Shop? Shop, bool Fresh) Find(Tenant tenant)
    {
        lock (_gate)
        {
            if (!_shops.TryGet(tenant.Id, out var entry)) return (null, false);
            return (entry.Shop, ReferenceEquals(entry.Shop.Tenant, tenant) && clock.GetUtcNow() - entry.CheckedAt < options.Fresh);
        }
    }

    /// <summary>Keeps what was just read: new rows, or that the known ones still hold.</summary>
    public Shop Keep(Tenant tenant, Shop? known, CatalogRows? rows)
    {
        var shop = rows is not null
            ? new Shop(tenant, rows)
            : known?.For(tenant) ?? throw new InvalidOperationException($"The catalogue of tenant {tenant.Id} has no catalog_version row; its schema is incomplete.");
        lock (_gate) _shops.Put(tenant.Id, new Entry(shop, clock.GetUtcNow()));
        return shop;
    }

    /// <summary>Forgets a tenant, because it was changed here or torn down.</summary>
    public void Forget(TenantId tenant)
    {
        lock (_gate) _shops.Remove(tenant);
    }
}
