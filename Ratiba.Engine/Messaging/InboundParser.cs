using System.Text.Json;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging.Messenger;
using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Messaging;

/// <summary>Reads an event as a message from a customer (CH2). Never throws, whatever the bytes are.</summary>
internal static class InboundParser
{
    /// <summary>Words beyond this are cut: WhatsApp allows 4096 units, and a body of 1 MB must not travel on as one message.</summary>
    public const int TextLimit = 8192;

    /// <summary>Ids, names and payloads beyond this are cut; the longest documented is a payload of 1000.</summary>
    public const int IdLimit = 1024;

    /// <summary>Whether events of this kind are messages: WhatsApp's <c>message.*</c>, Messenger's and Instagram's messages and postbacks.</summary>
    public static bool Handles(string kind) =>
        kind.StartsWith("message.", StringComparison.Ordinal) || kind is "messaging.message" or "messaging.postback";

    /// <summary>
    /// The message, or null and a stable snake_case reason why the event is none: <c>not_a_message</c>, <c>unreadable</c>, <c>no_message</c>,
    /// <c>no_sender</c>, <c>echo</c>.
    /// </summary>
    public static InboundMessage? Parse(InboxEvent received, out string? reason)
    {
        if (!Handles(received.Kind))
        {
            reason = "not_a_message";
            return null;
        }
        try
        {
            var reader = new Utf8JsonReader(received.Body, LenientJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                reason = "unreadable";
                return null;
            }
            return received.Channel == ChannelKind.WhatsApp
                ? WhatsAppInbound.Read(received, reader, out reason)
                : MessengerInbound.Read(received, reader, out reason);
        }
        catch (JsonException)
        {
            reason = "unreadable";
            return null;
        }
    }
}
