namespace Ratiba.Tests.Sandbox;

/// <summary>The page of the simulated phone.</summary>
public sealed class ChatPageTests
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page.css", "text/css")]
    [InlineData("/page.js", "text/javascript")]
    public async Task Page_IsServedWithoutAThirdParty(string path, string type)
    {
        await using var phone = await SandboxPhone.StartAsync();

        using var response = await phone.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.True(text.Length > 500);
        Assert.DoesNotContain("https://", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Listener_SeesEveryNewBubble()
    {
        await using var phone = await SandboxPhone.StartAsync();
        using var response = await phone.Client.GetAsync("/sandbox/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        await phone.SendTextAsync("Karibu");

        Assert.Equal("event: bubble", await events.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"text\":\"Karibu\"", await events.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
