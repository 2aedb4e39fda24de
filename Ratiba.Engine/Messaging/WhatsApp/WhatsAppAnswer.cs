using System.Text.Json;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>What matters in an answer of the Graph API.</summary>
/// <param name="MessageId">The message's id where it was taken.</param>
/// <param name="Code">The error's code where it was not.</param>
/// <param name="HasError">There is an error, whatever its code.</param>
internal readonly record struct WhatsAppAnswer(string? MessageId, int? Code, bool HasError)
{
    /// <summary>Reads an answer; whatever is not JSON, or not what we know, is an empty one.</summary>
    public static WhatsAppAnswer Read(ReadOnlySpan<byte> body)
    {
        string? id = null;
        int? code = null;
        var hasError = false;
        try
        {
            var reader = new Utf8JsonReader(body, LenientJson.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
            while (LenientJson.NextProperty(ref reader, out var name))
            {
                if (name.SequenceEqual("messages"u8) && LenientJson.TryEnter(ref reader, out var inner)) id = Field(inner, "id"u8);
                else if ((name.SequenceEqual("error"u8) || name.SequenceEqual("errors"u8)) && LenientJson.TryEnter(ref reader, out inner))
                {
                    hasError = true;
                    code ??= int.TryParse(Field(inner, "code"u8), out var number) ? number : null;
                }
                else LenientJson.Skip(ref reader);
            }
        }
        catch (JsonException)
        {
            // A gateway's page, or a body cut off: what was read stands, the HTTP status decides the rest.
        }
        return new WhatsAppAnswer(string.IsNullOrEmpty(id) ? null : id, code, hasError);
    }

    private static string? Field(Utf8JsonReader reader, scoped ReadOnlySpan<byte> wanted)
    {
        string? value = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual(wanted)) value = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else LenientJson.Skip(ref reader);
        }
        return value;
    }
}
