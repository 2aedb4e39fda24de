using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Ratiba.Engine.Tenants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Ratiba.Edge.Realms;

/// <summary>
/// The embedded issuer: OpenIddict behind <c>/realms/{slug}</c>, with a container of its own. OpenIddict registers itself as a request handler of its host,
/// which would run it in front of every request and with one issuer; here it runs for realms only, with the issuer and key of the realm that was asked for.
/// </summary>
internal sealed class RealmServer : IAsyncDisposable
{
    /// <summary>Like Keycloak's default: short, because a suspended user keeps a token until it ends.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(5);

    // A password check burns a core for a while, on purpose: two at a time leave the webhooks theirs, and a flood is refused (decision 0005).
    private readonly ConcurrencyLimiter _signIns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 2,
        QueueLimit = 16,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly ECDsa _unused = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ServiceProvider _services;

    public RealmServer(EmbeddedRealms realms, TimeProvider clock, ILoggerFactory loggers)
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton(realms);
        services.AddSingleton<RealmSignIn>();
        services.AddOpenIddict().AddServer(Configure);
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>, RealmOptionsMonitor>();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Answers a request below a realm; false when the realm has no such endpoint.</summary>
    public async Task<bool> HandleAsync(HttpContext http, RealmContext realm)
    {
        using var turn = HttpMethods.IsPost(http.Request.Method) ? await _signIns.AcquireAsync(1, http.RequestAborted) : null;
        if (turn is { IsAcquired: false })
        {
            http.Response.Headers.RetryAfter = "1";
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return true;
        }
        RealmContext.Current = realm;
        await using var scope = _services.CreateAsyncScope();
        var outer = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
            return await handlers.GetHandlerAsync(http, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme) is IAuthenticationRequestHandler server
                && await server.HandleRequestAsync();
        }
        finally
        {
            http.RequestServices = outer;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _unused.Dispose();
        await _signIns.DisposeAsync();
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        // No store of clients and tokens: there is one client, and access tokens are verified by their signature.
        server.EnableDegradedMode();
        server.SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris("protocol/openid-connect/certs")
            .SetTokenEndpointUris("protocol/openid-connect/token");
        server.AllowPasswordFlow();
        server.DisableAccessTokenEncryption();
        server.SetAccessTokenLifetime(TokenLifetime);
        // Options are not valid without; RealmOptionsMonitor puts the realm's signing key in its place, and nothing is encrypted.
        server.AddSigningKey(new ECDsaSecurityKey(_unused)).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        // TLS ends at the load balancer, and a developer's machine has none.
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<RealmSignIn>());
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<RealmSignIn>());
    }
}
