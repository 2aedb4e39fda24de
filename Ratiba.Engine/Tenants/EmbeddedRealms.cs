using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// The realms of the embedded issuer: a signing key and users per tenant, in Postgres. ES256, because a P-256 key is made in under a millisecond
/// and an RSA one in up to half a second, and verifiers accept both (API.md).
/// </summary>
public sealed class EmbeddedRealms : IRealms
{
    private const string KeyPurpose = "realm-signing-key";

    // Stretching protects passwords that people choose. These are 120 random bits, out of reach at any cost per guess, so a tenth of the default is plenty;
    // passwords that people choose, once they can, are to be hashed with the default.
    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 }));

    // A hash of nothing anybody knows: an unknown user costs as much time as a known one.
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));

    private readonly RealmStore _store;
    private readonly CredentialStore _credentials;
    private readonly SecretBox _box;

    // One entry of about a kilobyte per tenant whose people have signed in since the start. A tenant's id is never used twice, so nothing goes stale.
    private readonly ConcurrentDictionary<TenantId, RealmKey> _keys = new();

    internal EmbeddedRealms(RealmStore store, CredentialStore credentials, SecretBox box)
    {
        _store = store;
        _credentials = credentials;
        _box = box;
    }

    /// <inheritdoc/>
    public async Task<RealmCreation> CreateAsync(Tenant tenant, TenantAdmin admin, CancellationToken cancellation)
    {
        var dataKey = await _credentials.DataKeyAsync(tenant.Id, cancellation)
            ?? throw new InvalidOperationException($"Tenant {tenant.Id} has no registry row, so its realm's key could not be sealed.");
        // 120 bits in 24 letters and digits that can be told apart: typed once by a person, and not to be guessed.
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 24);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = await _store.AddAsync(tenant, Describe(tenant.Id, dataKey, key), admin, Hasher.HashPassword("", password), ["owner"], cancellation);
        return added ? new RealmCreation(RealmOutcome.Created, password) : new RealmCreation(RealmOutcome.NameTaken, null);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(Tenant tenant, CancellationToken cancellation)
    {
        _keys.TryRemove(tenant.Id, out _);
        return _store.RemoveAsync(tenant.Id, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> KeySetAsync(Tenant tenant, CancellationToken cancellation) => (await KeyAsync(tenant, cancellation))?.KeySet;

    /// <summary>The key that signs the realm's tokens; null when there is no realm.</summary>
    public ValueTask<RealmKey?> KeyAsync(Tenant tenant, CancellationToken cancellation) => _keys.TryGetValue(tenant.Id, out var known)
        ? ValueTask.FromResult<RealmKey?>(known)
        : new ValueTask<RealmKey?>(LoadAsync(tenant, cancellation));

    /// <summary>The user with this name and password, or null. Takes as long for a name that nobody has.</summary>
    public async Task<RealmUser?> SignInAsync(Tenant tenant, string username, string password, CancellationToken cancellation)
    {
        var user = await _store.UserAsync(tenant.Id, username.ToLowerInvariant(), cancellation);
        var verified = Hasher.VerifyHashedPassword("", user?.PasswordHash ?? NobodysHash.Value, password);
        return user is null || verified == PasswordVerificationResult.Failed ? null : new RealmUser(user.Id, user.Email, user.Roles.Split(' '));
    }

    private RealmKeyRow Describe(TenantId tenant, byte[] dataKey, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        // RFC 7638: the id of a key is the hash of its public half.
        var id = Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        var jwk = $$"""{"kid":"{{id}}","kty":"EC","alg":"ES256","use":"sig","crv":"P-256","x":"{{x}}","y":"{{y}}"}""";
        return new RealmKeyRow(id, jwk, _box.Seal(tenant, dataKey, KeyPurpose, key.ExportPkcs8PrivateKey()));
    }

    private async Task<RealmKey?> LoadAsync(Tenant tenant, CancellationToken cancellation)
    {
        if (await _store.KeyAsync(tenant.Id, cancellation) is not { } row || await _credentials.DataKeyAsync(tenant.Id, cancellation) is not { } dataKey)
            return null;
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_box.Open(tenant.Id, dataKey, KeyPurpose, row.PrivateKey), out _);
        return _keys.GetOrAdd(tenant.Id, new RealmKey(row.KeyId, key, $$"""{"keys":[{{row.PublicKey}}]}"""));
    }
}

/// <summary>A realm's signing key.</summary>
/// <param name="Id">Its name in tokens.</param>
/// <param name="Private">Signs. Shared: never dispose it.</param>
/// <param name="KeySet">The public half as a JSON Web Key Set.</param>
public sealed record RealmKey(string Id, ECDsa Private, string KeySet);

/// <summary>Somebody who signed in.</summary>
/// <param name="Id">The subject of their tokens.</param>
/// <param name="Email">Their name.</param>
/// <param name="Roles">owner, manager, front_desk or staff.</param>
public sealed record RealmUser(Guid Id, string Email, IReadOnlyList<string> Roles);
