using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ratiba.Sandbox.Behaviour;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Hosting;
using Ratiba.Sandbox.Webhooks;

namespace Ratiba.Sandbox.Graph;

/// <summary>
/// <c>POST /{version}/{number}/messages</c>. Stands in front of routing and answers from one buffer, because the load run puts thousands a second through it:
/// 1. body and token, 2. behaviour (delay, failure, loss), 3. limits, 4. record, 5. answer, 6. statuses.
/// </summary>
internal sealed class GraphEndpoint(
    SandboxOptions options, BehaviourBook behaviours, AccountBook accounts, SendLog log, Arrivals arrivals, ConversationBook conversations, StatusEmitter statuses)
{
    // Meta's own limit is not documented; the largest valid message is far below.
    private const int BodyLimit = 256 * 1024;

    private const string SandboxToken = "sandbox-";

    private static readonly string Run = Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
    private static long _lastId;

    /// <summary>Whether the path is <c>/vNN.N/{number}/messages</c>; finds the number in it.</summary>
    public static bool Matches(HttpContext context, out string account)
    {
        account = "";
        var path = context.Request.Path.Value.AsSpan();
        if (path.Length < 4 || path[1] != 'v' || !char.IsAsciiDigit(path[2]) || !path.EndsWith("/messages", StringComparison.Ordinal)
            || !HttpMethods.IsPost(context.Request.Method))
        {
            return false;
        }

        var rest = path[1..^"/messages".Length];
        var slash = rest.IndexOf('/');
        if (slash < 0 || rest[(slash + 1)..] is not { Length: > 0 } found || found.Contains('/'))
        {
            return false;
        }

        account = found.ToString();
        return true;
    }

    public async Task HandleAsync(HttpContext context, string account)
    {
        var token = TokenOf(context);
        var (readable, send) = await ReadAsync(context);
        if (token is null || !IsGood(token))
        {
            await RefuseAsync(context, GraphError.Token());
            return;
        }

        if (!readable)
        {
            await RefuseAsync(context, GraphError.Parameter("The body is not a readable JSON object."));
            return;
        }

        if (account == "me")
        {
            account = token.StartsWith(SandboxToken, StringComparison.Ordinal) ? token[SandboxToken.Length..] : token;
        }

        var behaviour = behaviours.For(account);
        if (behaviour.Settings.DelayMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(behaviour.Settings.DelayMs), options.Time, context.RequestAborted);
        }

        var isMessage = !send.IsMarkRead && send.SenderAction is null;
        var drop = isMessage ? behaviour.NextDrop() : null;
        if (drop?.When == "before")
        {
            Lose(context);
            return;
        }

        var error = (isMessage && behaviour.NextFailure() is { } failure ? ToError(failure) : null) ?? SendLimits.Check(send);
        if (error is not null)
        {
            await RefuseAsync(context, error);
            return;
        }

        if (!isMessage)
        {
            log.CountRead();
            await AnswerAsync(context, send.IsWhatsApp ? "{\"success\":true}"u8.ToArray() : PageAnswer(send.To, null));
            return;
        }

        var record = Record(send, account);
        if (drop is null)
        {
            await AnswerAsync(context, send.IsWhatsApp ? WhatsAppAnswer(send.To, record.Id) : PageAnswer(send.To, record.Id));
        }
        else
        {
            Lose(context);
        }

        statuses.Schedule(record, behaviour);
    }

    private SendRecord Record(SendRequest send, string account)
    {
        var channel = send.IsWhatsApp ? Channels.WhatsApp : accounts.PageChannelOf(account);
        var phone = send.To.TrimStart('+');
        var id = (send.IsWhatsApp ? "wamid.SBX" : "m_SBX") + Run + Interlocked.Increment(ref _lastId).ToString("X10", CultureInfo.InvariantCulture);
        var text = send.Type == "template" ? $"[{send.TemplateName}] {string.Join(" · ", send.TemplateParameters)}".TrimEnd() : send.Text;
        var at = options.Time.GetUtcNow();
        var type = send.InteractiveType ?? (send.Type.Length > 0 ? send.Type : "text");
        var record = log.Add(seq => new SendRecord(
            seq, id, channel, account, phone, type, text, send.Choices, send.ListLabel, send.CallbackData, send.ContextId, at));
        arrivals.Add(phone);
        accounts.Learn(account, channel);
        conversations.AddReply(record, send.Header, send.Footer);
        return record;
    }

    private void Lose(HttpContext context)
    {
        log.CountLost();
        context.Abort();
    }

    private async Task RefuseAsync(HttpContext context, GraphError error)
    {
        log.CountRefused();
        context.Response.StatusCode = error.HttpStatus;
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", $"(#{error.Code}) {error.Title}");
            json.WriteString("type", "OAuthException");
            json.WriteNumber("code", error.Code);
            json.WriteStartObject("error_data");
            json.WriteString("messaging_product", "whatsapp");
            json.WriteString("details", error.Details);
            json.WriteEndObject();
            json.WriteString("fbtrace_id", "ASandbox" + Run);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await AnswerAsync(context, buffer.WrittenMemory);
    }

    private static async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    // Addresses were checked to be letters and digits, ids are ours: nothing needs escaping.
    private static byte[] WhatsAppAnswer(string to, string id) => Encoding.UTF8.GetBytes(
        $$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{to}}","wa_id":"{{to.TrimStart('+')}}"}],"messages":[{"id":"{{id}}"}]}""");

    private static byte[] PageAnswer(string to, string? id) => Encoding.UTF8.GetBytes(
        id is null ? $$"""{"recipient_id":"{{to}}"}""" : $$"""{"recipient_id":"{{to}}","message_id":"{{id}}"}""");

    private static GraphError ToError(Failure failure)
    {
        var title = failure.Message ?? GraphError.TitleOf(failure.Code);
        return new GraphError(failure.Status ?? StatusCodes.Status400BadRequest, failure.Code, title, title);
    }

    private bool IsGood(string token) => token.StartsWith(SandboxToken, StringComparison.Ordinal) || options.Tokens.Contains(token);

    private static string? TokenOf(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim()
            : context.Request.QueryString.HasValue ? context.Request.Query["access_token"].ToString() : null;
    }

    private static async ValueTask<(bool Readable, SendRequest Send)> ReadAsync(HttpContext context)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > BodyLimit)
            {
                var readable = SendReader.TryRead(read.Buffer, out var send) && read.Buffer.Length <= BodyLimit;
                body.AdvanceTo(read.Buffer.End);
                return (readable, send);
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
