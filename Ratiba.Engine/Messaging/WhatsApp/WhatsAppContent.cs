using System.Text.Json;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>The fields of a WhatsApp message that matter to a conversation, whatever its type.</summary>
internal sealed class WhatsAppContent
{
    private string? _type;
    private bool _hasReply;
    private bool _isGroup;
    private bool _isVoice = true;

    public string? From { get; private set; }

    public string? FromUserId { get; private set; }

    public string? Id { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? Text { get; private set; }

    public string? Payload { get; private set; }

    /// <summary>Whom a system notice is about: such notices may lack a sender.</summary>
    public string? SystemSubject { get; private set; }

    /// <param name="reader">Stands on the opening brace of the message.</param>
    public static WhatsAppContent Read(Utf8JsonReader reader)
    {
        var content = new WhatsAppContent();
        while (LenientJson.NextProperty(ref reader, out var name)) content.ReadField(name, ref reader);
        if (content.FromUserId is "") content.FromUserId = null;
        if (content.Id is "") content.Id = null;
        return content;
    }

    /// <summary>What the message is; <paramref name="fallback"/> is the type by the event's kind, for messages that lost their own.</summary>
    public InboundKind Kind(string fallback)
    {
        // A group is never a booking dialogue (1.6).
        if (_isGroup) return InboundKind.Notice;
        return (_type ?? fallback) switch
        {
            "text" or "order" when !string.IsNullOrWhiteSpace(Text) => InboundKind.Text,
            "interactive" or "button" when _hasReply => InboundKind.Tap,
            "voice" => InboundKind.Voice,
            "audio" => _isVoice ? InboundKind.Voice : InboundKind.Media,
            "image" or "video" or "document" or "sticker" or "location" or "contacts" or "order" => InboundKind.Media,
            "reaction" or "system" or "edit" or "revoke" or "request_welcome" => InboundKind.Notice,
            _ => InboundKind.Unsupported,
        };
    }

    private void ReadField(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("from"u8)) From = LenientJson.Text(ref reader, InboundParser.IdLimit);
        else if (name.SequenceEqual("from_user_id"u8)) FromUserId = LenientJson.Text(ref reader, InboundParser.IdLimit);
        else if (name.SequenceEqual("id"u8)) Id = LenientJson.Text(ref reader, InboundParser.IdLimit);
        else if (name.SequenceEqual("timestamp"u8)) SentAt = LenientJson.Instant(ref reader);
        else if (name.SequenceEqual("type"u8)) _type = LenientJson.Text(ref reader, 64);
        else if (name.SequenceEqual("group_id"u8)) _isGroup = !string.IsNullOrEmpty(LenientJson.Text(ref reader, 64));
        // An edit or a context repeats the fields of another message: their words are not this message's.
        else if (IsContent(name) && LenientJson.TryEnter(ref reader, out var inner)) ReadContent(name, inner);
        else LenientJson.Skip(ref reader);
    }

    private static bool IsContent(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("text"u8) || name.SequenceEqual("button"u8) || name.SequenceEqual("interactive"u8) || name.SequenceEqual("image"u8)
        || name.SequenceEqual("video"u8) || name.SequenceEqual("document"u8) || name.SequenceEqual("audio"u8) || name.SequenceEqual("location"u8)
        || name.SequenceEqual("reaction"u8) || name.SequenceEqual("order"u8) || name.SequenceEqual("system"u8);

    private void ReadContent(scoped ReadOnlySpan<byte> content, Utf8JsonReader reader)
    {
        var isButton = content.SequenceEqual("button"u8);
        var isSystem = content.SequenceEqual("system"u8);
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (content.SequenceEqual("interactive"u8))
            {
                if (IsReply(name) && LenientJson.TryEnter(ref reader, out var inner)) ReadReply(name, inner);
                else LenientJson.Skip(ref reader);
            }
            else if (isSystem)
            {
                if (name.SequenceEqual("previous_user_id"u8)) SystemSubject = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("user_id"u8) || name.SequenceEqual("wa_id"u8)) SystemSubject ??= LenientJson.Text(ref reader, InboundParser.IdLimit);
                else LenientJson.Skip(ref reader);
            }
            else if (isButton && name.SequenceEqual("payload"u8)) Payload = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (name.SequenceEqual("voice"u8)) _isVoice = LenientJson.Flag(ref reader) ?? true;
            else if (IsWords(content, name)) Text = LenientJson.Text(ref reader, InboundParser.TextLimit) ?? Text;
            else LenientJson.Skip(ref reader);
        }
        if (!isButton) return;
        Payload ??= Text;
        _hasReply = !string.IsNullOrEmpty(Payload);
    }

    private static bool IsWords(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name) =>
        content.SequenceEqual("text"u8) ? name.SequenceEqual("body"u8)
        : content.SequenceEqual("button"u8) || content.SequenceEqual("order"u8) ? name.SequenceEqual("text"u8)
        : content.SequenceEqual("location"u8) ? name.SequenceEqual("name"u8)
        : content.SequenceEqual("reaction"u8) ? name.SequenceEqual("emoji"u8)
        : name.SequenceEqual("caption"u8);

    private static bool IsReply(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("button_reply"u8) || name.SequenceEqual("list_reply"u8) || name.SequenceEqual("nfm_reply"u8);

    private void ReadReply(scoped ReadOnlySpan<byte> reply, Utf8JsonReader reader)
    {
        var isFlow = reply.SequenceEqual("nfm_reply"u8);
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (!isFlow && name.SequenceEqual("id"u8)) Payload = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (isFlow && name.SequenceEqual("response_json"u8)) Payload = LenientJson.Text(ref reader, InboundParser.TextLimit);
            else if (name.SequenceEqual(isFlow ? "body"u8 : "title"u8)) Text = LenientJson.Text(ref reader, InboundParser.TextLimit);
            else LenientJson.Skip(ref reader);
        }
        // A flow's answer is JSON in a string, and sometimes not even that; its words then stand for it.
        if (isFlow && !IsJsonObject(Payload)) Payload = Text;
        Payload ??= Text;
        _hasReply = !string.IsNullOrEmpty(Payload);
    }

    private static bool IsJsonObject(string? text)
    {
        if (text is null) return false;
        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), LenientJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
