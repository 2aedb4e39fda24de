using Npgsql;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Fills a new tenant's schema so that it is usable at once (TN11). The catalogue contributes it; it runs in one transaction, and its effects go with the schema.
/// </summary>
internal delegate Task TenantSeed(NpgsqlConnection connection, Tenant tenant, CancellationToken cancellation);
