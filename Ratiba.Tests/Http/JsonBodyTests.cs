using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ratiba.Tests.Support;
using Ratiba.Tests.Tenants;

namespace Ratiba.Tests.Http;

/// <summary>RELIABILITY.md 23 on the admin REST: whatever the body is, it is answered 4xx with a code, and nothing is made.</summary>
public sealed class JsonBodyTests(PostgresCluster cluster)
{
    private const string Route = "/api/v1/admin/tenants";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly (string Name, byte[] Body)[] Malformed =
    [
        ("empty", []),
        ("blank", "   "u8.ToArray()),
        ("truncated", """{"name":"Acme"""u8.ToArray()),
        ("trailing", "{}{}"u8.ToArray()),
        ("comment", "{/* */}"u8.ToArray()),
        ("trailing comma", """{"name":"a",}"""u8.ToArray()),
        ("null", "null"u8.ToArray()),
        ("array", "[]"u8.ToArray()),
        ("text", "\"x\""u8.ToArray()),
        ("NaN", """{"name":NaN}"""u8.ToArray()),
        ("deep", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 60_000))),
        ("deep and closed", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 17) + new string(']', 17) + "}")),
        ("duplicate keys", """{"name":"a","name":"b"}"""u8.ToArray()),
        ("duplicate keys deep down", """{"unknown":{"x":1,"\u0078":2}}"""u8.ToArray()),
        ("lone high surrogate", """{"name":"\ud800"}"""u8.ToArray()),
        ("lone low surrogate in an unknown field", """{"unknown":["\udc00x"]}"""u8.ToArray()),
        ("lone surrogate as a key", """{"\ud800":1}"""u8.ToArray()),
        ("U+0000", """{"name":"a\u0000b"}"""u8.ToArray()),
        ("raw control character", "{\"name\":\"a\u0001\"}"u8.ToArray()),
        ("invalid UTF-8", [.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]),
        ("overlong UTF-8", [.. "{\"name\":\""u8, 0xc0, 0x80, .. "\"}"u8]),
        ("UTF-8 surrogate", [.. "{\"name\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8]),
        ("UTF-16", Encoding.Unicode.GetBytes("{}")),
        ("byte order mark", [0xef, 0xbb, 0xbf, .. "{}"u8]),
    ];

    private static readonly (string Name, string Body)[] Invalid =
    [
        ("wrong type", """{"name":7}"""),
        ("huge number", """{"name":1e999999}"""),
        ("long number", "{\"slug\":" + new string('9', 10_000) + "}"),
        ("object for a text", """{"slug":{}}"""),
        ("text for an object", """{"admin":"owner"}"""),
        ("array for an object", """{"admin":[]}"""),
        ("empty object", "{}"),
        ("nulls", """{"name":null,"slug":null,"vertical":null,"admin":null}"""),
        ("control characters", """{"name":"\u0007","slug":"acme-spa","vertical":"spa","admin":{"email":"a@b.example"}}"""),
    ];

    // Fails when HasUnusableText is not asked: saw 422 for the lone high surrogate (and 500 for the lone surrogate as a key, when it was asked too late).
    [Fact]
    public async Task BadBodies_Are4xxWithACode_AndMakeNothing()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);

        foreach (var (name, body) in Malformed) await AssertAsync(node, name, body, "application/json", HttpStatusCode.BadRequest, "malformed");
        foreach (var (name, body) in Invalid)
            await AssertAsync(node, name, Encoding.UTF8.GetBytes(body), "application/json", HttpStatusCode.UnprocessableEntity, "invalid");
        var valid = Encoding.UTF8.GetBytes(EdgeNode.Application("acme-spa"));
        foreach (var type in new[] { null, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "json", "*/*" })
            await AssertAsync(node, type ?? "no type", valid, type, HttpStatusCode.UnsupportedMediaType, "unsupported_type");
        var long_ = new byte[64 * 1024 + 1];
        Array.Fill(long_, (byte)' ');
        await AssertAsync(node, "too long", long_, "application/json", HttpStatusCode.RequestEntityTooLarge, "too_large");
        await AssertAsync(node, "too long, chunked", long_, "application/json", HttpStatusCode.RequestEntityTooLarge, "too_large", chunked: true);

        Assert.Equal(0, await database.ScalarAsync<int>("select count(*)::int from public.tenants"));
    }

    [Fact]
    public async Task UnknownFieldsAndCharset_AreTolerated()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        var body = EdgeNode.Application("acme-spa").Replace("\"vertical\"", "\"colour\":{\"a\":[1e999]},\"vertical\"", StringComparison.Ordinal);
        using var response = await SendAsync(node, Encoding.UTF8.GetBytes(body), "application/JSON; charset=\"UTF-8\"", chunked: true);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task UnknownRoutesAndMethods_AreProblems()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await EdgeNode.ProblemAsync(await node.Admin.GetAsync("/api/v1/admin/nothing", Cancellation), HttpStatusCode.NotFound, "not_found");
        await EdgeNode.ProblemAsync(await node.Admin.DeleteAsync(Route, Cancellation), HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task DatabaseFailsInTheMiddle_Is5xxProblemWithoutDetails()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await EdgeNode.StartAsync(database);
        await database.ExecuteAsync("alter table public.tenant_admins rename to gone");
        var id = (await database.CreateTenantAsync()).ToString();
        var problem = await EdgeNode.ProblemAsync(await node.Admin.GetAsync($"{Route}/{id}", Cancellation), HttpStatusCode.InternalServerError, "internal");
        Assert.DoesNotContain("tenant_admins", problem.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task AssertAsync(EdgeNode node, string name, byte[] body, string? type, HttpStatusCode status, string code, bool chunked = false)
    {
        using var response = await SendAsync(node, body, type, chunked);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == status && text.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal), $"{name}: {(int)response.StatusCode} {text}");
    }

    private static Task<HttpResponseMessage> SendAsync(EdgeNode node, byte[] body, string? type, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = new ByteArrayContent(body) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (chunked) request.Headers.TransferEncodingChunked = true;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return node.Admin.SendAsync(request, Cancellation);
    }
}
