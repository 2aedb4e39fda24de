using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>The embedded issuer looks like Keycloak's realms.</summary>
public sealed class RealmTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owner_SignsIn_AndReadsTheProfile()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var (_, password) = await node.OnboardAsync("acme-spa");

        var token = new JsonWebToken(await node.TokenAsync("acme-spa", password));

        Assert.Equal(new Uri(node.Address, "/realms/acme-spa").ToString(), token.Issuer);
        Assert.Equal("ES256", token.Alg);
        Assert.Equal(["ratiba-dashboard"], token.Audiences);
        Assert.Equal("ratiba-dashboard", token.GetPayloadValue<string>("azp"));
        Assert.Equal("Bearer", token.GetPayloadValue<string>("typ"));
        Assert.Equal("owner@acme.example", token.GetPayloadValue<string>("preferred_username"));
        Assert.Equal("""{"roles":["owner"]}""", token.GetPayloadValue<JsonElement>("realm_access").GetRawText());
        Assert.True(Guid.TryParse(token.Subject, out _));
        Assert.InRange(token.ValidTo - token.IssuedAt, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));

        using var profile = await node.ProfileAsync(token.EncodedToken);
        Assert.Equal("""{"business_name":"Acme Spa","assistant_name":"Acme Spa"}""", await profile.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Discovery_NamesTheRealmsOwnAddresses_WhateverTheHostHeaderSays()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await node.OnboardAsync("acme-spa");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/realms/acme-spa/.well-known/openid-configuration") { Headers = { Host = "evil.example" } };
        var body = await EdgeNode.BodyAsync(await node.Client.SendAsync(request, Cancellation));

        var issuer = new Uri(node.Address, "/realms/acme-spa").ToString();
        Assert.Equal(issuer, body.GetProperty("issuer").GetString());
        Assert.Equal(issuer + "/protocol/openid-connect/token", body.GetProperty("token_endpoint").GetString());
        Assert.Equal(issuer + "/protocol/openid-connect/certs", body.GetProperty("jwks_uri").GetString());
    }

    [Fact]
    public async Task Keys_AreOfThatRealmOnly_AndOnlyTheirPublicHalf()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await node.OnboardAsync("one-spa");
        await node.OnboardAsync("two-spa");

        var one = await KeyAsync(node, "one-spa");
        var two = await KeyAsync(node, "two-spa");

        Assert.NotEqual(one.GetProperty("kid").GetString(), two.GetProperty("kid").GetString());
        Assert.False(one.TryGetProperty("d", out _));
        Assert.Equal("ES256", one.GetProperty("alg").GetString());
    }

    [Fact]
    public async Task WrongPasswordUserClientOrRealm_IsRefusedAsOAuthSays()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var (id, password) = await node.OnboardAsync("acme-spa");
        await node.OnboardAsync("other-spa");

        await RefusedAsync(node.SignInAsync("acme-spa", "owner@acme.example", "wrong"), "invalid_grant");
        await RefusedAsync(node.SignInAsync("acme-spa", "nobody@acme.example", password), "invalid_grant");
        await RefusedAsync(node.SignInAsync("other-spa", "owner@acme.example", password), "invalid_grant");
        await RefusedAsync(node.SignInAsync("acme-spa", "owner@acme.example", password, client: "other"), "invalid_client");
        using var unknown = await node.SignInAsync("no-such-spa", "owner@acme.example", password);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var path = await node.Client.GetAsync("/realms/acme-spa/account", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, path.StatusCode);
        using var long_ = await node.SignInAsync("acme-spa", "owner@acme.example", new string('a', 9_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, long_.StatusCode);

        await node.Admin.PostAsync($"/api/v1/admin/tenants/{id}/suspend", null, Cancellation);
        using var suspended = await node.SignInAsync("acme-spa", "owner@acme.example", password);
        Assert.Equal(HttpStatusCode.NotFound, suspended.StatusCode);
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> signIn, string error)
    {
        using var response = await signIn;
        Assert.InRange((int)response.StatusCode, 400, 401);
        Assert.Equal(error, (await EdgeNode.BodyAsync(response)).GetProperty("error").GetString());
    }

    private static async Task<JsonElement> KeyAsync(EdgeNode node, string slug) =>
        Assert.Single((await EdgeNode.BodyAsync(await node.Client.GetAsync($"/realms/{slug}/protocol/openid-connect/certs", Cancellation))).GetProperty("keys").EnumerateArray());
}
