using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;
using Ratiba.Tests.Tenants;

namespace Ratiba.Tests.Http;

/// <summary>
/// RELIABILITY.md 19: forged and misused tokens on a tenant's route. Every attack is one change to a token that is accepted without it (the first assertion),
/// signed with the realm's real key wherever the attack is not about the signature.
/// </summary>
public sealed class TokenAttackTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Fails when guards are removed; with ValidateAudience off, the azp and typ checks off and all realms' keys in one heap it saw 200 for "own key, other realm",
    // "other audience", "no audience", "other client" and "ID token"; with RequireExpirationTime off for "no exp".
    [Fact]
    public async Task EveryAttack_Is401_AndNothingIsFetched()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var (id, password) = await node.OnboardAsync("acme-spa");
        await node.OnboardAsync("other-spa");
        var key = await KeyAsync(node, "acme-spa");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        var evil = $"http://127.0.0.1:{((IPEndPoint)trap.LocalEndpoint).Port}/keys";
        using var attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var attackerRsa = RSA.Create(2048);

        using (var accepted = await node.ProfileAsync(Sign(Header(), Payload(), key.Private))) Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var real = await node.TokenAsync("acme-spa", password);
        using (var accepted = await node.ProfileAsync(real)) Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);

        var spki = key.Private.ExportSubjectPublicKeyInfo();
        (string Name, string Token)[] attacks =
        [
            ("alg none", Unsigned(Header(h => h["alg"] = "none"), Payload())),
            ("alg None", Unsigned(Header(h => h["alg"] = "None"), Payload())),
            ("alg none, real signature", real.Split('.') is var parts ? $"{Encode(Header(h => h["alg"] = "none"))}.{parts[1]}.{parts[2]}" : ""),
            ("no signature", real[..(real.LastIndexOf('.') + 1)]),
            ("HS256 with the public key, DER", Mac(Header(h => h["alg"] = "HS256"), Payload(), spki)),
            ("HS256 with the public key, PEM", Mac(Header(h => h["alg"] = "HS256"), Payload(), Encoding.ASCII.GetBytes(key.Private.ExportSubjectPublicKeyInfoPem()))),
            ("HS256 with the JWK", Mac(Header(h => h["alg"] = "HS256"), Payload(), Encoding.ASCII.GetBytes(key.KeySet))),
            ("HS256 with nothing", Mac(Header(h => h["alg"] = "HS256"), Payload(), [])),
            ("attacker's key, real kid", Sign(Header(), Payload(), attacker)),
            ("attacker's key, no kid", Sign(Header(h => h.Remove("kid")), Payload(), attacker)),
            ("kid traversal", Mac(Header(h => (h["alg"], h["kid"]) = ("HS256", "../../../../../../dev/null")), Payload(), [])),
            ("kid of SQL", Sign(Header(h => h["kid"] = "' or 1=1 --"), Payload(), attacker)),
            ("jku", Sign(Header(h => (h["jku"], h["kid"]) = (evil, "evil")), Payload(), attacker)),
            ("x5u", Sign(Header(h => (h["x5u"], h["kid"]) = (evil, "evil")), Payload(), attacker)),
            ("jwk in the header", Sign(Header(h => (h["jwk"], h["kid"]) = (Jwk(attacker), "evil")), Payload(), attacker)),
            ("RS256 with a key of the attacker", SignRsa(Header(h => h["alg"] = "RS256"), Payload(), attackerRsa)),
            ("issuer is the attacker's server", Sign(Header(h => h["kid"] = "evil"), Payload(p => p["iss"] = evil), attacker)),
            ("issuer with a slash", Sign(Header(), Payload(p => p["iss"] = p["iss"] + "/"), key.Private)),
            ("issuer of an unknown realm", Sign(Header(), Payload(p => p["iss"] = p["iss"] + "x"), key.Private)),
            ("issuer with a path", Sign(Header(), Payload(p => p["iss"] = p["iss"] + "/../other-spa"), key.Private)),
            ("issuer on another host", Sign(Header(), Payload(p => p["iss"] = "https://ratiba.example/realms/acme-spa"), key.Private)),
            ("issuer in capitals", Sign(Header(), Payload(p => p["iss"] = ((string?)p["iss"])!.ToUpperInvariant()), key.Private)),
            ("issuer is a list", Sign(Header(), Payload(p => p["iss"] = new JsonArray((string?)p["iss"])), key.Private)),
            ("no issuer", Sign(Header(), Payload(p => p.Remove("iss")), key.Private)),
            ("own key, other realm", Sign(Header(), Payload(p => p["iss"] = new Uri(node.Address, "/realms/other-spa").ToString()), key.Private)),
            ("other audience", Sign(Header(), Payload(p => p["aud"] = "account"), key.Private)),
            ("no audience", Sign(Header(), Payload(p => p.Remove("aud")), key.Private)),
            ("other client", Sign(Header(), Payload(p => p["azp"] = "evil"), key.Private)),
            ("ID token", Sign(Header(), Payload(p => p["typ"] = "ID"), key.Private)),
            ("expired", Sign(Header(), Payload(p => p["exp"] = now - 60), key.Private)),
            ("not yet valid", Sign(Header(), Payload(p => p["nbf"] = now + 120), key.Private)),
            ("no exp", Sign(Header(), Payload(p => p.Remove("exp")), key.Private)),
            ("exp is a text", Sign(Header(), Payload(p => p["exp"] = "tomorrow"), key.Private)),
            ("exp is huge", Sign(Header(), Payload(p => p["exp"] = 1e300), key.Private)),
            ("payload changed", real.Split('.') is var cut ? $"{cut[0]}.{Encode(Payload())}.{cut[2]}" : ""),
            ("bit flipped in the signature", Flip(real)),
            ("JWE", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA"),
            ("too long", Sign(Header(), Payload(p => p["pad"] = new string('a', 9_000)), key.Private)),
            ("not a token", "x"),
            ("dots", "..."),
            ("payload is not JSON", Sign(Header(), "nothing", key.Private)),
            ("payload is a list", Sign(Header(), "[]", key.Private)),
        ];
        List<string> letThrough = [];
        foreach (var (name, token) in attacks)
        {
            using var response = await node.ProfileAsync(token);
            if (response.StatusCode != HttpStatusCode.Unauthorized) letThrough.Add($"{name}: {(int)response.StatusCode}");
        }
        Assert.True(letThrough.Count == 0, string.Join("; ", letThrough));
        await EdgeNode.ProblemAsync(await node.ProfileAsync("x"), HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.False(trap.Pending(), "A key was fetched from where the token said.");

        // Known, but not allowed: 403 and not 401.
        await EdgeNode.ProblemAsync(await node.ProfileAsync(Sign(Header(), Payload(p => p.Remove("realm_access")), key.Private)), HttpStatusCode.Forbidden, "forbidden");
        await EdgeNode.ProblemAsync(await node.ProfileAsync(Sign(Header(), Payload(p => p["realm_access"] = new JsonObject { ["roles"] = new JsonArray("admin", 7) }), key.Private)), HttpStatusCode.Forbidden, "forbidden");
        await node.Admin.PostAsync($"/api/v1/admin/tenants/{id}/suspend", null, Cancellation);
        await EdgeNode.ProblemAsync(await node.ProfileAsync(real), HttpStatusCode.Forbidden, "tenant_not_serving");
        await node.Admin.PostAsync($"/api/v1/admin/tenants/{id}/restore", null, Cancellation);
        using (var restored = await node.ProfileAsync(real)) Assert.Equal(HttpStatusCode.OK, restored.StatusCode);

        string Header(Action<JsonObject>? change = null) => Changed(new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = key.Id }, change);

        string Payload(Action<JsonObject>? change = null) => Changed(
            new JsonObject
            {
                ["iss"] = new Uri(node.Address, "/realms/acme-spa").ToString(),
                ["aud"] = "ratiba-dashboard",
                ["azp"] = "ratiba-dashboard",
                ["sub"] = "somebody",
                ["typ"] = "Bearer",
                ["exp"] = now + 300,
                ["realm_access"] = new JsonObject { ["roles"] = new JsonArray("owner") },
            },
            change);
    }

    [Fact]
    public async Task TokenNamesAnotherTenantInItsClaims_TheIssuersTenantCounts()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await node.OnboardAsync("acme-spa");
        var (other, _) = await node.OnboardAsync("other-spa");
        await database.ExecuteAsync("with v as (update public.registry_version set version = version + 1 returning version) update public.tenants set name = slug, version = v.version from v");
        await node.Get<RegistryWatcher>().RefreshAsync(Cancellation);
        var key = await KeyAsync(node, "acme-spa");
        var payload = new JsonObject
        {
            ["iss"] = new Uri(node.Address, "/realms/acme-spa").ToString(),
            ["aud"] = "ratiba-dashboard",
            ["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 300,
            ["realm_access"] = new JsonObject { ["roles"] = new JsonArray("owner") },
            ["ratiba:tenant"] = other,
            ["tenant"] = other,
        };

        using var response = await node.ProfileAsync(Sign(new JsonObject { ["alg"] = "ES256", ["kid"] = key.Id }.ToJsonString(), payload.ToJsonString(), key.Private));

        Assert.Equal("acme-spa", (await EdgeNode.BodyAsync(response)).GetProperty("business_name").GetString());
    }

    private static async Task<RealmKey> KeyAsync(EdgeNode node, string slug) =>
        (await node.Get<EmbeddedRealms>().KeyAsync(node.Get<TenantDirectory>().Find(slug)!, Cancellation))!;

    private static string Changed(JsonObject json, Action<JsonObject>? change)
    {
        change?.Invoke(json);
        return json.ToJsonString();
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Unsigned(string header, string payload) => $"{Encode(header)}.{Encode(payload)}.";

    private static string Sign(string header, string payload, ECDsa key) => Signed(header, payload, bytes => key.SignData(bytes, HashAlgorithmName.SHA256));

    private static string SignRsa(string header, string payload, RSA key) =>
        Signed(header, payload, bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Mac(string header, string payload, byte[] key) => Signed(header, payload, bytes => HMACSHA256.HashData(key, bytes));

    private static string Signed(string header, string payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Flip(string token)
    {
        var cut = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(cut));
        signature[10] ^= 1;
        return token[..cut] + Base64Url.EncodeToString(signature);
    }

    private static JsonObject Jwk(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }
}
