using System.Globalization;

namespace Ratiba.Engine.Language;

/// <summary>What a token is made of.</summary>
internal enum TokenKind : byte
{
    Word,
    Digits,
    Symbol,
}

/// <summary>One token of a message; used up once a reader has taken its meaning.</summary>
internal struct Token
{
    public int Start;
    public int Length;
    public TokenKind Kind;

    /// <summary>The value of <see cref="TokenKind.Digits"/>, or the character of a symbol.</summary>
    public int Number;

    /// <summary>What the word means, if it is known.</summary>
    public Meaning Meaning;

    public bool Used;
}

/// <summary>A message cut into tokens on the caller's stack.</summary>
internal readonly ref struct Tokens
{
    /// <summary>Nobody books in more words than this; the rest of a longer message is not read.</summary>
    public const int Most = 96;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<Token> _all;

    private Tokens(ReadOnlySpan<char> text, Span<Token> all)
    {
        _text = text;
        _all = all;
    }

    public int Count => _all.Length;

    public ref Token this[int index] => ref _all[index];

    /// <summary>Cuts the text: runs of letters, runs of digits, single symbols. "3pm" is two tokens, "don't" one.</summary>
    public static Tokens Cut(ReadOnlySpan<char> text, Span<Token> room)
    {
        var count = 0;
        for (var i = 0; i < text.Length && count < room.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            ref var token = ref room[count];
            token = new Token { Start = start };
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                token.Kind = TokenKind.Digits;
                token.Number = i - start <= 8 ? int.Parse(text[start..i], NumberStyles.None, CultureInfo.InvariantCulture) : int.MaxValue;
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && (char.IsLetter(text[i]) || IsInnerApostrophe(text, i))) i++;
                token.Kind = TokenKind.Word;
                token.Meaning = EnglishWords.Of(text[start..i]);
            }
            else if (char.IsSurrogate(text[i]))
            {
                i = Math.Min(i + 2, text.Length);
                token.Kind = TokenKind.Word;
                token.Meaning = EnglishWords.Of(text[start..i]);
            }
            else
            {
                token.Kind = TokenKind.Symbol;
                token.Number = text[i++];
                token.Meaning = EnglishWords.Of(text[start..i]);
            }
            token.Length = i - start;
            count++;
        }
        return new Tokens(text, room[..count]);
    }

    public ReadOnlySpan<char> TextOf(int index) => _text.Slice(_all[index].Start, _all[index].Length);

    /// <summary>Whether the token is free and of this kind of clue.</summary>
    public bool Is(int index, Cue cue) => (uint)index < (uint)_all.Length && !_all[index].Used && _all[index].Meaning.Cue == cue;

    /// <summary>Whether the free token is this word.</summary>
    public bool TextIs(int index, string word) =>
        (uint)index < (uint)_all.Length && !_all[index].Used && TextOf(index).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsIntent(int index, Intent intent) => Is(index, Cue.Intent) && _all[index].Meaning.Value == (short)intent;

    public bool IsDigits(int index) => (uint)index < (uint)_all.Length && !_all[index].Used && _all[index].Kind == TokenKind.Digits;

    public bool IsSymbol(int index, char symbol) =>
        (uint)index < (uint)_all.Length && !_all[index].Used && _all[index].Kind == TokenKind.Symbol && _all[index].Number == symbol;

    /// <summary>Whether the token follows the one before it without a space.</summary>
    public bool Touches(int index) => index > 0 && index < _all.Length && _all[index - 1].Start + _all[index - 1].Length == _all[index].Start;

    /// <summary>A number in digits or in words up to twelve.</summary>
    public bool TryNumber(int index, out int number)
    {
        number = 0;
        if (IsDigits(index)) number = _all[index].Number;
        else if (Is(index, Cue.Number)) number = _all[index].Meaning.Value;
        else return false;
        return true;
    }

    /// <summary>Takes the tokens of a reading and tells where in the text they stand.</summary>
    public TextSpan Use(int from, int to)
    {
        for (var i = from; i <= to; i++) _all[i].Used = true;
        return new TextSpan(_all[from].Start, _all[to].Start + _all[to].Length - _all[from].Start);
    }

    private static bool IsInnerApostrophe(ReadOnlySpan<char> text, int i) => text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]);
}
