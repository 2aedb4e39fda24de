using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ratiba.Tests.Sandbox;

/// <summary>The sandbox's customers and statuses arrive as Meta's webhooks do (PROVIDERS.md 1.2 to 1.7).</summary>
public sealed class CustomerTests
{
    private static readonly object Hello = new { phone = SandboxPhone.Customer, phone_number_id = SandboxPhone.Number, text = "Habari, ni saa ngapi? äöå" };

    // Fails when the body is signed by anything but the secret, or changed after it was signed: saw another digest.
    [Fact]
    public async Task CustomersText_ArrivesSignedOverTheRawBytes()
    {
        await using var phone = await SandboxPhone.StartAsync();

        var (status, receipt) = await phone.WriteAsync(Hello);
        var webhook = await phone.Target.NextAsync();

        Assert.Equal(200, status);
        Assert.Equal("/api/v1/webhooks/whatsapp", webhook.Path);
        Assert.Equal(Sign(webhook.Body), webhook.Signature);
        var message = Value(webhook)["messages"]?[0];
        Assert.Equal(((string?)receipt["id"], "Habari, ni saa ngapi? äöå"), ((string?)message?["id"], (string?)message?["text"]?["body"]));
        Assert.DoesNotContain(webhook.Body, letter => letter >= 0x80);
    }

    [Fact]
    public async Task Forgery_IsNotSignedByTheSecret()
    {
        await using var phone = await SandboxPhone.StartAsync();

        await phone.WriteAsync(new { phone = SandboxPhone.Customer, phone_number_id = SandboxPhone.Number, text = "x", signature = "wrong" });
        var wrong = await phone.Target.NextAsync();
        await phone.WriteAsync(new { phone = SandboxPhone.Customer, phone_number_id = SandboxPhone.Number, text = "x", signature = "none" });
        var none = await phone.Target.NextAsync();

        Assert.NotEqual(Sign(wrong.Body), wrong.Signature);
        Assert.Equal("", none.Signature);
    }

    [Fact]
    public async Task ServerThatRefuses_IsToldToTheCustomer()
    {
        await using var phone = await SandboxPhone.StartAsync();
        phone.Target.Status = 503;

        var (status, receipt) = await phone.WriteAsync(Hello);

        Assert.Equal((502, 503), (status, (int?)receipt["status"]));
    }

    [Theory]
    [InlineData("button", "button_reply")]
    [InlineData("list", "list_reply")]
    public async Task Tap_ArrivesAsAnInteractiveReply(string kind, string expected)
    {
        await using var phone = await SandboxPhone.StartAsync();

        await phone.WriteAsync(new { phone = SandboxPhone.Customer, phone_number_id = SandboxPhone.Number, tap = new { id = "slot-1", title = "3 pm", kind }, reply_to = "wamid.q" });
        var message = Value(await phone.Target.NextAsync())["messages"]?[0];

        Assert.Equal((expected, "slot-1", "wamid.q"), ((string?)message?["interactive"]?["type"], (string?)message?["interactive"]?[expected]?["id"], (string?)message?["context"]?["id"]));
    }

    [Theory]
    [InlineData("instagram", "instagram")]
    [InlineData("messenger", "page")]
    public async Task PageCustomer_ArrivesOnHisChannel(string channel, string kind)
    {
        await using var phone = await SandboxPhone.StartAsync();

        await phone.WriteAsync(new { phone = "psid-1", phone_number_id = "page-1", text = "Hi", channel });
        var webhook = await phone.Target.NextAsync();

        var body = JsonNode.Parse(webhook.Body);
        Assert.Equal(($"/api/v1/webhooks/{channel}", kind, "Hi"), (webhook.Path, (string?)body?["object"], (string?)body?["entry"]?[0]?["messaging"]?[0]?["message"]?["text"]));
        Assert.Equal(Sign(webhook.Body), webhook.Signature);
    }

    [Fact]
    public async Task AcceptedSend_IsFollowedByItsStatuses()
    {
        await using var phone = await SandboxPhone.StartAsync(statuses: true);
        await phone.BehaveAsync("""{"status_delay_ms":0}""");

        var (_, sent) = await phone.SendTextAsync("Karibu", "key-1");

        foreach (var expected in new[] { "sent", "delivered", "read" })
        {
            var webhook = await phone.Target.NextAsync();
            var status = Value(webhook)["statuses"]?[0];
            Assert.Equal(Sign(webhook.Body), webhook.Signature);
            Assert.Equal(
                (expected, (string?)sent["messages"]?[0]?["id"], "key-1"), ((string?)status?["status"], (string?)status?["id"], (string?)status?["biz_opaque_callback_data"]));
        }
    }

    [Fact]
    public async Task StatusError_FailsAnAcceptedMessageByWebhook()
    {
        await using var phone = await SandboxPhone.StartAsync(statuses: true);
        await phone.BehaveAsync("""{"status_delay_ms":0,"status_error":{"code":131026}}""");

        await phone.SendTextAsync("Karibu");
        await phone.Target.NextAsync();
        var failed = Value(await phone.Target.NextAsync())["statuses"]?[0];

        Assert.Equal(("failed", 131026), ((string?)failed?["status"], (int?)failed?["errors"]?[0]?["code"]));
    }

    [Fact]
    public async Task DuplicatedAndReordered_ComesTwiceAndBackwards()
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.BehaveAsync("""{"statuses":["sent","read"],"status_delay_ms":1,"duplicates":1,"reorder":true}""");

        await phone.SendTextAsync("Karibu");

        List<string?> seen = [];
        for (var i = 0; i < 4; i++) seen.Add((string?)Value(await phone.Target.NextAsync())["statuses"]?[0]?["status"]);
        Assert.Equal(["read", "read", "sent", "sent"], seen);
    }

    [Fact]
    public async Task Conversation_ShowsBothDirectionsInOrder()
    {
        await using var phone = await SandboxPhone.StartAsync();
        await phone.WriteAsync(Hello);
        await phone.SendTextAsync("Karibu");

        var bubbles = (await phone.GetAsync($"/sandbox/conversations/{SandboxPhone.Customer}?phone_number_id={SandboxPhone.Number}")).AsArray();

        Assert.Equal([("in", "acked"), ("out", "accepted")], bubbles.Select(bubble => ((string?)bubble?["direction"], (string?)bubble?["status"])));
    }

    private static JsonNode Value(WebhookTarget.Received webhook) =>
        JsonNode.Parse(webhook.Body)?["entry"]?[0]?["changes"]?[0]?["value"] ?? throw new InvalidOperationException("no value in the webhook");

    private static string Sign(byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SandboxPhone.Secret), body));
}
