using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ratiba.Engine.Messaging;

/// <summary>An <see cref="OutboundMessage"/> as the bytes of an outbox row.</summary>
internal static class OutboundBody
{
    // Bodies never meet HTML: relaxed escaping keeps accents and apostrophes at their own length.
    private static readonly MessagingJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The bytes to store.</summary>
    public static byte[] Write(OutboundMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Json.OutboundMessage);

    /// <summary>The message, or null when the bytes are not one: such a row can never be sent.</summary>
    public static OutboundMessage? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Json.OutboundMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Source-generated JSON of this folder.</summary>
[JsonSerializable(typeof(OutboundMessage))]
internal sealed partial class MessagingJsonContext : JsonSerializerContext;
