using Microsoft.AspNetCore.Http.Features;
using Ratiba.Edge.Http;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Realms;

/// <summary>The embedded issuer over HTTP, at the paths of Keycloak's realms. Not mapped when Keycloak is used.</summary>
internal static class RealmEndpoints
{
    // Username, password and the like; a form has no reason to be longer.
    private const int MaxForm = 8 * 1024;

    /// <summary>Adds the issuer.</summary>
    public static IServiceCollection AddRealmServer(this IServiceCollection services) => services.AddSingleton<RealmServer>();

    /// <summary>
    /// Maps <c>/realms/{slug}/.well-known/openid-configuration</c>, <c>/protocol/openid-connect/certs</c> and <c>/protocol/openid-connect/token</c>.
    /// </summary>
    public static void MapRealms(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<EmbeddedRealms>() is null) return;
        routes.Map("/realms/{slug}/{**rest}", HandleAsync).ExcludeFromDescription();
    }

    private static async Task HandleAsync(
        HttpContext http, string slug, RealmServer server, EmbeddedRealms realms, TenantDirectory directory, RealmIssuer issuer)
    {
        var answered = false;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxForm;
        if (directory.Find(slug) is { Serves: true } tenant && await realms.KeyAsync(tenant, http.RequestAborted) is { } key)
        {
            Locate(http.Request, new Uri(issuer.Of(slug)), slug);
            answered = await server.HandleAsync(http, new RealmContext(tenant, issuer.Of(slug), key));
        }
        if (!answered) await TypedResults.NotFound().ExecuteAsync(http);
    }

    // OpenIddict writes the addresses of its endpoints from the request's; they must be those of PUBLIC_URL, whatever a proxy or an attacker has put in Host.
    private static void Locate(HttpRequest request, Uri issuer, string slug)
    {
        var realm = "/realms/" + slug;
        request.Scheme = issuer.Scheme;
        request.Host = HostString.FromUriComponent(issuer);
        request.Path = request.Path.Value![realm.Length..]; // the route has matched
        request.PathBase = issuer.AbsolutePath;
    }
}
