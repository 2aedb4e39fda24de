using System.Net;
using System.Net.Http.Headers;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Hosting;

namespace Ratiba.Sandbox.Webhooks;

/// <summary>Posts signed webhooks to the server, over its own connections as Meta would.</summary>
internal sealed class WebhookSender(SandboxOptions options) : IDisposable
{
    // Meta gives a webhook about as long before it counts as failed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AllowAutoRedirect = false })
    {
        BaseAddress = options.Target,
        Timeout = Patience,
    };

    private long _acked;
    private long _failed;

    public long Acked => Interlocked.Read(ref _acked);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>The server's status; 503 also when it could not be reached.</summary>
    public async Task<int> PostAsync(string channel, byte[] body, SignatureMode mode, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/webhooks/{channel}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (mode != SignatureMode.None)
        {
            request.Headers.Add(Signature.Header, Signature.Of(body, mode == SignatureMode.Right ? SecretOf(channel) : "a forger's secret"));
        }

        var status = (int)HttpStatusCode.ServiceUnavailable;
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Unreachable or reset: the caller sees 503, and a status webhook is tried again.
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our own patience ended, not the caller's.
        }

        Interlocked.Increment(ref status is >= 200 and < 300 ? ref _acked : ref _failed);
        return status;
    }

    public void Dispose() => _client.Dispose();

    private string SecretOf(string channel) => channel switch
    {
        Channels.Instagram => options.InstagramSecret,
        Channels.Messenger => options.MessengerSecret,
        _ => options.WhatsAppSecret,
    };
}
