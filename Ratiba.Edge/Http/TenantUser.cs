using System.Security.Claims;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Http;

/// <summary>Who calls a tenant's route. The tenant comes from the token's issuer and from nowhere else.</summary>
/// <param name="Tenant">The tenant, as the registry has it now.</param>
/// <param name="Subject">The user's id in the realm.</param>
/// <param name="Roles">Of owner, manager, front_desk and staff.</param>
internal sealed record TenantUser(Tenant Tenant, string Subject, IReadOnlyList<string> Roles)
{
    /// <summary>The claim that <see cref="RealmTokenHandler"/> puts the tenant's id in; no claim of a token gets this name.</summary>
    internal const string TenantClaim = "ratiba:tenant";

    /// <summary>For handlers: the caller. Only behind <see cref="Access.RequireTenant"/>.</summary>
    public static ValueTask<TenantUser?> BindAsync(HttpContext http) => ValueTask.FromResult(From(http.User, http.RequestServices.GetRequiredService<TenantDirectory>()));

    /// <summary>The caller with these claims, or null.</summary>
    public static TenantUser? From(ClaimsPrincipal principal, TenantDirectory directory) =>
        TenantId.TryParse(principal.FindFirstValue(TenantClaim), out var id) && directory.Find(id) is { } tenant
            ? new TenantUser(tenant, principal.FindFirstValue("sub") ?? "", [.. principal.FindAll("role").Select(role => role.Value)])
            : null;
}
