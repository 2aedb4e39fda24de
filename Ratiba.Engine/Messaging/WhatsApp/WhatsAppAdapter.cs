using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>Sends through WhatsApp's Cloud API (PROVIDERS.md 1.9, 1.10).</summary>
internal sealed class WhatsAppAdapter(
    GraphCall graph, AccessToken tokens, IOptions<WhatsAppOptions> options, MessagingInstruments instruments, TimeProvider clock) : IChannelAdapter
{
    private static readonly SendResult Unreadable = new(SendOutcome.Rejected, Reason: "unreadable_body", Words: "A message was stored in a form that cannot be sent.");
    private static readonly SendResult Empty = new(SendOutcome.Rejected, Reason: "empty_message", Words: "A message had no words.");

    private static readonly SendResult NoTemplate = new(
        SendOutcome.NoTemplate, Reason: "template_missing",
        Words: "More than 24 hours since the customer's last message, and there is no approved template for what was to be said.");

    private readonly string _base = $"{options.Value.GraphUrl.AbsoluteUri.TrimEnd('/')}/{options.Value.Version}/";

    /// <inheritdoc/>
    public int SendsPerSecond => options.Value.SendsPerSecond;

    /// <inheritdoc/>
    public bool Serves(ChannelKind channel) => channel == ChannelKind.WhatsApp;

    /// <inheritdoc/>
    public async ValueTask<long> CredentialStampAsync(TenantId tenant, ChannelKind channel, CancellationToken cancellation) =>
        AccessTokenStamp.Of(await tokens(tenant, channel, cancellation));

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutboxRow row, SendMode mode, int firstPart, CancellationToken cancellation)
    {
        var token = await tokens(row.Tenant, row.Channel, cancellation);
        if (string.IsNullOrEmpty(token) || token.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0)
        {
            return new SendResult(
                SendOutcome.AccountStopped, Reason: "token_missing", CredentialStamp: AccessTokenStamp.Of(token),
                Words: "There is no usable access token for this number. Connect the number; messages wait until then.");
        }
        var address = new Uri($"{_base}{Uri.EscapeDataString(row.Account)}/messages");
        if (row.Kind == OutboxKinds.Read) return await MarkReadOnlyAsync(row, address, token, cancellation);

        if (OutboundBody.Read(row.Body) is not { } message) return Unreadable;
        var parts = WhatsAppRenderer.Parts(message, mode);
        if (parts.Count == 0) return mode == SendMode.TemplateOnly ? NoTemplate : Empty;

        // Side by side with the reply: a mark that fails or hangs must neither hold the words back nor lose them.
        var marksRead = options.Value.MarkRead && message.ReplyToProviderId is not null && row.Attempts == 0 && mode == SendMode.Free;
        var marking = marksRead ? MarkReadAsync(address, token, message.ReplyToProviderId!, cancellation) : null; // not null by marksRead
        try
        {
            return await SendPartsAsync(row, parts, firstPart, address, token, cancellation);
        }
        finally
        {
            if (marking is not null) await marking;
        }
    }

    private async Task<SendResult> SendPartsAsync(
        OutboxRow row, IReadOnlyList<WhatsAppPart> parts, int firstPart, Uri address, string token, CancellationToken cancellation)
    {
        var result = new SendResult(SendOutcome.Accepted);
        for (var part = Math.Min(firstPart, parts.Count - 1); part < parts.Count; part++)
        {
            result = await SendPartAsync(row, parts[part], address, token, cancellation);
            if (result.Outcome != SendOutcome.Accepted) return result with { PartsSent = part };
        }
        return result with { PartsSent = parts.Count };
    }

    private async Task<SendResult> SendPartAsync(OutboxRow row, WhatsAppPart part, Uri address, string token, CancellationToken cancellation)
    {
        using var body = RequestBody.Rent();
        WhatsAppRenderer.Write(body.Json, part, row.Recipient, row.Id);
        var answer = await graph.PostAsync(address, token, body, options.Value.Timeout, WhatsAppAnswer.Read, cancellation);
        return answer.Fate switch
        {
            GraphFate.NeverLeft => new SendResult(SendOutcome.Transient, Reason: "no_connection", Words: "WhatsApp could not be reached."),
            GraphFate.Unknown => new SendResult(SendOutcome.Unknown, Reason: "outcome_unknown", Words: "WhatsApp did not answer."),
            _ when answer.IsSuccess && !answer.Body.HasError => new SendResult(SendOutcome.Accepted, answer.Body.MessageId),
            _ => Refusal(answer, token),
        };
    }

    private SendResult Refusal(GraphAnswer<WhatsAppAnswer> answer, string token)
    {
        var error = WhatsAppErrors.Of(answer.Body.Code, (int)answer.Status);
        return new SendResult(
            error.Outcome, Code: answer.Body.Code ?? (int)answer.Status, Reason: error.Reason, Words: error.Words, RetryAfter: WaitOf(answer.RetryAfter),
            CredentialStamp: error.Outcome == SendOutcome.AccountStopped ? AccessTokenStamp.Of(token) : 0);
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? wish) => wish switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private async Task<SendResult> MarkReadOnlyAsync(OutboxRow row, Uri address, string token, CancellationToken cancellation)
    {
        // Best effort by nature: the customer misses a pair of blue ticks, nothing else.
        var messageId = ReadId(row.Body);
        if (messageId is not null) await MarkReadAsync(address, token, messageId, cancellation);
        return new SendResult(SendOutcome.Accepted);
    }

    private async Task MarkReadAsync(Uri address, string token, string messageId, CancellationToken cancellation)
    {
        using var body = RequestBody.Rent();
        WhatsAppRenderer.WriteRead(body.Json, messageId);
        var answer = await graph.PostAsync(address, token, body, options.Value.MarkReadTimeout, WhatsAppAnswer.Read, cancellation);
        instruments.ReadReceiptEnded(answer.Fate == GraphFate.Answered && answer.IsSuccess && !answer.Body.HasError);
    }

    private static string? ReadId(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, LenientJson.Options);
            return reader.Read() ? LenientJson.Text(ref reader, InboundParser.IdLimit) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
