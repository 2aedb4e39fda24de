using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Reads what providers really send (PROVIDERS.md 0): strings as numbers, numbers as strings, objects as arrays, seconds as milliseconds.
/// Everything here may throw <see cref="JsonException"/> on bytes that are not JSON, and nothing else; the callers catch it in one place.
/// </summary>
internal static class LenientJson
{
    /// <summary>Deep enough for every known payload (the deepest has 12), shallow enough that nesting is never an attack.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>
    /// Steps into the value that the reader stands on: the object itself or, where a provider sends an array, its first object.
    /// The caller's reader moves past the value either way; <paramref name="inner"/> stands on the opening brace.
    /// </summary>
    public static bool TryEnter(ref Utf8JsonReader reader, out Utf8JsonReader inner)
    {
        inner = reader;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return false;
        Skip(ref reader);
        if (inner.TokenType == JsonTokenType.StartArray) inner.Read();
        return inner.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Moves to the next property of an object and onto its value; <paramref name="name"/> is kept for comparing.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
        // Names with escapes match nothing we know and are passed over like any unknown name.
        name = reader.ValueSpan;
        return reader.Read();
    }

    /// <summary>Passes over a value of any kind.</summary>
    public static void Skip(ref Utf8JsonReader reader) => reader.Skip();

    /// <summary>A string, or a number or boolean as its text; null for everything else. At most <paramref name="limit"/> UTF-16 units, cut at a whole character.</summary>
    public static string? Text(ref Utf8JsonReader reader, int limit)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Cut(Unescape(ref reader), limit);
            case JsonTokenType.Number:
            case JsonTokenType.True:
            case JsonTokenType.False:
                return Cut(Encoding.UTF8.GetString(reader.ValueSpan), limit);
            default:
                Skip(ref reader);
                return null;
        }
    }

    /// <summary>A boolean in any spelling; null where it is none.</summary>
    public static bool? Flag(ref Utf8JsonReader reader) => Text(ref reader, 5) switch
    {
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        _ => null,
    };

    /// <summary>A whole number in digits or in a string; null where it is none.</summary>
    public static int? Number(ref Utf8JsonReader reader) =>
        int.TryParse(Text(ref reader, 16), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Unix seconds or milliseconds, as number or string, or an ISO instant; null where unreadable or outside 2000 to 2100.</summary>
    public static DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        var text = Text(ref reader, 64);
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units))
        {
            // Seconds reach this size in the year 5138, milliseconds had it in 1973.
            const long FirstMillisecond = 100_000_000_000;
            var milliseconds = units >= FirstMillisecond ? units : units * 1000;
            return milliseconds is >= 946_684_800_000 and < 4_102_444_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            && instant.Year is >= 2000 and < 2100 ? instant : null;
    }

    /// <summary>At most <paramref name="limit"/> UTF-16 units; never ends inside a surrogate pair.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end];
    }

    // The framework's GetString refuses lone surrogates and broken UTF-8; a customer's words must not be lost for one broken character.
    // NUL becomes the replacement character too: Postgres cannot store it.
    private static string Unescape(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            // A raw NUL is not JSON, so unescaped text has none.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
        var raw = Encoding.UTF8.GetString(reader.ValueSpan);
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            // The reader has already checked that every escape is whole.
            var escape = raw[++i];
            if (escape == 'u')
            {
                var unit = (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 4;
                text.Append(unit == '\0' ? '\uFFFD' : unit);
            }
            else
            {
                text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escape });
            }
        }
        return ReplaceLoneSurrogates(text);
    }

    private static string ReplaceLoneSurrogates(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else text[i] = '\uFFFD';
        }
        return text.ToString();
    }
}
