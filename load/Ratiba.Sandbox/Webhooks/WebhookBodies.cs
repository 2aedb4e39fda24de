using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ratiba.Sandbox.Customers;

namespace Ratiba.Sandbox.Webhooks;

/// <summary>The bodies of Meta's webhooks (PROVIDERS.md 1.4 to 1.7 and 2.1 to 2.2). Non-ASCII letters arrive escaped, as Meta sends them.</summary>
internal static class WebhookBodies
{
    private static readonly JsonWriterOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    public static byte[] CustomerMessage(CustomerMessage message, string id, DateTimeOffset at) =>
        message.Channel == Channels.WhatsApp ? WhatsAppMessage(message, id, at) : PageMessage(message, id, at);

    /// <summary>A status of a WhatsApp message; <paramref name="error"/> only with <c>failed</c>.</summary>
    public static byte[] WhatsAppStatus(string number, string phone, string id, string status, string? callbackData, StatusError? error, DateTimeOffset at) =>
        Write(json =>
        {
            OpenWhatsApp(json, number);
            json.WriteStartArray("statuses");
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("status", status);
            json.WriteString("timestamp", Seconds(at));
            json.WriteString("recipient_id", phone);
            if (callbackData is not null)
            {
                json.WriteString("biz_opaque_callback_data", callbackData);
            }

            if (error is not null)
            {
                json.WriteStartArray("errors");
                json.WriteStartObject();
                json.WriteNumber("code", error.Code);
                json.WriteString("title", error.Title);
                json.WriteString("message", error.Title);
                json.WriteStartObject("error_data");
                json.WriteString("details", error.Title);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndArray();
            CloseWhatsApp(json);
        });

    /// <summary><c>delivery</c> (Messenger only) or <c>read</c>: Messenger tells a watermark, Instagram the message.</summary>
    public static byte[] PageStatus(string channel, string page, string customer, string id, string status, DateTimeOffset at) =>
        Write(json =>
        {
            OpenPage(json, channel, page, customer, at);
            json.WriteStartObject(status == "read" ? "read" : "delivery");
            if (channel == Channels.Instagram)
            {
                json.WriteString("mid", id);
            }
            else
            {
                json.WriteNumber("watermark", at.ToUnixTimeMilliseconds());
            }

            json.WriteEndObject();
            ClosePage(json);
        });

    private static byte[] WhatsAppMessage(CustomerMessage message, string id, DateTimeOffset at) =>
        Write(json =>
        {
            OpenWhatsApp(json, message.PhoneNumberId);
            json.WriteStartArray("contacts");
            json.WriteStartObject();
            json.WriteStartObject("profile");
            json.WriteString("name", message.Name ?? "Sandbox customer");
            json.WriteEndObject();
            json.WriteString("wa_id", message.Phone);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("from", message.Phone);
            json.WriteString("id", id);
            json.WriteString("timestamp", Seconds(at));
            if (message.ReplyTo is not null)
            {
                json.WriteStartObject("context");
                json.WriteString("from", message.PhoneNumberId);
                json.WriteString("id", message.ReplyTo);
                json.WriteEndObject();
            }

            if (message.Tap is { } tap)
            {
                var kind = tap.Kind == "list" ? "list_reply" : "button_reply";
                json.WriteString("type", "interactive");
                json.WriteStartObject("interactive");
                json.WriteString("type", kind);
                json.WriteStartObject(kind);
                json.WriteString("id", tap.Id);
                json.WriteString("title", tap.Title);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            else
            {
                json.WriteString("type", "text");
                json.WriteStartObject("text");
                json.WriteString("body", message.Text ?? "");
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndArray();
            CloseWhatsApp(json);
        });

    private static byte[] PageMessage(CustomerMessage message, string id, DateTimeOffset at) =>
        Write(json =>
        {
            OpenPage(json, message.Channel, message.PhoneNumberId, message.Phone, at);
            json.WriteStartObject("message");
            json.WriteString("mid", id);
            json.WriteString("text", message.Tap?.Title ?? message.Text ?? "");
            if (message.Tap is { } tap)
            {
                json.WriteStartObject("quick_reply");
                json.WriteString("payload", tap.Id);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            ClosePage(json);
        });

    private static void OpenWhatsApp(Utf8JsonWriter json, string number)
    {
        json.WriteStartObject();
        json.WriteString("object", "whatsapp_business_account");
        json.WriteStartArray("entry");
        json.WriteStartObject();
        json.WriteString("id", "waba-" + number);
        json.WriteStartArray("changes");
        json.WriteStartObject();
        json.WriteString("field", "messages");
        json.WriteStartObject("value");
        json.WriteString("messaging_product", "whatsapp");
        json.WriteStartObject("metadata");
        json.WriteString("display_phone_number", number);
        json.WriteString("phone_number_id", number);
        json.WriteEndObject();
    }

    private static void CloseWhatsApp(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void OpenPage(Utf8JsonWriter json, string channel, string page, string customer, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("object", channel == Channels.Instagram ? "instagram" : "page");
        json.WriteStartArray("entry");
        json.WriteStartObject();
        json.WriteString("id", page);
        json.WriteNumber("time", at.ToUnixTimeMilliseconds());
        json.WriteStartArray("messaging");
        json.WriteStartObject();
        json.WriteStartObject("sender");
        json.WriteString("id", customer);
        json.WriteEndObject();
        json.WriteStartObject("recipient");
        json.WriteString("id", page);
        json.WriteEndObject();
        json.WriteNumber("timestamp", at.ToUnixTimeMilliseconds());
    }

    private static void ClosePage(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(768);
        using (var json = new Utf8JsonWriter(buffer, Escaped))
        {
            content(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Why a message that was accepted failed later.</summary>
internal sealed record StatusError(int Code, string Title);
