using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Webhooks;

/// <summary>
/// Meta's webhooks (API.md part 1): the first middleware of the pipeline, before routing, so that nothing else costs a webhook anything.
/// <list type="number">
/// <item>size cap, 413;</item>
/// <item>raw body;</item>
/// <item>signature over those bytes, 401: until here nothing was parsed and no database was touched;</item>
/// <item>split into events, routed from memory;</item>
/// <item>group commit; 200 only when it is confirmed, else 503 with <c>Retry-After</c>.</item>
/// </list>
/// </summary>
internal sealed partial class MetaWebhooks
{
    // Meta escapes every non-ASCII character, and 300 KB have been seen for one text; 3 MB is what Meta itself is said to send at most (PROVIDERS.md 1.2).
    private const int LargestBody = 3 * 1024 * 1024;
    private const string RetryAfterSeconds = "2";

    private readonly MetaChannel[] _channels;
    private readonly InboxWriter _inbox;
    private readonly TenantDirectory _directory;
    private readonly ILogger<MetaWebhooks> _log;

    public MetaWebhooks(IConfiguration settings, InboxWriter inbox, TenantDirectory directory, ILogger<MetaWebhooks> log)
    {
        _channels = MetaChannel.From(settings);
        _inbox = inbox;
        _directory = directory;
        _log = log;
        foreach (var channel in _channels)
            if (channel.Secrets.Length == 0) LogSwitchedOff(channel.Path, channel.SecretSetting);
    }

    /// <summary>Handles the request if it is a webhook's; null when it is somebody else's.</summary>
    public Task? TryHandle(HttpContext context)
    {
        var path = context.Request.Path.Value;
        foreach (var channel in _channels)
        {
            if (!string.Equals(path, channel.Path, StringComparison.Ordinal)) continue;
            if (HttpMethods.IsPost(context.Request.Method)) return PostAsync(context, channel);
            if (HttpMethods.IsGet(context.Request.Method)) return VerifyAsync(context, channel);
            context.Response.Headers.Allow = "GET, POST";
            return Answer(context, StatusCodes.Status405MethodNotAllowed);
        }
        return null;
    }

    private async Task PostAsync(HttpContext context, MetaChannel channel)
    {
        if (channel.Secrets.Length == 0)
        {
            await Unavailable(context);
            return;
        }
        if (context.Request.ContentLength > LargestBody)
        {
            await Answer(context, StatusCodes.Status413PayloadTooLarge);
            return;
        }
        var append = _inbox.Rent();
        // An append goes back to the pool only when nobody can still complete it; the exceptional exits leave it to the collector.
        var status = await ReceiveAsync(context, channel, append);
        if (status == StatusCodes.Status200OK)
        {
            var outcome = await _inbox.AppendAsync(append);
            if (outcome != AppendOutcome.Committed) status = StatusCodes.Status503ServiceUnavailable;
        }
        _inbox.Return(append);
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Answer(context, status);
    }

    /// <summary>Reads, checks and splits the body. The usual body lies in one piece in Kestrel's own buffer and is never copied as a whole.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(HttpContext context, MetaChannel channel, InboxAppend append)
    {
        var reader = context.Request.BodyReader;
        try
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (!read.IsCompleted && read.Buffer.Length == context.Request.ContentLength)
            {
                // All bytes are here, but the end has not been seen yet; a chunked body has no length and takes the other way.
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                read = await reader.ReadAsync(context.RequestAborted);
            }
            if (read.IsCompleted && read.Buffer.IsSingleSegment)
            {
                var status = CheckAndSplit(context, channel, read.Buffer.FirstSpan, append);
                reader.AdvanceTo(read.Buffer.End);
                return status;
            }
            return await ReceiveInPiecesAsync(context, channel, reader, read, append);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The client left before its body was here: nothing was stored and nobody is there to read the answer.
            return StatusCodes.Status400BadRequest;
        }
    }

    private async ValueTask<int> ReceiveInPiecesAsync(HttpContext context, MetaChannel channel, PipeReader reader, ReadResult read, InboxAppend append)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)(context.Request.ContentLength ?? 64 * 1024));
        try
        {
            var length = 0;
            while (true)
            {
                var size = (int)Math.Min(read.Buffer.Length, int.MaxValue);
                if (length + (long)size > LargestBody)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return StatusCodes.Status413PayloadTooLarge;
                }
                if (length + size > body.Length)
                {
                    var grown = ArrayPool<byte>.Shared.Rent(Math.Max(length + size, body.Length * 2));
                    body.AsSpan(0, length).CopyTo(grown);
                    ArrayPool<byte>.Shared.Return(body);
                    body = grown;
                }
                read.Buffer.CopyTo(body.AsSpan(length));
                length += size;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return CheckAndSplit(context, channel, body.AsSpan(0, length), append);
                read = await reader.ReadAsync(context.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private int CheckAndSplit(HttpContext context, MetaChannel channel, ReadOnlySpan<byte> body, InboxAppend append)
    {
        if (!MetaSignature.IsValid(channel.Secrets, body, context.Request.Headers["X-Hub-Signature-256"])) return StatusCodes.Status401Unauthorized;
        MetaSplitter.Split(channel.Kind, body, _directory, append);
        return StatusCodes.Status200OK;
    }

    /// <summary>The handshake: the challenge comes back verbatim when the token is ours (PROVIDERS.md 1.1).</summary>
    private static Task VerifyAsync(HttpContext context, MetaChannel channel)
    {
        if (channel.VerifyToken.Length == 0) return Unavailable(context);
        var query = context.Request.Query;
        var token = Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString());
        // Hashed first, so that the comparison takes the same time whatever the length.
        var matches = CryptographicOperations.FixedTimeEquals(SHA256.HashData(token), SHA256.HashData(channel.VerifyToken));
        if (!matches || query["hub.mode"] != "subscribe" || query["hub.challenge"].Count != 1) return Answer(context, StatusCodes.Status403Forbidden);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(query["hub.challenge"].ToString(), context.RequestAborted);
    }

    private static Task Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Answer(context, StatusCodes.Status503ServiceUnavailable);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is switched off and answers 503: {Setting} is not set, and unsigned bodies are never accepted")]
    private partial void LogSwitchedOff(string path, string setting);
}
