using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>A row of public.tenants without its secrets, as <see cref="TenantStore"/> reads it.</summary>
internal sealed record TenantRow(
    Guid Id, string Slug, string Name, string Vertical, string Status, string DefaultLocale, string TimeZone, string? AssistantName,
    string? WhatsAppAccount, bool WhatsAppToken, string? InstagramAccount, bool InstagramToken, string? MessengerAccount, bool MessengerToken,
    DateTime CreatedAt, DateTime StatusAt, long Version)
{
    /// <summary>The tenant.</summary>
    public Tenant ToTenant() => new(
        new TenantId(Id), Slug, Name, Vertical, TenantStatuses.Parse(Status), DefaultLocale, TimeZone, new DateTimeOffset(CreatedAt, TimeSpan.Zero))
    {
        Version = Version,
        AssistantName = AssistantName,
    };

    /// <summary>Its accounts at the providers.</summary>
    public IEnumerable<ChannelAccount> Accounts()
    {
        if (WhatsAppAccount is not null) yield return new ChannelAccount(ChannelKind.WhatsApp, WhatsAppAccount, WhatsAppToken);
        if (InstagramAccount is not null) yield return new ChannelAccount(ChannelKind.Instagram, InstagramAccount, InstagramToken);
        if (MessengerAccount is not null) yield return new ChannelAccount(ChannelKind.Messenger, MessengerAccount, MessengerToken);
    }
}

/// <summary>A tenant's account at a provider. The token itself never leaves the engine.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The provider's id of the number or page.</param>
/// <param name="HasToken">Whether an access token is stored.</param>
public sealed record ChannelAccount(ChannelKind Channel, string Account, bool HasToken);

/// <summary>Who administers a tenant.</summary>
/// <param name="Email">The name to sign in with.</param>
/// <param name="PhoneE164">Where to reach them.</param>
public sealed record TenantAdmin(string Email, string? PhoneE164);

/// <summary>A tenant with all that the platform's admin may see of it.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Admins">Who administers it.</param>
/// <param name="Accounts">Its accounts at the providers.</param>
public sealed record TenantDetail(Tenant Tenant, IReadOnlyList<TenantAdmin> Admins, IReadOnlyList<ChannelAccount> Accounts);

/// <summary>Statuses as the database and the API write them.</summary>
public static class TenantStatuses
{
    /// <summary>The lower-case name.</summary>
    public static string NameOf(TenantStatus status) => status switch
    {
        TenantStatus.Provisioning => "provisioning",
        TenantStatus.Trial => "trial",
        TenantStatus.Active => "active",
        TenantStatus.Suspended => "suspended",
        TenantStatus.Deleted => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status."),
    };

    internal static TenantStatus Parse(string name) => Enum.Parse<TenantStatus>(name, ignoreCase: true);
}
