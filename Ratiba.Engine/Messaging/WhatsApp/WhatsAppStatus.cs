using System.Text.Json;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Outbox;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>One element of WhatsApp's <c>statuses[]</c> (PROVIDERS.md 1.7).</summary>
internal static class WhatsAppStatus
{
    /// <summary>The status, or null and a reason: <c>unreadable</c>, <c>unknown_status</c> or <c>no_id</c>. Never throws, whatever the bytes are.</summary>
    public static DeliveryStatus? Read(InboxEvent received, out string? reason)
    {
        string? id = null;
        string? status = null;
        string? key = null;
        int? code = null;
        try
        {
            var reader = new Utf8JsonReader(received.Body, LenientJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                reason = "unreadable";
                return null;
            }
            while (LenientJson.NextProperty(ref reader, out var name))
            {
                if (name.SequenceEqual("id"u8)) id = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("status"u8)) status = LenientJson.Text(ref reader, 64);
                else if (name.SequenceEqual("biz_opaque_callback_data"u8)) key = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("errors"u8) && LenientJson.TryEnter(ref reader, out var inner)) code = ReadCode(inner);
                else LenientJson.Skip(ref reader);
            }
        }
        catch (JsonException)
        {
            reason = "unreadable";
            return null;
        }

        var row = Guid.TryParse(key, out var parsed) ? parsed : (Guid?)null;
        OutboxState? state = status switch
        {
            "sent" => OutboxState.Sent,
            "delivered" => OutboxState.Delivered,
            // A voice note is played only after its message is read.
            "read" or "played" => OutboxState.Read,
            "failed" => OutboxState.Failed,
            _ => null,
        };
        reason = state is null ? "unknown_status" : row is null && string.IsNullOrEmpty(id) ? "no_id" : null;
        if (state is not { } known || reason is not null) return null;
        return known == OutboxState.Failed
            ? Failed(received, row, id, code)
            : new DeliveryStatus(received.Tenant, row, string.IsNullOrEmpty(id) ? null : id, known);
    }

    private static DeliveryStatus Failed(InboxEvent received, Guid? row, string? id, int? code)
    {
        var error = WhatsAppErrors.Find(code);
        var reason = error?.Reason ?? "undelivered";
        var words = error?.Words ?? "WhatsApp could not deliver this message.";
        var task = error is null || SendRules.Of(error.Outcome).TaskKind is not { } kind
            ? null
            : new OwnerTask(kind, $"{received.Channel}:{received.Account}:{reason}", words);
        return new DeliveryStatus(received.Tenant, row, string.IsNullOrEmpty(id) ? null : id, OutboxState.Failed, code, $"{reason}: {words}", task);
    }

    private static int? ReadCode(Utf8JsonReader reader)
    {
        int? code = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("code"u8)) code = LenientJson.Number(ref reader);
            else LenientJson.Skip(ref reader);
        }
        return code;
    }
}
