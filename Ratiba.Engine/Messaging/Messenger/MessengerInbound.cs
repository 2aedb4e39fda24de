using System.Text.Json;
using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Messaging.Messenger;

/// <summary>One element of <c>messaging[]</c>, of Messenger or Instagram (PROVIDERS.md 2.2), as a normalised message.</summary>
internal static class MessengerInbound
{
    /// <param name="received">The event; its body is the raw element.</param>
    /// <param name="reader">Stands on the body's opening brace.</param>
    /// <param name="reason">Why there is no message.</param>
    public static InboundMessage? Read(InboxEvent received, Utf8JsonReader reader, out string? reason)
    {
        string? sender = null;
        DateTimeOffset? sentAt = null;
        Content? content = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("sender"u8) && LenientJson.TryEnter(ref reader, out var inner)) sender = Field(inner, "id"u8, InboundParser.IdLimit);
            else if (name.SequenceEqual("timestamp"u8)) sentAt = LenientJson.Instant(ref reader);
            else if (name.SequenceEqual("message"u8) && LenientJson.TryEnter(ref reader, out inner)) content = ReadMessage(inner);
            else if (name.SequenceEqual("postback"u8) && LenientJson.TryEnter(ref reader, out inner)) content = ReadPostback(inner);
            else LenientJson.Skip(ref reader);
        }

        // Our own words must never be answered, whatever the splitter called them.
        reason = content is null ? "no_message" : content.IsEcho ? "echo" : string.IsNullOrEmpty(sender) ? "no_sender" : null;
        if (reason is not null || content is null || sender is null) return null;
        var kind = content.Kind;
        return new InboundMessage
        {
            Channel = received.Channel,
            Account = received.Account,
            CustomerKey = sender,
            ReplyTo = sender,
            ProviderId = string.IsNullOrEmpty(content.Mid) ? null : content.Mid,
            Kind = kind,
            Text = content.Text ?? (kind == InboundKind.Tap ? content.Payload : null) ?? "",
            Payload = kind == InboundKind.Tap ? content.Payload : null,
            SentAt = sentAt,
        };
    }

    private static Content ReadMessage(Utf8JsonReader reader)
    {
        var content = new Content();
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("mid"u8)) content.Mid = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (name.SequenceEqual("text"u8)) content.Text = LenientJson.Text(ref reader, InboundParser.TextLimit);
            else if (name.SequenceEqual("is_echo"u8)) content.IsEcho = LenientJson.Flag(ref reader) ?? false;
            else if (name.SequenceEqual("is_deleted"u8)) content.IsDeleted = LenientJson.Flag(ref reader) ?? false;
            else if (name.SequenceEqual("is_unsupported"u8)) content.IsUnsupported = LenientJson.Flag(ref reader) ?? false;
            else if (name.SequenceEqual("quick_reply"u8) && LenientJson.TryEnter(ref reader, out var inner))
                content.Payload = Field(inner, "payload"u8, InboundParser.IdLimit);
            else if (name.SequenceEqual("attachments"u8) && LenientJson.TryEnter(ref reader, out inner))
                content.Attachment = Field(inner, "type"u8, 64) ?? "unknown";
            else LenientJson.Skip(ref reader);
        }
        return content;
    }

    private static Content ReadPostback(Utf8JsonReader reader)
    {
        var content = new Content();
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("mid"u8)) content.Mid = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (name.SequenceEqual("title"u8)) content.Text = LenientJson.Text(ref reader, InboundParser.TextLimit);
            else if (name.SequenceEqual("payload"u8)) content.Payload = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else LenientJson.Skip(ref reader);
        }
        // Without a payload (as in standby) the button's label is what was said.
        content.Payload ??= content.Text;
        return content;
    }

    private static string? Field(Utf8JsonReader reader, ReadOnlySpan<byte> wanted, int limit)
    {
        string? value = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual(wanted)) value = LenientJson.Text(ref reader, limit);
            else LenientJson.Skip(ref reader);
        }
        return value;
    }

    private sealed class Content
    {
        public string? Mid { get; set; }

        public string? Text { get; set; }

        public string? Payload { get; set; }

        public string? Attachment { get; set; }

        public bool IsEcho { get; set; }

        public bool IsDeleted { get; set; }

        public bool IsUnsupported { get; set; }

        public InboundKind Kind =>
            IsDeleted ? InboundKind.Notice
            : IsUnsupported ? InboundKind.Unsupported
            : !string.IsNullOrEmpty(Payload) ? InboundKind.Tap
            : !string.IsNullOrWhiteSpace(Text) ? InboundKind.Text
            : Attachment switch { null => InboundKind.Unsupported, "audio" => InboundKind.Voice, _ => InboundKind.Media };
    }
}
