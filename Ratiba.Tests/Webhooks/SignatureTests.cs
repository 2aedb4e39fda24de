using System.Net;
using System.Text;
using Ratiba.Edge.Webhooks;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Webhooks;

/// <summary>RELIABILITY.md 18. Fails when <c>MetaSignature.IsValid</c> says yes to a wrong digest: saw flipped bits, odd headers and a third secret accepted.</summary>
public sealed class SignatureTests(PostgresCluster cluster)
{
    private static readonly byte[] Sesame = "sesame"u8.ToArray();

    [Theory]
    [InlineData("hello world", "f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17")]
    [InlineData("hello world2", "60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53")]
    public void PublishedVector_IsAccepted(string body, string digest) =>
        Assert.True(MetaSignature.IsValid([Sesame], Encoding.UTF8.GetBytes(body), "sha256=" + digest));

    [Fact]
    public void EscapedAndRawEmoji_AreSignedAsTheyAreSent()
    {
        foreach (var text in new[] { "{\"a\":\"\\ud83d\\ude00 \\/ \\u00e4\"}", "{\"a\":\"😀 / ä\"}" })
        {
            var body = Encoding.UTF8.GetBytes(text);
            Assert.True(MetaSignature.IsValid([Sesame], body, Webhook.Signature(body, "sesame")));
        }
    }

    [Fact]
    public void OneFlippedBit_IsRefused()
    {
        var body = "{\"object\":\"whatsapp_business_account\"}"u8.ToArray();
        var signature = Webhook.Signature(body, "sesame");
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            var flipped = body.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(MetaSignature.IsValid([Sesame], flipped, signature));
        }
        for (var at = "sha256=".Length; at < signature.Length; at++)
        {
            var changed = signature.ToCharArray();
            changed[at] = changed[at] == '0' ? '1' : '0';
            Assert.False(MetaSignature.IsValid([Sesame], body, new string(changed)));
        }
    }

    [Fact]
    public void NonAsciiDigits_AreRefused()
    {
        Assert.False(MetaSignature.IsValid([Sesame], "{}"u8, "sha256=" + new string('\u00e4', 64)));
        Assert.False(MetaSignature.IsValid([Sesame], "{}"u8, "sha256=" + new string('\u0661', 64)));
    }

    [Fact]
    public async Task OddHeaders_AreRefusedAndNeverFail()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        var body = Webhook.WhatsAppText("1", "254712345678", "wamid.1", "habari");
        var good = Webhook.Signature(body, RatibaNode.AppSecret);
        string[][] odd =
        [
            [], [""], ["sha256="], [good[..^1]], [good + "0"], [good.ToUpperInvariant()], ["SHA256=" + good[7..]], ["sha256=" + good[7..].ToUpperInvariant()],
            [good, good], [good + "," + good], ["sha1=" + good[7..47]], [good[7..]], [" " + good[1..]], ["sha256=" + new string('g', 64)],
            [new string('x', 8000)], [Webhook.Signature(body, "another")],
        ];
        foreach (var headers in odd)
        {
            using var answer = await node.Http.PostAsync("whatsapp", body, headers);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from public.inbox_keys_current"));
    }

    [Fact]
    public async Task RotatedSecrets_AreBothAcceptedAndAThirdIsNot()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["WHATSAPP_APP_SECRET"] = "old-secret, new-secret" });
        var body = Webhook.WhatsAppText("1", "254712345678", "wamid.1", "habari");
        Assert.Equal(HttpStatusCode.OK, (await node.Http.PostSignedAsync("whatsapp", body, "old-secret")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await node.Http.PostSignedAsync("whatsapp", body, "new-secret")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Http.PostSignedAsync("whatsapp", body, "older-secret")).StatusCode);
    }

    [Fact]
    public async Task MissingSecret_SwitchesTheWebhookOff()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["WHATSAPP_APP_SECRET"] = "" });
        using var answer = await node.Http.PostSignedAsync("whatsapp", "{}"u8.ToArray(), "");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("whatsapp", "subscribe", "verify-whatsapp", HttpStatusCode.OK)]
    [InlineData("instagram", "subscribe", "verify-instagram", HttpStatusCode.OK)]
    [InlineData("messenger", "subscribe", "verify-messenger", HttpStatusCode.OK)]
    [InlineData("whatsapp", "subscribe", "verify-instagram", HttpStatusCode.Forbidden)]
    [InlineData("whatsapp", "subscribe", "", HttpStatusCode.Forbidden)]
    [InlineData("whatsapp", "unsubscribe", "verify-whatsapp", HttpStatusCode.Forbidden)]
    public async Task Handshake_ReturnsTheChallengeVerbatimOnlyForOurToken(string channel, string mode, string token, HttpStatusCode expected)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        using var answer = await node.Http.GetAsync(
            new Uri($"/api/v1/webhooks/{channel}?hub.mode={mode}&hub.challenge=1158201444&hub.verify_token={token}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK) Assert.Equal("1158201444", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
