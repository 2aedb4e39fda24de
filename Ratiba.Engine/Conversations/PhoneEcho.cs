using System.Text.Json;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>What someone of the shop wrote to a customer from the WhatsApp app on the phone (PROVIDERS.md 1.8).</summary>
/// <param name="CustomerKeys">How the customer's conversation may be keyed: by BSUID, by phone number; at least one.</param>
/// <param name="ProviderId">The message's id; empty where it is missing.</param>
/// <param name="Text">The words; empty for a picture or the like.</param>
internal sealed record PhoneEcho(IReadOnlyList<string> CustomerKeys, string ProviderId, string Text)
{
    /// <summary>Reads the event's body; null when it is not JSON or names no customer.</summary>
    public static PhoneEcho? Read(ReadOnlySpan<byte> body)
    {
        string? to = null, userId = null, id = null, text = null;
        try
        {
            Utf8JsonReader reader = new(body, LenientJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (LenientJson.NextProperty(ref reader, out var name))
            {
                if (name.SequenceEqual("to"u8)) to = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("to_user_id"u8)) userId = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("id"u8)) id = LenientJson.Text(ref reader, InboundParser.IdLimit);
                else if (name.SequenceEqual("text"u8) && LenientJson.TryEnter(ref reader, out var inner)) text = Body(inner);
                else LenientJson.Skip(ref reader);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        List<string> keys = new(2);
        if (!string.IsNullOrEmpty(userId)) keys.Add(userId);
        if (!string.IsNullOrEmpty(to)) keys.Add(to);
        return keys.Count == 0 ? null : new PhoneEcho(keys, id ?? "", text ?? "");
    }

    private static string? Body(Utf8JsonReader reader)
    {
        string? body = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("body"u8)) body = LenientJson.Text(ref reader, InboundParser.TextLimit);
            else LenientJson.Skip(ref reader);
        }
        return body;
    }
}
