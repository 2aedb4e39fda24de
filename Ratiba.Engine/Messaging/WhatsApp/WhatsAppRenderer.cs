using System.Globalization;
using System.Text;
using System.Text.Json;
using Ratiba.Engine.Outbox;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>Renders our message as WhatsApp's, within its limits (PROVIDERS.md 1.9). Pure.</summary>
internal static class WhatsAppRenderer
{
    public const int TextLimit = 4096;
    public const int InteractiveLimit = 1024;
    public const int ButtonCount = 3;
    public const int ButtonTitle = 20;
    public const int ButtonId = 256;
    public const int RowCount = 10;
    public const int RowTitle = 24;
    public const int RowDescription = 72;
    public const int RowId = 200;
    public const int ListOpener = 20;

    // A template's parameter is one line; Meta refuses line breaks, tabs and runs of spaces.
    private const int ParameterLimit = 1024;

    /// <summary>The messages to send, in order; none when there is nothing to say, or no template where only that is allowed.</summary>
    public static IReadOnlyList<WhatsAppPart> Parts(OutboundMessage message, SendMode mode)
    {
        if (mode == SendMode.TemplateOnly)
            return message.Template is { } template ? [new WhatsAppPart(WhatsAppShape.Template, "", [], Template: template)] : [];

        var shape = ShapeOf(message.QuickReplies);
        if (message.QuickReplies.Count > 0 && shape == WhatsAppShape.Text) return Plain(Numbered(message));
        if (shape == WhatsAppShape.Text) return Plain(message.Text);

        // An interactive body must not be empty and holds less than a text: what is too much goes ahead as text.
        var text = string.IsNullOrWhiteSpace(message.Text) ? "…" : message.Text.Trim();
        var tail = TextCut.TailStart(text, InteractiveLimit);
        var last = new WhatsAppPart(shape, text[tail..].Trim(), message.QuickReplies, message.ListLabel);
        return tail == 0 ? [last] : [.. Plain(text[..tail]), last];
    }

    /// <summary>Writes one request body.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="part">What.</param>
    /// <param name="recipient">A phone number or a BSUID.</param>
    /// <param name="key">Comes back in every status of the message.</param>
    public static void Write(Utf8JsonWriter json, WhatsAppPart part, string recipient, Guid key)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("recipient_type"u8, "individual"u8);
        json.WriteString(WhatsAppInbound.IsBsuid(recipient) ? "recipient"u8 : "to"u8, recipient);
        json.WriteString("biz_opaque_callback_data"u8, key);
        switch (part.Shape)
        {
            case WhatsAppShape.Buttons:
                WriteInteractive(json, part, "button"u8, WriteButtons);
                break;
            case WhatsAppShape.List:
                WriteInteractive(json, part, "list"u8, WriteList);
                break;
            case WhatsAppShape.Template when part.Template is { } template:
                WriteTemplate(json, template);
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteStartObject("text"u8);
                json.WriteString("body"u8, part.Text);
                json.WriteBoolean("preview_url"u8, false);
                json.WriteEndObject();
                break;
        }
        json.WriteEndObject();
    }

    /// <summary>Writes the request that marks a customer's message as read.</summary>
    public static void WriteRead(Utf8JsonWriter json, string messageId)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("status"u8, "read"u8);
        json.WriteString("message_id"u8, messageId);
        json.WriteEndObject();
    }

    // Values travel whole or not at all: a cut id would come back as another value. Such choices are written as numbers.
    private static WhatsAppShape ShapeOf(IReadOnlyList<QuickReply> replies)
    {
        if (replies.Count == 0 || replies.Count > RowCount || !AreDistinct(replies)) return WhatsAppShape.Text;
        if (replies.Count <= ButtonCount && replies.All(reply => reply.Label.Length <= ButtonTitle && reply.Value.Length <= ButtonId && reply.Description is null))
            return WhatsAppShape.Buttons;
        return replies.All(reply => reply.Value.Length <= RowId) ? WhatsAppShape.List : WhatsAppShape.Text;
    }

    private static bool AreDistinct(IReadOnlyList<QuickReply> replies)
    {
        var (values, labels) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var reply in replies)
        {
            if (string.IsNullOrWhiteSpace(reply.Label) || string.IsNullOrWhiteSpace(reply.Value)) return false;
            if (!values.Add(reply.Value) || !labels.Add(TextCut.Ellipsis(reply.Label, RowTitle))) return false;
        }
        return true;
    }

    private static List<WhatsAppPart> Plain(string text) =>
        [.. TextCut.Split(text, TextLimit).Select(piece => new WhatsAppPart(WhatsAppShape.Text, piece, []))];

    private static string Numbered(OutboundMessage message)
    {
        var text = new StringBuilder(message.Text);
        if (text.Length > 0) text.Append('\n');
        for (var i = 0; i < message.QuickReplies.Count; i++)
        {
            var reply = message.QuickReplies[i];
            text.Append('\n').Append(CultureInfo.InvariantCulture, $"{i + 1}. {(string.IsNullOrWhiteSpace(reply.Label) ? reply.Value : reply.Label)}");
            if (reply.Description is not null) text.Append(" – ").Append(reply.Description);
        }
        return text.ToString();
    }

    private static void WriteInteractive(Utf8JsonWriter json, WhatsAppPart part, ReadOnlySpan<byte> type, Action<Utf8JsonWriter, WhatsAppPart> writeAction)
    {
        json.WriteString("type"u8, "interactive"u8);
        json.WriteStartObject("interactive"u8);
        json.WriteString("type"u8, type);
        json.WriteStartObject("body"u8);
        json.WriteString("text"u8, part.Text);
        json.WriteEndObject();
        json.WriteStartObject("action"u8);
        writeAction(json, part);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, WhatsAppPart part)
    {
        json.WriteStartArray("buttons"u8);
        foreach (var reply in part.Replies)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "reply"u8);
            json.WriteStartObject("reply"u8);
            json.WriteString("id"u8, reply.Value);
            json.WriteString("title"u8, reply.Label);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, WhatsAppPart part)
    {
        json.WriteString("button"u8, TextCut.Ellipsis(string.IsNullOrWhiteSpace(part.ListLabel) ? "Menu" : part.ListLabel, ListOpener));
        json.WriteStartArray("sections"u8);
        json.WriteStartObject();
        json.WriteStartArray("rows"u8);
        foreach (var reply in part.Replies)
        {
            // A label that is cut is shown whole in the second line.
            var cut = reply.Label.Length > RowTitle;
            var description = cut && reply.Description is not null ? $"{reply.Label} – {reply.Description}" : cut ? reply.Label : reply.Description;
            json.WriteStartObject();
            json.WriteString("id"u8, reply.Value);
            json.WriteString("title"u8, TextCut.Ellipsis(reply.Label, RowTitle));
            if (!string.IsNullOrWhiteSpace(description)) json.WriteString("description"u8, TextCut.Ellipsis(description, RowDescription));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteTemplate(Utf8JsonWriter json, TemplateCall template)
    {
        json.WriteString("type"u8, "template"u8);
        json.WriteStartObject("template"u8);
        json.WriteString("name"u8, template.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, template.Language);
        json.WriteEndObject();
        if (template.Parameters.Count > 0)
        {
            json.WriteStartArray("components"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "body"u8);
            json.WriteStartArray("parameters"u8);
            foreach (var parameter in template.Parameters)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, OneLine(parameter));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string OneLine(string text) =>
        TextCut.Ellipsis(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), ParameterLimit);
}
