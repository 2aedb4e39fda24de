using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Http;

/// <summary>
/// Validates a tenant's token: (1) the issuer names the realm, and the realm must be a tenant's; (2) only that realm's keys count, as <see cref="IRealms"/> knows them:
/// nothing in the token says where keys are, so <c>jku</c>, <c>x5u</c> and <c>jwk</c> are never followed; (3) the library checks signature, algorithm, times and
/// audience; (4) what comes out is a principal of our own making, with only the claims that we use.
/// </summary>
internal sealed class RealmTokenHandler(RealmIssuer issuer, TenantDirectory directory, IRealms realms) : JsonWebTokenHandler
{
    /// <summary>The client of the tenants' people; the audience of their tokens.</summary>
    public const string Client = "ratiba-dashboard";

    // Keycloak's tokens have about 1.5 KB. Kestrel's own limit for all headers is 32 KB.
    private const int MaxLength = 8 * 1024;

    private static readonly string[] KnownRoles = ["owner", "manager", "front_desk", "staff"];

    // Parsed keys by tenant, renewed when the realm's key set changes; at most one small entry per tenant.
    private readonly ConcurrentDictionary<TenantId, (string KeySet, IList<SecurityKey> Keys)> _keys = new();

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (Read(token) is not { } jwt) return Refused("not a token");
        if (issuer.SlugOf(jwt.Issuer) is not { } slug || directory.Find(slug) is not { } tenant) return Refused("unknown issuer");
        if (await KeysAsync(tenant) is not { } keys) return Refused("the issuer has no keys");

        var parameters = validationParameters.Clone();
        parameters.ValidIssuer = jwt.Issuer;
        parameters.IssuerSigningKeys = keys;
        var validated = await base.ValidateTokenAsync(token, parameters);
        if (!validated.IsValid) return validated;
        // Keycloak signs ID tokens with the same key for the same audience; only access tokens say Bearer.
        if (jwt.TryGetPayloadValue<string>("typ", out var type) && type != "Bearer") return Refused("not an access token");
        if (jwt.TryGetPayloadValue<string>("azp", out var party) && party != Client) return Refused("issued to another client");

        validated.ClaimsIdentity = Identity(tenant, jwt);
        return validated;
    }

    private JsonWebToken? Read(string token)
    {
        if (token.Length > MaxLength) return null;
        try
        {
            return ReadJsonWebToken(token);
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    private async ValueTask<IList<SecurityKey>?> KeysAsync(Tenant tenant)
    {
        if (await realms.KeySetAsync(tenant, CancellationToken.None) is not { } keySet) return null;
        if (_keys.TryGetValue(tenant.Id, out var known) && known.KeySet == keySet) return known.Keys;
        var keys = new JsonWebKeySet(keySet).GetSigningKeys();
        _keys[tenant.Id] = (keySet, keys);
        return keys;
    }

    private static ClaimsIdentity Identity(Tenant tenant, JsonWebToken jwt)
    {
        var identity = new ClaimsIdentity("realm", "sub", "role");
        identity.AddClaim(new Claim(TenantUser.TenantClaim, tenant.Id.ToString()));
        identity.AddClaim(new Claim("sub", jwt.Subject ?? ""));
        foreach (var role in RolesOf(jwt)) identity.AddClaim(new Claim("role", role));
        return identity;
    }

    private static IEnumerable<string> RolesOf(JsonWebToken jwt)
    {
        if (!jwt.TryGetPayloadValue<JsonElement>("realm_access", out var access) || access.ValueKind != JsonValueKind.Object
            || !access.TryGetProperty("roles", out var roles) || roles.ValueKind != JsonValueKind.Array) return [];
        return roles.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!).Intersect(KnownRoles); // a string is never null
    }

    private static TokenValidationResult Refused(string reason) => new() { IsValid = false, Exception = new SecurityTokenValidationException(reason) };
}
