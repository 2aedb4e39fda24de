using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Language.Words;

/// <summary>Cuts folded text into tokens: runs of letters, runs of digits, single symbols. "3pm" is two tokens, "saa3" two, "don't" one, "ku-cancel" three, a booking's reference one.</summary>
internal static class Tokenizer
{
    /// <summary>Cuts <paramref name="folded"/> into <paramref name="room"/>, which holds as many tokens as the text has characters. Returns how many.</summary>
    public static int Cut(ReadOnlySpan<char> folded, Span<Token> room)
    {
        var count = 0;
        for (var i = 0; i < folded.Length;)
        {
            var c = folded[i];
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\u200D' or '\uFE0F' or '\uFEFF')
            {
                i++;
                continue;
            }
            var start = i;
            ref var token = ref room[count];
            token = new Token { Start = start, WordId = -1, Touches = count > 0 && room[count - 1].End == start };
            if (BookingReference.Begins(folded[i..]) && !(token.Touches && room[count - 1].Kind != TokenKind.Symbol))
            {
                i += BookingReference.Length;
                token.Kind = TokenKind.Reference;
            }
            else if (char.IsAsciiDigit(c))
            {
                long number = 0;
                for (; i < folded.Length && char.IsAsciiDigit(folded[i]); i++) number = Math.Min(number * 10 + folded[i] - '0', int.MaxValue);
                token.Kind = TokenKind.Digits;
                token.Number = (int)number;
            }
            else if (char.IsLetter(c))
            {
                for (i++; i < folded.Length && (char.IsLetter(folded[i]) || IsInnerApostrophe(folded, i)); i++) { }
                token.Kind = TokenKind.Word;
            }
            else
            {
                i += char.IsHighSurrogate(c) && i + 1 < folded.Length && char.IsLowSurrogate(folded[i + 1]) ? 2 : 1;
                token.Kind = TokenKind.Symbol;
            }
            token.Length = i - start;
            count++;
        }
        return count;
    }

    private static bool IsInnerApostrophe(ReadOnlySpan<char> text, int i) => text[i] == '\'' && i + 1 < text.Length && char.IsLetter(text[i + 1]);
}
