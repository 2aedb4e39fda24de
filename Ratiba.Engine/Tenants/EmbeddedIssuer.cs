using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ratiba.Engine.Tenants;

/// <summary>Whether this process may be its own identity provider.</summary>
internal static class EmbeddedIssuer
{
    /// <summary>Why not, or null. In production it must be asked for by name: it has no second factor, no brute-force lockout and no user self-service.</summary>
    public static string? Refusal(IHostEnvironment environment, IConfiguration configuration)
    {
        if (!environment.IsProduction() || string.Equals(configuration["RATIBA_EMBEDDED_ISSUER"], "true", StringComparison.OrdinalIgnoreCase)) return null;
        return "The environment is Production and KEYCLOAK_URL is empty, so people would sign in at the embedded issuer, which is meant for development. " +
            "Set KEYCLOAK_URL, or ask for it by name with RATIBA_EMBEDDED_ISSUER=true.";
    }
}
