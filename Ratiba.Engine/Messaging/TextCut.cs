using System.Globalization;

namespace Ratiba.Engine.Messaging;

/// <summary>Cuts text to a channel's limits, counted in UTF-16 units as the providers document them, without breaking what a reader sees as one character.</summary>
internal static class TextCut
{
    /// <summary>The text, or its beginning with an ellipsis when it is longer than <paramref name="limit"/>.</summary>
    public static string Ellipsis(string text, int limit) => text.Length <= limit ? text : text[..BoundaryAt(text, 0, limit - 1)].TrimEnd() + "…";

    /// <summary>The text in pieces of at most <paramref name="limit"/>, broken at a line, else at a space, else between characters.</summary>
    public static List<string> Split(string text, int limit)
    {
        List<string> pieces = [];
        var start = 0;
        while (text.Length - start > limit)
        {
            var end = BreakBefore(text, start, BoundaryAt(text, start, limit));
            AddPiece(pieces, text.AsSpan(start, end - start));
            start = end;
        }
        AddPiece(pieces, text.AsSpan(start));
        return pieces;
    }

    /// <summary>Where the last at most <paramref name="limit"/> units begin, at a line, else at a space, else between characters.</summary>
    public static int TailStart(string text, int limit)
    {
        if (text.Length <= limit) return 0;
        var from = text.Length - limit;
        var line = text.IndexOf('\n', from);
        if (line >= 0 && line < text.Length - 1) return line + 1;
        var space = text.IndexOf(' ', from);
        if (space >= 0 && space < text.Length - 1) return space + 1;
        var boundary = 0;
        while (boundary < from) boundary += StringInfo.GetNextTextElementLength(text.AsSpan(boundary));
        return boundary < text.Length ? boundary : from + (char.IsLowSurrogate(text[from]) ? 1 : 0);
    }

    private static void AddPiece(List<string> pieces, ReadOnlySpan<char> piece)
    {
        var trimmed = piece.Trim();
        if (trimmed.Length > 0) pieces.Add(trimmed.ToString());
    }

    // A break in the first half would make needlessly many messages.
    private static int BreakBefore(string text, int start, int end)
    {
        var second = start + ((end - start) / 2);
        var line = text.LastIndexOf('\n', end - 1, end - second);
        if (line >= 0) return line + 1;
        var space = text.LastIndexOf(' ', end - 1, end - second);
        return space >= 0 ? space + 1 : end;
    }

    // The last boundary between characters at or before start + limit. A single character of many combining marks may be longer than the limit: then
    // only a surrogate pair is kept whole.
    private static int BoundaryAt(string text, int start, int limit)
    {
        var end = start;
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (end + length > start + limit) break;
            end += length;
        }
        if (end > start) return end;
        end = start + limit;
        return end > start + 1 && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
