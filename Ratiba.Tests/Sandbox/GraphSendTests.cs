namespace Ratiba.Tests.Sandbox;

/// <summary>The sandbox's send endpoint answers as Meta's (PROVIDERS.md 1.9 and 1.10).</summary>
public sealed class GraphSendTests
{
    private const string Read = """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.x","typing_indicator":{"type":"text"}}""";

    [Fact]
    public async Task ValidText_IsAcceptedWithAnId()
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendTextAsync("Karibu");

        Assert.Equal(200, status);
        Assert.Equal(SandboxPhone.Customer, (string?)body["contacts"]?[0]?["wa_id"]);
        Assert.StartsWith("wamid.", (string?)body["messages"]?[0]?["id"], StringComparison.Ordinal);
    }

    // Fails when the token is not looked at: saw 200.
    [Theory]
    [InlineData("")]
    [InlineData("EAAG-someone-else")]
    public async Task UnknownToken_IsError190(string token)
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendAsync("""{"messaging_product":"whatsapp","to":"254712345678","type":"text","text":{"body":"x"}}""", token);

        Assert.Equal((401, 190), (status, (int?)body["error"]?["code"]));
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(21, 400)]
    public async Task ButtonTitle_IsLimitedTo20(int length, int expected)
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendAsync(Buttons(new string('a', length)));

        Assert.Equal(expected, status);
        Assert.Equal(expected == 200 ? null : 131009, (int?)body["error"]?["code"]);
    }

    [Theory]
    [InlineData(4, "a", "b", "c", "d")]
    [InlineData(2, "a", "a")]
    public async Task TooManyOrEqualButtons_AreRefused(int count, params string[] titles)
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendAsync(Buttons(titles));

        Assert.Equal(count, titles.Length);
        Assert.Equal((400, 131009), (status, (int?)body["error"]?["code"]));
    }

    [Theory]
    [InlineData(10, 24, 200)]
    [InlineData(11, 24, 400)]
    [InlineData(1, 25, 400)]
    public async Task List_IsLimitedTo10RowsOf24(int rows, int title, int expected)
    {
        await using var phone = await SandboxPhone.StartAsync();
        var list = string.Join(',', Enumerable.Range(0, rows).Select(row => $$"""{"id":"r{{row}}","title":"{{new string('t', title)}}"}"""));

        var (status, _) = await phone.SendAsync(
            """{"messaging_product":"whatsapp","to":"254712345678","type":"interactive","interactive":{"type":"list","body":{"text":"x"},"action":{"button":"Menu","sections":[{"rows":["""
            + list + "]}]}}}");

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"messaging_product\":")]
    [InlineData("{\"messaging_product\":\"whatsapp\",\"to\":\"254712345678\",\"type\":\"text\",\"text\":{\"body\":\"\\ud83d\"}}")]
    [InlineData("{\"messaging_product\":\"whatsapp\",\"to\":\"254712345678\",\"type\":\"text\",\"text\":\"a string\"}")]
    public async Task UnreadableBody_IsError100(string body)
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, answer) = await phone.SendAsync(body);

        Assert.Equal((400, 100), (status, (int?)answer["error"]?["code"]));
    }

    [Fact]
    public async Task MarkAsRead_IsSuccess()
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendAsync(Read);

        Assert.Equal((200, true), (status, (bool?)body["success"]));
        Assert.Equal(0, (int?)(await phone.GetAsync("/sandbox/stats"))["sends"]?["sends"]);
    }

    // Fails when the keys are not counted: saw 0.
    [Fact]
    public async Task KeySentTwice_IsCountedAsDoubled()
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.SendTextAsync("one", "key-1");
        await phone.SendTextAsync("two", "key-2");
        await phone.SendTextAsync("one again", "key-1");

        var statistics = (await phone.GetAsync("/sandbox/stats"))["sends"];

        Assert.Equal((3, 2, 1), ((int?)statistics?["sends"], (int?)statistics?["distinct_keys"], (int?)statistics?["doubled_keys"]));
        Assert.Equal(2, (int?)(await phone.GetAsync("/sandbox/sends?key=key-1"))["count"]);
    }

    [Fact]
    public async Task FailOnce_RefusesOneSendAndTakesTheNext()
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.BehaveAsync("""{"fail":{"code":130429,"status":403,"times":1}}""");

        var refused = await phone.SendTextAsync("x");
        var taken = await phone.SendTextAsync("x");

        Assert.Equal((403, 130429, 200), (refused.Status, (int?)refused.Body["error"]?["code"], taken.Status));
    }

    [Fact]
    public async Task BehaviourOfANumber_LeavesOthersAlone()
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.BehaveAsync("""{"phone_number_id":"other","fail":{"code":131000,"status":500}}""");

        Assert.Equal(200, (await phone.SendTextAsync("x")).Status);
        Assert.Equal(500, (await phone.SendAsync(Buttons("ok"), account: "other")).Status);
    }

    [Theory]
    [InlineData("after", 1)]
    [InlineData("before", 0)]
    public async Task DroppedAnswer_LeavesTheMessageOrNot(string when, int sends)
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.BehaveAsync($$$"""{"drop":{"when":"{{{when}}}","times":1}}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => phone.SendTextAsync("x", "key"));

        Assert.Equal(sends, (int?)(await phone.GetAsync("/sandbox/sends?key=key"))["count"]);
    }

    [Fact]
    public async Task PageSend_IsAnsweredWithAMessageId()
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, body) = await phone.SendAsync("""{"recipient":{"id":"77"},"messaging_type":"RESPONSE","message":{"text":"Hi"}}""", account: "page-1");

        Assert.Equal((200, "77"), (status, (string?)body["recipient_id"]));
        Assert.NotNull((string?)body["message_id"]);
    }

    private static string Buttons(params string[] titles) =>
        """{"messaging_product":"whatsapp","to":"254712345678","type":"interactive","interactive":{"type":"button","body":{"text":"x"},"action":{"buttons":["""
        + string.Join(',', titles.Select(title => $$$"""{"type":"reply","reply":{"id":"{{{title}}}","title":"{{{title}}}"}}""")) + "]}}}";
}
