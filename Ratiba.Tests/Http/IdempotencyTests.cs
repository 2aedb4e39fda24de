using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ratiba.Tests.Support;
using Ratiba.Tests.Tenants;

namespace Ratiba.Tests.Http;

/// <summary>AD4: Idempotency-Key on the POSTs of the admin REST.</summary>
public sealed class IdempotencyTests(PostgresCluster cluster)
{
    private const string Route = "/api/v1/admin/tenants";
    private const string Scope = "platform /api/v1/admin/tenants";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameKeyAndBody_GetsTheStoredAnswer_WithoutTheSecretHeader()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);

        using var first = await SendAsync(node, "key-1", "acme-spa");
        using var second = await SendAsync(node, "key-1", "acme-spa");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await TextAsync(first), await TextAsync(second));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.True(second.Headers.Contains("Idempotent-Replayed"));
        Assert.True(first.Headers.Contains("Ratiba-Initial-Password"));
        Assert.False(second.Headers.Contains("Ratiba-Initial-Password"));
    }

    [Fact]
    public async Task RefusalsAreKeptToo_AndKeysAreOfOneRoute()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        using var created = await SendAsync(node, "key-1", "acme-spa");
        var id = (await EdgeNode.BodyAsync(created)).GetProperty("id").GetString();

        using var suspended = await PostAsync(node, $"{Route}/{id}/suspend", "key-1", "");
        using var again = await PostAsync(node, $"{Route}/{id}/suspend", "key-1", "");
        using var other = await PostAsync(node, $"{Route}/{id}/suspend", "key-2", "");
        using var otherAgain = await PostAsync(node, $"{Route}/{id}/suspend", "key-2", "");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (suspended.StatusCode, again.StatusCode));
        await EdgeNode.ProblemAsync(other, HttpStatusCode.Conflict, "move_not_allowed");
        await EdgeNode.ProblemAsync(otherAgain, HttpStatusCode.Conflict, "move_not_allowed");
        Assert.True(otherAgain.Headers.Contains("Idempotent-Replayed"));
    }

    // Fails when ClaimAsync does not compare the hashes: saw 201 with the first tenant.
    [Fact]
    public async Task SameKeyWithAnotherBody_Is409()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        using var first = await SendAsync(node, "key-1", "acme-spa");
        using var other = await SendAsync(node, "key-1", "other-spa");
        await EdgeNode.ProblemAsync(other, HttpStatusCode.Conflict, "idempotency_key_reused");
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*)::int from public.tenants"));
    }

    // Fails when a duplicate does not wait but works too: saw 409 slug_taken among the answers.
    [Fact]
    public async Task TwentyDuplicatesAtOnce_OneTenantAndOneAnswer()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(node, "key-1", "acme-spa")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        Assert.Single((await Task.WhenAll(responses.Select(TextAsync))).Distinct());
        Assert.Equal(19, responses.Count(response => response.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*)::int from public.tenants"));
    }

    // Fails when ClaimAsync does not look at lease_until: saw 503 idempotency_in_progress after 45 s.
    [Fact]
    public async Task FirstRequestDied_TheDuplicateTakesOverAfterItsLease()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await database.ExecuteAsync(
            """
            insert into public.idempotency_keys (scope, key, request_hash, owner, lease_until, created_at)
            values (@Scope, 'key-1', @hash, gen_random_uuid(), now() + interval '1 second', now())
            """,
            new { Scope, hash = SHA256.HashData(Encoding.UTF8.GetBytes(EdgeNode.Application("acme-spa"))) });

        using var response = await SendAsync(node, "key-1", "acme-spa");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(await database.ScalarAsync<bool>("select status = 201 and now() >= created_at from public.idempotency_keys"));
    }

    [Fact]
    public async Task FirstRequestFailed_TheKeyCanBeTriedAgain()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var calls = 0;
        await using var node = await EdgeNode.StartAsync(database, seed: (_, _, _) =>
            Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);

        using var failed = await SendAsync(node, "key-1", "acme-spa");
        using var retried = await SendAsync(node, "key-1", "acme-spa");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created), (failed.StatusCode, retried.StatusCode));
    }

    [Fact]
    public async Task After24Hours_TheKeyIsNew()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        using var first = await SendAsync(node, "key-1", "acme-spa");
        await database.ExecuteAsync("update public.idempotency_keys set created_at = now() - interval '24 hours 1 minute'");
        using var other = await SendAsync(node, "key-1", "other-spa");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task MalformedKey_Is400()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        foreach (var key in new[] { "", "a b", new string('k', 256), "k\u007f" })
        {
            using var response = await SendAsync(node, key, "acme-spa");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(EdgeNode node, string key, string slug) => PostAsync(node, Route, key, EdgeNode.Application(slug));

    private static Task<HttpResponseMessage> PostAsync(EdgeNode node, string route, string key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = EdgeNode.Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return node.Admin.SendAsync(request, Cancellation);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation);
}
