using System.Text.Json;

namespace Ratiba.Engine.Messaging;

/// <summary>Small steps over raw JSON that every envelope needs. A reader always comes back standing on the last token of what it walked over.</summary>
internal static class JsonWalk
{
    /// <summary>Steps over the value the reader stands on and returns its bytes.</summary>
    public static Slice Take(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>The raw bytes of a string or number, without quotes; empty for anything else, which is stepped over.</summary>
    public static Slice Scalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return new Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        if (reader.TokenType == JsonTokenType.Number) return new Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length);
        reader.Skip();
        return default;
    }

    /// <summary>Steps over a value that is no object, so that its siblings are read on.</summary>
    public static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    /// <summary>Steps over the object the reader stands on and returns one scalar of it; empty when it is missing.</summary>
    public static Slice ScalarProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ReadOnlySpan<byte> wanted)
    {
        if (!IsObject(ref reader)) return default;
        Slice found = default;
        while (NextProperty(ref reader, out var property))
        {
            if (property.Of(json).SequenceEqual(wanted)) found = Scalar(ref reader);
            else reader.Skip();
        }
        return found;
    }

    /// <summary>Moves to the next property's value; false at the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, out Slice name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }
        name = new Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Read();
        return true;
    }

    /// <summary>
    /// Moves to the next element of what should be an array; a single object in its place counts as one element (PROVIDERS.md 0: object-or-array).
    /// Anything else is stepped over.
    /// </summary>
    public static bool NextElement(ref Utf8JsonReader reader, ref ElementWalk walk)
    {
        if (walk == ElementWalk.Start)
        {
            if (reader.TokenType == JsonTokenType.StartArray) walk = ElementWalk.InArray;
            else
            {
                walk = ElementWalk.Done;
                if (reader.TokenType == JsonTokenType.StartObject) return true;
                reader.Skip();
                return false;
            }
        }
        if (walk == ElementWalk.Done) return false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray) return true;
        walk = ElementWalk.Done;
        return false;
    }
}

/// <summary>A stretch of the webhook's bytes.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}

/// <summary>How far <see cref="JsonWalk.NextElement"/> has come.</summary>
internal enum ElementWalk
{
    Start,
    InArray,
    Done,
}
