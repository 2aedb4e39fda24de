using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ratiba.Edge.Http;

/// <summary>
/// Reads a JSON body strictly: size, type, encoding, depth, duplicate keys and unpaired surrogates are decided before anything is made of it.
/// Unknown fields are tolerated (AD1).
/// </summary>
internal static class JsonBody
{
    /// <summary>The largest admin body that is not an upload; the biggest real one (an import's overrides) stays far below.</summary>
    public const int Limit = 64 * 1024;

    // Our deepest shape has four levels; anything far deeper is an attack on the stack.
    private const int MaxDepth = 16;

    private static readonly object BytesKey = new();

    /// <summary>The body as <typeparamref name="T"/>, or the problem to answer with; exactly one of the two.</summary>
    public static async ValueTask<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> shape, CancellationToken cancellation) where T : class
    {
        if (!IsJson(request)) return (null, Problems.ForStatus(StatusCodes.Status415UnsupportedMediaType));
        if (await BytesAsync(request, cancellation) is not { } bytes)
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too_large", $"The body is larger than the {Limit} bytes that this route takes."));
        if (Malformed(bytes) is { } reason) return (null, Problems.Of(StatusCodes.Status400BadRequest, "malformed", reason));
        try
        {
            return JsonSerializer.Deserialize(bytes, shape) is { } value
                ? (value, null)
                : (null, Problems.Of(StatusCodes.Status400BadRequest, "malformed", "The body must be a JSON object, and is null."));
        }
        catch (JsonException mismatch)
        {
            // Well-formed, so it is the type of a field. The message is not shown: it would repeat what was sent.
            return (null, Problems.Invalid(FieldOf(mismatch.Path), "has the wrong type"));
        }
    }

    /// <summary>The raw body, read once; null when it is over <see cref="Limit"/>.</summary>
    public static async ValueTask<byte[]?> BytesAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HttpContext.Items.TryGetValue(BytesKey, out var known)) return (byte[]?)known;
        var bytes = await ReadAllAsync(request, cancellation);
        request.HttpContext.Items[BytesKey] = bytes;
        return bytes;
    }

    private static async ValueTask<byte[]?> ReadAllAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Limit) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > Limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Malformed(byte[] bytes)
    {
        if (bytes.Length == 0) return "The body is empty; it must be a JSON object.";
        if (!Utf8.IsValid(bytes)) return "The body is not valid UTF-8.";
        try
        {
            // Before the document is made: looking for duplicate keys stumbles over keys that are not text.
            if (HasUnusableText(bytes)) return "A text holds an unpaired surrogate or U+0000, which no text can be stored with.";
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : "The body must be a JSON object.";
        }
        catch (JsonException failure)
        {
            return $"The body is not JSON with unique keys and at most {MaxDepth} levels: see line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}.";
        }
    }

    private static bool HasUnusableText(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                if (reader.GetString()!.Contains('\0', StringComparison.Ordinal)) return true; // a string token is never null
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
        return false;
    }

    // "$.admin.phone_e164" -> "admin.phone_e164"
    private static string FieldOf(string? path) => path is { Length: > 2 } ? path[2..] : "body";
}
