using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>A shop in the registry.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its name in URLs; unique, held until the drop.</param>
/// <param name="Name">Its name to customers.</param>
/// <param name="Vertical">spa, salon, barber or clinic.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="DefaultLocale">en or sw.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="CreatedAt">When it was onboarded.</param>
public sealed record Tenant(
    TenantId Id, string Slug, string Name, string Vertical, TenantStatus Status, string DefaultLocale, string TimeZone, DateTimeOffset CreatedAt)
{
    /// <summary>The registry's version at this tenant's last change: what was read for an older one is stale.</summary>
    public long Version { get; init; }

    /// <summary>What the assistant calls itself; null: the shop's own name.</summary>
    public string? AssistantName { get; init; }

    /// <summary>Whether customers are answered and tokens accepted.</summary>
    public bool Serves => Status is TenantStatus.Trial or TenantStatus.Active;
}

/// <summary>Where a tenant is in its life (TN2). Stored as the lower-case name.</summary>
public enum TenantStatus
{
    /// <summary>Being onboarded; nothing is served yet.</summary>
    Provisioning,

    /// <summary>Serving, not yet paying.</summary>
    Trial,

    /// <summary>Serving.</summary>
    Active,

    /// <summary>Stopped: inbound is parked, tokens are refused.</summary>
    Suspended,

    /// <summary>Soft-deleted; dropped after the cooling-off.</summary>
    Deleted,
}
