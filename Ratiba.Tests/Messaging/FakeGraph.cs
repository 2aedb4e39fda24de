using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ratiba.Tests.Messaging;

/// <summary>A Graph API on loopback that answers as told and remembers every send.</summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _ids;

    private FakeGraph(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Sends in the order of arrival; marks as read are counted apart.</summary>
    public ConcurrentQueue<Sent> Sends { get; } = new();

    /// <summary>Marks as read.</summary>
    public ConcurrentQueue<string> Reads { get; } = new();

    /// <summary>Decides the answer to a send; null accepts it.</summary>
    public Func<Sent, Task<Answer?>> Decide { get; set; } = _ => Task.FromResult<Answer?>(null);

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var graph = new FakeGraph(app);
        app.MapPost("/{version}/{account}/messages", graph.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return graph;
    }

    /// <summary>Waits until as many sends have arrived.</summary>
    public Task ArrivedAsync(int count) =>
        Support.Eventually.TrueAsync($"{count} sends, saw {Sends.Count}", () => Task.FromResult(Sends.Count >= count), TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, string account)
    {
        using var json = await JsonDocument.ParseAsync(http.Request.Body);
        var root = json.RootElement;
        if (root.TryGetProperty("status", out _))
        {
            Reads.Enqueue(root.GetProperty("message_id").GetString()!); // the renderer writes one
            await http.Response.WriteAsync("""{"success":true}""");
            return;
        }
        var to = root.TryGetProperty("to", out var phone) ? phone : root.GetProperty("recipient");
        var sent = new Sent(
            account, to.GetString()!, root.GetProperty("biz_opaque_callback_data").GetGuid(), root.GetProperty("type").GetString()!, // the renderer writes all of them
            root.TryGetProperty("text", out var text) ? text.GetProperty("body").GetString()! : "", http.Request.Headers.Authorization.ToString());
        Sends.Enqueue(sent);
        if (await Decide(sent) is { } answer)
        {
            if (answer.Status == 0)
            {
                http.Abort();
                return;
            }
            http.Response.StatusCode = answer.Status;
            await http.Response.WriteAsync(answer.Body);
            return;
        }
        await http.Response.WriteAsync($$"""{"messaging_product":"whatsapp","messages":[{"id":"wamid.{{Interlocked.Increment(ref _ids)}}"}]}""");
    }

    /// <summary>A send as it arrived.</summary>
    internal sealed record Sent(string Account, string To, Guid Key, string Type, string Text, string Authorization);

    /// <summary>An answer; status 0 resets the connection without one.</summary>
    internal sealed record Answer(int Status, string Body)
    {
        public static readonly Answer Reset = new(0, "");

        public static Answer Error(int status, int code) =>
            new(status, $$$"""{"error":{"message":"(#{{{code}}}) refused","type":"OAuthException","code":{{{code}}},"error_data":{"details":"…"},"fbtrace_id":"A"}}""");
    }
}
