using System.Net;
using System.Text.Json;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>The platform admin's routes, as API.md has them.</summary>
public sealed class TenantRoutesTests(PostgresCluster cluster)
{
    private const string Route = "/api/v1/admin/tenants";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Onboarding_AnswersTheShapeOfTheContract()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);

        using var response = await node.Admin.PostAsync(Route, EdgeNode.Json(EdgeNode.Application("acme-spa")), Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await EdgeNode.BodyAsync(response);
        Assert.Equal(["id", "slug", "vertical", "status", "default_locale", "created_at", "admins"], body.EnumerateObject().Select(field => field.Name));
        Assert.Equal(26, body.GetProperty("id").GetString()!.Length);
        Assert.Equal(("acme-spa", "spa", "trial", "en"), (Text(body, "slug"), Text(body, "vertical"), Text(body, "status"), Text(body, "default_locale")));
        Assert.EndsWith("Z", Text(body, "created_at"), StringComparison.Ordinal);
        Assert.Equal("""[{"email":"owner@acme.example","phone_e164":"+254712345678"}]""", body.GetProperty("admins").GetRawText());
        Assert.Equal($"{Route}/{Text(body, "id")}", response.Headers.Location?.ToString());

        using var read = await node.Admin.GetAsync(response.Headers.Location, Cancellation);
        Assert.Equal(Text(body, "created_at"), Text(await EdgeNode.BodyAsync(read), "created_at"));
    }

    [Fact]
    public async Task List_PagesByCursor()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        List<string> ids = [];
        for (var i = 0; i < 5; i++) ids.Add((await node.OnboardAsync($"shop-{i}")).Id);

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await EdgeNode.BodyAsync(await node.Admin.GetAsync($"{Route}?limit=2{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}", Cancellation));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        Assert.Equal(ids, seen);

        foreach (var query in new[] { "limit=0", "limit=201", "limit=x", "limit=-1", "cursor=x" })
            await EdgeNode.ProblemAsync(await node.Admin.GetAsync($"{Route}?{query}", Cancellation), HttpStatusCode.UnprocessableEntity, "invalid");
    }

    [Fact]
    public async Task Moves_AnswerTheTenantOr409WithTheAllowedOnes()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var (id, _) = await node.OnboardAsync("acme-spa");

        var refused = await EdgeNode.ProblemAsync(await node.Admin.PostAsync($"{Route}/{id}/restore", null, Cancellation), HttpStatusCode.Conflict, "move_not_allowed");
        Assert.Equal("""["suspend","delete"]""", refused.GetProperty("allowed").GetRawText());
        Assert.Equal("suspended", Text(await EdgeNode.BodyAsync(await node.Admin.PostAsync($"{Route}/{id}/suspend", null, Cancellation)), "status"));
        refused = await EdgeNode.ProblemAsync(await node.Admin.PostAsync($"{Route}/{id}/suspend", null, Cancellation), HttpStatusCode.Conflict, "move_not_allowed");
        Assert.Equal("""["restore","delete"]""", refused.GetProperty("allowed").GetRawText());
        Assert.Equal("active", Text(await EdgeNode.BodyAsync(await node.Admin.PostAsync($"{Route}/{id}/restore", null, Cancellation)), "status"));

        foreach (var unknown in new[] { "01HV0000000000000000000000", "x", "..%2f" })
            await EdgeNode.ProblemAsync(await node.Admin.PostAsync($"{Route}/{unknown}/suspend", null, Cancellation), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Channel_IsSet_ItsTokenIsNeverShown_AndTheAccountIsReserved()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var (one, _) = await node.OnboardAsync("one-spa");
        var (two, _) = await node.OnboardAsync("two-spa");

        using var set = await node.Admin.PutAsync($"{Route}/{one}/channels/whatsapp", EdgeNode.Json("""{"phone_number_id":"1001","access_token":"EAAG-secret"}"""), Cancellation);
        Assert.Equal("""{"whatsapp":{"phone_number_id":"1001","has_access_token":true}}""", (await EdgeNode.BodyAsync(set)).GetProperty("channels").GetRawText());
        using var read = await node.Admin.GetAsync($"{Route}/{one}", Cancellation);
        Assert.DoesNotContain("EAAG", await read.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        using var taken = await node.Admin.PutAsync($"{Route}/{two}/channels/whatsapp", EdgeNode.Json("""{"phone_number_id":"1001"}"""), Cancellation);
        await EdgeNode.ProblemAsync(taken, HttpStatusCode.Conflict, "phone_number_id_taken");
        using var page = await node.Admin.PutAsync($"{Route}/{two}/channels/messenger", EdgeNode.Json("""{"page_id":"77"}"""), Cancellation);
        Assert.Equal("""{"messenger":{"page_id":"77","has_access_token":false}}""", (await EdgeNode.BodyAsync(page)).GetProperty("channels").GetRawText());

        foreach (var body in new[] { "{}", """{"phone_number_id":""}""", """{"phone_number_id":"a b"}""", """{"phone_number_id":"1","access_token":""}""", """{"phone_number_id":7}""" })
        {
            using var invalid = await node.Admin.PutAsync($"{Route}/{two}/channels/whatsapp", EdgeNode.Json(body), Cancellation);
            await EdgeNode.ProblemAsync(invalid, HttpStatusCode.UnprocessableEntity, "invalid");
        }
        using var unknown = await node.Admin.PutAsync($"{Route}/{two}/channels/telegram", EdgeNode.Json("{}"), Cancellation);
        await EdgeNode.ProblemAsync(unknown, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task SlugTaken_Is409_AndInvalidFieldsAre422ByName()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await node.OnboardAsync("acme-spa");

        using var taken = await node.Admin.PostAsync(Route, EdgeNode.Json(EdgeNode.Application("acme-spa")), Cancellation);
        await EdgeNode.ProblemAsync(taken, HttpStatusCode.Conflict, "slug_taken");
        using var invalid = await node.Admin.PostAsync(Route, EdgeNode.Json("""{"slug":"UP","unknown":1}"""), Cancellation);
        var errors = (await EdgeNode.ProblemAsync(invalid, HttpStatusCode.UnprocessableEntity, "invalid")).GetProperty("errors");
        Assert.Equal(["name", "slug", "vertical", "admin.email"], errors.EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task FailedOnboarding_Is503WithRetryAfter()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database, seed: (_, _, _) => throw new InvalidOperationException("no seed today"));

        using var failed = await node.Admin.PostAsync(Route, EdgeNode.Json(EdgeNode.Application("acme-spa")), Cancellation);

        await EdgeNode.ProblemAsync(failed, HttpStatusCode.ServiceUnavailable, "onboarding_failed");
        Assert.NotNull(failed.Headers.RetryAfter);
    }

    // Fails when the comparison in AdminKeys.Match is replaced by "return true": saw 200 for the wrong keys.
    [Fact]
    public async Task WrongOrMissingAdminKey_Is401_AndNoneConfigured503()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database, settings: new() { ["ADMIN_API_KEY"] = $"{EdgeNode.AdminKey}, second" });
        foreach (var key in new[] { null, "", "wrong", EdgeNode.AdminKey + "x", EdgeNode.AdminKey[..^1], EdgeNode.AdminKey.ToUpperInvariant(), $"{EdgeNode.AdminKey}, second" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Route);
            if (key is not null) request.Headers.TryAddWithoutValidation("X-Admin-API-Key", key);
            await EdgeNode.ProblemAsync(await node.Client.SendAsync(request, Cancellation), HttpStatusCode.Unauthorized, "unauthenticated");
        }
        using var rotated = new HttpRequestMessage(HttpMethod.Get, Route) { Headers = { { "X-Admin-API-Key", "second" } } };
        Assert.Equal(HttpStatusCode.OK, (await node.Client.SendAsync(rotated, Cancellation)).StatusCode);

        await using var keyless = await EdgeNode.StartAsync(database, settings: new() { ["ADMIN_API_KEY"] = "" });
        using var closed = await keyless.Admin.GetAsync(Route, Cancellation);
        await EdgeNode.ProblemAsync(closed, HttpStatusCode.ServiceUnavailable, "admin_key_not_configured");
        Assert.NotNull(closed.Headers.RetryAfter);
    }

    [Fact]
    public async Task EmbeddedIssuerInProduction_IsRefusedUnlessAskedForByName()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => EdgeNode.StartAsync(database, environment: "Production"));
        Assert.Contains("RATIBA_EMBEDDED_ISSUER", refused.Message, StringComparison.Ordinal);
        await using var asked = await EdgeNode.StartAsync(database, settings: new() { ["RATIBA_EMBEDDED_ISSUER"] = "true" }, environment: "Production");
    }

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}
