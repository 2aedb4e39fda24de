using System.Security.Claims;
using System.Text.Json.Nodes;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Ratiba.Edge.Http;
using Ratiba.Engine.Tenants;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Ratiba.Edge.Realms;

/// <summary>What OpenIddict leaves to its host: which client may ask, whose password it is, and what the token says.</summary>
internal sealed class RealmSignIn(EmbeddedRealms realms) : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<HandleTokenRequestContext>
{
    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.ClientId != RealmTokenHandler.Client)
            context.Reject(Errors.InvalidClient, $"The only client of the embedded issuer is {RealmTokenHandler.Client}.");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var realm = RealmContext.Current;
        var (name, password) = (context.Request.Username ?? "", context.Request.Password ?? "");
        var user = await realms.SignInAsync(realm.Tenant, name, password, context.CancellationToken);
        if (user is null) context.Reject(Errors.InvalidGrant, "Invalid user credentials");
        else context.SignIn(Principal(user));
    }

    // As Keycloak writes it, so that nothing downstream can tell the two apart.
    private static ClaimsPrincipal Principal(RealmUser user)
    {
        var identity = new ClaimsIdentity("realm", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, user.Id.ToString());
        identity.SetClaim(Claims.AuthorizedParty, RealmTokenHandler.Client);
        identity.SetClaim("typ", "Bearer");
        identity.SetClaim(Claims.PreferredUsername, user.Email);
        identity.SetClaim("email", user.Email);
        identity.SetClaim("realm_access", new JsonObject { ["roles"] = new JsonArray([.. user.Roles.Select(role => JsonValue.Create(role))]) });
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetAudiences(RealmTokenHandler.Client);
        return principal;
    }
}
