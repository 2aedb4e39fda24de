using System.Buffers;
using System.Text.Json;

namespace Ratiba.Sandbox.Graph;

/// <summary>
/// Reads a send without a JSON DOM: the load run sends thousands a second through here, on the cores it measures. Unknown keys are skipped, as Meta does.
/// </summary>
internal static class SendReader
{
    /// <summary>False when the body is not a JSON object of the expected shape.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> body, out SendRequest send)
    {
        send = new SendRequest();
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            ReadTop(ref reader, send);
            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a token of another type than expected, or a lone surrogate in a string.
            return false;
        }
    }

    private static void ReadTop(ref Utf8JsonReader reader, SendRequest send)
    {
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("messaging_product"u8))
            {
                send.IsWhatsApp = Text(ref reader) == "whatsapp";
            }
            else if (reader.ValueTextEquals("to"u8))
            {
                send.To = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("recipient"u8))
            {
                ReadRecipient(ref reader, send);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                send.Type = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                send.Text = ReadNamed(ref reader, "body"u8);
            }
            else if (reader.ValueTextEquals("interactive"u8))
            {
                ReadInteractive(ref reader, send);
            }
            else if (reader.ValueTextEquals("template"u8))
            {
                ReadTemplate(ref reader, send);
            }
            else if (reader.ValueTextEquals("biz_opaque_callback_data"u8))
            {
                send.CallbackData = Text(ref reader);
            }
            else if (reader.ValueTextEquals("context"u8))
            {
                send.ContextId = ReadNamed(ref reader, "message_id"u8);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                send.IsMarkRead = Text(ref reader) == "read";
            }
            else if (reader.ValueTextEquals("message_id"u8))
            {
                send.ReadId = Text(ref reader);
            }
            else if (reader.ValueTextEquals("sender_action"u8))
            {
                send.SenderAction = Text(ref reader);
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                ReadPageMessage(ref reader, send);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    // WhatsApp addresses a BSUID by a string, Messenger and Instagram address by an object with an id.
    private static void ReadRecipient(ref Utf8JsonReader reader, SendRequest send)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            send.To = reader.GetString() ?? "";
            return;
        }

        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                send.To = Text(ref reader) ?? "";
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadInteractive(ref Utf8JsonReader reader, SendRequest send)
    {
        EnterObject(ref reader);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                send.InteractiveType = Text(ref reader);
            }
            else if (reader.ValueTextEquals("header"u8))
            {
                send.Header = ReadNamed(ref reader, "text"u8);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                send.Text = ReadNamed(ref reader, "text"u8);
            }
            else if (reader.ValueTextEquals("footer"u8))
            {
                send.Footer = ReadNamed(ref reader, "text"u8);
            }
            else if (reader.ValueTextEquals("action"u8))
            {
                ReadAction(ref reader, send);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadAction(ref Utf8JsonReader reader, SendRequest send)
    {
        EnterObject(ref reader);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("button"u8))
            {
                send.ListLabel = Text(ref reader);
            }
            else if (reader.ValueTextEquals("buttons"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    ReadButton(ref reader, send);
                }
            }
            else if (reader.ValueTextEquals("sections"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    ReadSection(ref reader, send);
                }
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadButton(ref Utf8JsonReader reader, SendRequest send)
    {
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("reply"u8))
            {
                EnterObject(ref reader);
                send.Choices.Add(ReadChoice(ref reader));
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadSection(ref Utf8JsonReader reader, SendRequest send)
    {
        string? title = null;
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("title"u8))
            {
                title = Text(ref reader);
            }
            else if (reader.ValueTextEquals("rows"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    send.Choices.Add(ReadChoice(ref reader));
                }
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        send.Sections++;
        send.SectionWithoutTitle |= string.IsNullOrEmpty(title);
        send.LongestSectionTitle = Math.Max(send.LongestSectionTitle, title?.Length ?? 0);
    }

    private static Choice ReadChoice(ref Utf8JsonReader reader)
    {
        string id = "", title = "";
        string? description = null;
        while (NextName(ref reader))
        {
            // Quick replies call the id "payload".
            if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("payload"u8))
            {
                id = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("title"u8))
            {
                title = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("description"u8))
            {
                description = Text(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return new Choice(id, title, description);
    }

    private static void ReadTemplate(ref Utf8JsonReader reader, SendRequest send)
    {
        EnterObject(ref reader);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                send.TemplateName = Text(ref reader);
            }
            else if (reader.ValueTextEquals("language"u8))
            {
                send.TemplateLanguage = ReadNamed(ref reader, "code"u8);
            }
            else if (reader.ValueTextEquals("components"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    ReadComponent(ref reader, send);
                }
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadComponent(ref Utf8JsonReader reader, SendRequest send)
    {
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("parameters"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    send.TemplateParameters.Add(ReadInner(ref reader, "text"u8) ?? "");
                }
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadPageMessage(ref Utf8JsonReader reader, SendRequest send)
    {
        EnterObject(ref reader);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("text"u8))
            {
                send.Text = Text(ref reader);
            }
            else if (reader.ValueTextEquals("quick_replies"u8))
            {
                EnterArray(ref reader);
                while (NextObject(ref reader))
                {
                    send.Choices.Add(ReadChoice(ref reader));
                }
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static string? ReadNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        EnterObject(ref reader);
        return ReadInner(ref reader, name);
    }

    private static string? ReadInner(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? found = null;
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals(name))
            {
                found = Text(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return found;
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw new JsonException("an array of objects was expected"),
        };
    }

    private static void EnterObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object was expected");
        }
    }

    private static void EnterArray(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("an array was expected");
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
