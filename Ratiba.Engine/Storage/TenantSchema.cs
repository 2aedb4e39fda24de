using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Storage;

/// <summary>Names of tenants' schemas. SQL is always qualified with them; there is no <c>search_path</c>.</summary>
internal static class TenantSchema
{
    /// <summary><c>t_</c> and the ULID in lower case: letters, digits and an underscore, so it never needs quoting.</summary>
    public static string NameOf(TenantId tenant) => tenant == TenantId.None
        ? throw new ArgumentException("No tenant: a statement without a tenant is a bug, never a query over all of them.", nameof(tenant))
        : "t_" + tenant.ToString().ToLowerInvariant();

    /// <summary>A statement for one tenant: <c>$schema$</c> becomes its schema's name. Callers on a hot path keep the text.</summary>
    public static string Qualify(string sql, TenantId tenant) => sql.Replace("$schema$", NameOf(tenant), StringComparison.Ordinal);
}
