using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ratiba.Tests.Sandbox;

/// <summary>A server that keeps every webhook it is sent, raw.</summary>
internal sealed class WebhookTarget : IAsyncDisposable
{
    // No test sends more; a full channel would make the sandbox wait for its answer.
    private readonly Channel<Received> _received = Channel.CreateBounded<Received>(1_000);
    private readonly WebApplication _app;

    private WebhookTarget(WebApplication app)
    {
        _app = app;
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await _received.Writer.WriteAsync(
                new Received(context.Request.Path, context.Request.Headers["X-Hub-Signature-256"].ToString(), body.ToArray()), context.RequestAborted);
            context.Response.StatusCode = Status;
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What webhooks are answered with.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public static async Task<WebhookTarget> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var target = new WebhookTarget(builder.Build());
        await target._app.StartAsync(TestContext.Current.CancellationToken);
        return target;
    }

    public ValueTask<Received> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Received(string Path, string Signature, byte[] Body);
}
