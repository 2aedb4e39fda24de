using System.Text.Json.Serialization;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Tenants;

/// <summary>POST /admin/tenants.</summary>
internal sealed record CreateTenantRequest(string? Name, string? Slug, string? Vertical, string? DefaultLocale, CreateTenantRequest.FirstAdmin? Admin)
{
    /// <summary>The owner.</summary>
    internal sealed record FirstAdmin(string? PhoneE164, string? Email);
}

/// <summary>PUT /admin/tenants/{id}/channels/{channel}: <c>phone_number_id</c> for WhatsApp, <c>page_id</c> for the others. Without a token the stored one stays.</summary>
internal sealed record SetChannelRequest(string? PhoneNumberId, string? PageId, string? AccessToken);

/// <summary>The answer of POST /admin/tenants, exactly as in API.md.</summary>
internal sealed record CreatedTenant(
    string Id, string Slug, string Vertical, string Status, string DefaultLocale, DateTime CreatedAt, IReadOnlyList<TenantAdminShape> Admins)
{
    public static CreatedTenant From(TenantDetail detail) => new(
        detail.Tenant.Id.ToString(), detail.Tenant.Slug, detail.Tenant.Vertical, TenantStatuses.NameOf(detail.Tenant.Status), detail.Tenant.DefaultLocale,
        detail.Tenant.CreatedAt.UtcDateTime, TenantAdminShape.From(detail));
}

/// <summary>A tenant as the platform's admin sees it: the created shape, and what has been set since.</summary>
internal sealed record TenantShape(
    string Id, string Slug, string Name, string Vertical, string Status, string DefaultLocale, string TimeZone, DateTime CreatedAt,
    IReadOnlyList<TenantAdminShape> Admins, IReadOnlyDictionary<string, ChannelShape> Channels)
{
    public static TenantShape From(TenantDetail detail) => new(
        detail.Tenant.Id.ToString(), detail.Tenant.Slug, detail.Tenant.Name, detail.Tenant.Vertical, TenantStatuses.NameOf(detail.Tenant.Status),
        detail.Tenant.DefaultLocale, detail.Tenant.TimeZone, detail.Tenant.CreatedAt.UtcDateTime, TenantAdminShape.From(detail),
        detail.Accounts.ToDictionary(account => account.Channel.ToString().ToLowerInvariant(), ChannelShape.From));
}

/// <summary>An admin of a tenant; no secrets.</summary>
internal sealed record TenantAdminShape(string Email, string? PhoneE164)
{
    public static IReadOnlyList<TenantAdminShape> From(TenantDetail detail) => [.. detail.Admins.Select(admin => new TenantAdminShape(admin.Email, admin.PhoneE164))];
}

/// <summary>A channel of a tenant. The token is write-only: whether there is one is all that is shown.</summary>
internal sealed record ChannelShape(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PhoneNumberId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PageId,
    bool HasAccessToken)
{
    public static ChannelShape From(ChannelAccount account) => account.Channel == ChannelKind.WhatsApp
        ? new ChannelShape(account.Account, null, account.HasToken)
        : new ChannelShape(null, account.Account, account.HasToken);
}

/// <summary>A page of tenants.</summary>
internal sealed record TenantPage(IReadOnlyList<TenantShape> Items, string? NextCursor);

/// <summary>GET /admin/profile.</summary>
internal sealed record ProfileShape(string BusinessName, string AssistantName);

/// <summary>The shapes of these routes, generated at build.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(CreateTenantRequest))]
[JsonSerializable(typeof(SetChannelRequest))]
[JsonSerializable(typeof(CreatedTenant))]
[JsonSerializable(typeof(TenantShape))]
[JsonSerializable(typeof(TenantPage))]
[JsonSerializable(typeof(ProfileShape))]
internal sealed partial class TenantJson : JsonSerializerContext;
