using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ratiba.Sandbox.Hosting;

namespace Ratiba.Tests.Sandbox;

/// <summary>A running sandbox with its target, and short ways to talk to it.</summary>
internal sealed class SandboxPhone : IAsyncDisposable
{
    public const string Number = "106540352242922";
    public const string Customer = "254712345678";
    public const string Secret = "sesame";

    private readonly SandboxServer _server;

    private SandboxPhone(SandboxServer server, WebhookTarget target)
    {
        _server = server;
        Target = target;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public WebhookTarget Target { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SandboxPhone> StartAsync(bool statuses = false)
    {
        var target = await WebhookTarget.StartAsync();
        var options = new SandboxOptions { Target = target.Address, WhatsAppSecret = Secret, InstagramSecret = Secret, MessengerSecret = Secret, Statuses = statuses };
        return new SandboxPhone(await SandboxServer.StartAsync(options, Cancelled), target);
    }

    /// <summary>Calls the Graph API as Ratiba does.</summary>
    public async Task<(int Status, JsonNode Body)> SendAsync(string json, string token = "sandbox-token", string account = Number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v25.0/{account}/messages") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Client.SendAsync(request, Cancelled);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!); // The Graph API always answers JSON.
    }

    public Task<(int Status, JsonNode Body)> SendTextAsync(string text, string? key = null) => SendAsync(JsonSerializer.Serialize(new
    {
        messaging_product = "whatsapp",
        to = Customer,
        type = "text",
        text = new { body = text },
        biz_opaque_callback_data = key,
    }));

    public async Task BehaveAsync(string json)
    {
        using var response = await Client.PostAsync("/sandbox/behaviour", new StringContent(json, Encoding.UTF8, "application/json"), Cancelled);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A customer writes or taps.</summary>
    public async Task<(int Status, JsonNode Receipt)> WriteAsync(object message)
    {
        using var response = await Client.PostAsJsonAsync("/sandbox/messages", message, Cancelled);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!); // A receipt, or a sentence.
    }

    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>(path, Cancelled))!; // All of them answer an object or array.

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await Target.DisposeAsync();
    }
}
