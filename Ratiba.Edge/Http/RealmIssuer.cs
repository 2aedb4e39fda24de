namespace Ratiba.Edge.Http;

/// <summary>Names of realms: <c>{KEYCLOAK_URL}/realms/{slug}</c>, or with the embedded issuer <c>{PUBLIC_URL}/realms/{slug}</c>.</summary>
internal sealed class RealmIssuer(IConfiguration configuration)
{
    private readonly string _prefix = BaseUrl(configuration) + "/realms/";

    /// <summary>The issuer of a realm.</summary>
    public string Of(string slug) => _prefix + slug;

    /// <summary>The slug of an issuer; null when it is not one of ours. Compared byte by byte, as OpenID Connect demands.</summary>
    public string? SlugOf(string? issuer) => issuer is not null && issuer.StartsWith(_prefix, StringComparison.Ordinal) ? issuer[_prefix.Length..] : null;

    private static string BaseUrl(IConfiguration configuration)
    {
        var url = configuration["KEYCLOAK_URL"];
        if (string.IsNullOrWhiteSpace(url)) url = configuration["PUBLIC_URL"];
        if (string.IsNullOrWhiteSpace(url)) url = "http://localhost:8010"; // API.md: the server listens on 8010
        return url.TrimEnd('/');
    }
}
