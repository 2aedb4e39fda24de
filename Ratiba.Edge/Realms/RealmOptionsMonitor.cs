using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Ratiba.Edge.Realms;

/// <summary>
/// OpenIddict's options as of the request's realm: the same for all but issuer and signing key. Overriding the monitor is the way that OpenIddict's author
/// gives for many issuers in one server.
/// </summary>
internal sealed class RealmOptionsMonitor(IOptionsFactory<OpenIddictServerOptions> factory) : IOptionsMonitor<OpenIddictServerOptions>
{
    /// <inheritdoc/>
    public OpenIddictServerOptions CurrentValue => Get(Options.DefaultName);

    // Made anew for each request: that takes microseconds, and sign-ins are rare beside everything else.
    /// <inheritdoc/>
    public OpenIddictServerOptions Get(string? name)
    {
        var realm = RealmContext.Current;
        var options = factory.Create(name ?? Options.DefaultName);
        options.Issuer = new Uri(realm.Issuer);
        options.SigningCredentials.Clear();
        options.SigningCredentials.Add(new SigningCredentials(new ECDsaSecurityKey(realm.Key.Private) { KeyId = realm.Key.Id }, SecurityAlgorithms.EcdsaSha256));
        return options;
    }

    /// <inheritdoc/>
    public IDisposable? OnChange(Action<OpenIddictServerOptions, string?> listener) => null;
}
