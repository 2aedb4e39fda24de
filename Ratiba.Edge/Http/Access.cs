using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Http;

/// <summary>Who may call a route: the platform's admin by key, or a tenant's people by token.</summary>
internal static class Access
{
    private const string TokenScheme = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>Clocks of two machines that keep time differ by less; more would only lengthen the life of a stolen token.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly AuthorizationPolicy Platform =
        new AuthorizationPolicyBuilder(AdminKeyHandler.SchemeName).RequireAuthenticatedUser().Build();

    /// <summary>The platform's admin only.</summary>
    public static TBuilder RequirePlatformAdmin<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(Platform);

    /// <summary>People of a tenant that serves, in one of these roles.</summary>
    public static TBuilder RequireTenant<TBuilder>(this TBuilder routes, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(new AuthorizationPolicyBuilder(TokenScheme).RequireAuthenticatedUser().RequireRole(roles).AddRequirements(new ServingTenant()).Build());

    /// <summary>Adds both schemes.</summary>
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AdminKeys>();
        services.AddSingleton<RealmIssuer>();
        services.AddSingleton<RealmTokenHandler>();
        services.AddSingleton<IAuthorizationHandler, ServingTenantHandler>();
        // No default scheme: a webhook carries neither key nor token, and must not pay for looking.
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, AdminKeyHandler>(AdminKeyHandler.SchemeName, _ => { })
            .AddJwtBearer(TokenScheme, _ => { });
        services.AddOptions<JwtBearerOptions>(TokenScheme).Configure<RealmTokenHandler, TimeProvider>(Configure);
        services.AddAuthorization();
    }

    private static void Configure(JwtBearerOptions options, RealmTokenHandler handler, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.TimeProvider = clock;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(handler);
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidAudience = RealmTokenHandler.Client,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ClockSkew = ClockSkew,
        };
        options.Events = new JwtBearerEvents { OnChallenge = ChallengeAsync, OnForbidden = ForbidAsync };
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "This route needs an access token of the tenant's realm: Authorization: Bearer …")
            .ExecuteAsync(context.HttpContext);
    }

    private static Task ForbidAsync(ForbiddenContext context)
    {
        var user = TenantUser.From(context.Principal ?? context.HttpContext.User, context.HttpContext.RequestServices.GetRequiredService<TenantDirectory>());
        var problem = user is { Tenant.Serves: false }
            ? Problems.Of(StatusCodes.Status403Forbidden, "tenant_not_serving", $"The tenant is {TenantStatuses.NameOf(user.Tenant.Status)}; the platform's admin can restore it.")
            : Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role may not do this; ask an owner.");
        return problem.ExecuteAsync(context.HttpContext);
    }

    private sealed class ServingTenant : IAuthorizationRequirement;

    private sealed class ServingTenantHandler(TenantDirectory directory) : AuthorizationHandler<ServingTenant>
    {
        /// <inheritdoc/>
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ServingTenant requirement)
        {
            if (TenantUser.From(context.User, directory) is { Tenant.Serves: true }) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
