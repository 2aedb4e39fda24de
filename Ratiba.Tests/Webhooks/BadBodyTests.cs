using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Webhooks;

/// <summary>
/// RELIABILITY.md 23 for the webhooks: whatever stands in a signed body, the answer is never 5xx and the body is kept. Fails without the catch in
/// <c>MetaSplitter.Split</c>: saw the unreadable bodies answered 500.
/// </summary>
public sealed class BadBodyTests(PostgresCluster cluster)
{
    private static readonly string[] Channels = ["whatsapp", "instagram", "messenger"];

    [Fact]
    public async Task UnreadableSignedBodies_AreAcceptedAndBecomeDeadLetters()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        byte[][] bodies =
        [
            [], "{"u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "\"x\""u8.ToArray(), "{}"u8.ToArray(), "{}{}"u8.ToArray(), "{} x"u8.ToArray(),
            "{\"object\":\"unheard_of\",\"entry\":[]}"u8.ToArray(), "{\"object\":42}"u8.ToArray(), "{\"entry\":null}"u8.ToArray(),
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"value\":"u8.ToArray(),
            [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], [0xef, 0xbb, 0xbf, 0x7b, 0x7d], [0, 0, 0, 0],
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)),
            Encoding.UTF8.GetBytes(new string('[', 100_000)),
        ];
        foreach (var channel in Channels)
            foreach (var body in bodies)
            {
                using var answer = await node.Http.PostSignedAsync(channel, body);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }
        var kept = await database.QueryAsync<(short Channel, byte[] Body)>("select channel, body from public.dead_letters");
        Assert.Equal(Channels.Length * bodies.Length, kept.Count);
        foreach (var body in bodies) Assert.Equal(Channels.Length, kept.Count(row => row.Body.AsSpan().SequenceEqual(body)));
    }

    [Fact]
    public async Task OddElements_DoNotCostTheirSiblings()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "106540352242922");
        await using var node = await RatibaNode.StartAsync(database);
        var body = """
            {"object":"whatsapp_business_account","extra":{"a":[1,2,{"b":null}]},"entry":[7,"x",null,[],{"id":1,"changes":{"field":"messages","value":{
            "contacts":[{"wa_id":"1"},"odd",{"wa_id":254712345678,"profile":{"name":"A"}}],
            "messages":["odd",{"id":"wamid.a","from":254712345678,"timestamp":1749416383,"type":"text","text":{"body":"\ud83d"}},
            {"from":"254712345678","type":"brand_new_type","id":"wamid.b","id":"wamid.c","n":1e999}],
            "metadata":{"phone_number_id":106540352242922}}}}]}
            """u8.ToArray();
        using var answer = await node.Http.PostSignedAsync("whatsapp", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var kinds = await database.QueryAsync<string>("select kind from public.inbox_events order by seq");
        Assert.Equal(["message.none", "message.text", "message.brand_new_type"], kinds);
        var text = await database.ScalarAsync<string>("select convert_from(body, 'UTF8') from public.inbox_events where kind = 'message.text'");
        Assert.StartsWith("{\"contact\":{\"wa_id\":254712345678,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OversizeBody_Is413()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        var body = new byte[3 * 1024 * 1024 + 1];
        using var known = await node.Http.PostSignedAsync("whatsapp", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, known.StatusCode);

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/whatsapp") { Content = new StreamContent(new MemoryStream(body)) };
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await node.Http.SendAsync(chunked, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task BodyOfTheLargestSize_ArrivesWhole()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1");
        await using var node = await RatibaNode.StartAsync(database);
        var frame = Webhook.WhatsAppText("1", "254712345678", "wamid.big", "");
        var body = Webhook.WhatsAppText("1", "254712345678", "wamid.big", new string('a', (3 * 1024 * 1024) - frame.Length));
        Assert.Equal(3 * 1024 * 1024, body.Length);
        using var answer = await node.Http.PostSignedAsync("whatsapp", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await database.ScalarAsync<int>("select octet_length(body) from public.inbox_events") > body.Length - 1000);
    }

    [Fact]
    public async Task AnyContentTypeAndMethod_IsNeverAServerError()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        var body = Webhook.WhatsAppText("1", "254712345678", "wamid.1", "habari");
        foreach (var type in new[] { "application/json", "text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "image/png" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/whatsapp") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", Webhook.Signature(body, RatibaNode.AppSecret));
            using var answer = await node.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, "/api/v1/webhooks/whatsapp");
            using var answer = await node.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }
}
