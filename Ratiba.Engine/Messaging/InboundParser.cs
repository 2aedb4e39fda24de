using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Messaging;

/// <summary>Reads an event as a message from a customer (CH2). Never throws, whatever the bytes are.</summary>
internal static class InboundParser
{
    /// <summary>Whether events of this kind are messages: WhatsApp's <c>message.*</c>, Messenger's and Instagram's messages and postbacks.</summary>
    public static bool Handles(string kind) =>
        kind.StartsWith("message.", StringComparison.Ordinal) || kind is "messaging.message" or "messaging.postback";

    /// <summary>The message, or null and a stable snake_case reason why the event is none.</summary>
    public static InboundMessage? Parse(InboxEvent received, out string? reason)
    {
        reason = Handles(received.Kind) ? "unreadable" : "not_a_message";
        return null;
    }
}
