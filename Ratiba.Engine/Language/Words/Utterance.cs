namespace Ratiba.Engine.Language.Words;

/// <summary>
/// A message cut into tokens, each with the meanings of the words and phrases that begin there. Everything lies in the caller's buffers: reading allocates nothing.
/// All readers take it by reference and ask it questions; none looks at the raw text a second time.
/// </summary>
internal ref struct Utterance
{
    /// <summary>The longest message that is read, in characters: WhatsApp's own bound of a text (PROVIDERS.md). The rest is not read.</summary>
    public const int LongestText = 4096;

    private readonly Span<Token> _tokens;
    private readonly ReadOnlySpan<Match> _matches;

    internal Utterance(ReadOnlySpan<char> written, ReadOnlySpan<char> folded, Span<Token> tokens, ReadOnlySpan<Match> matches, Lexicon lexicon)
    {
        Written = written;
        Folded = folded;
        _tokens = tokens;
        _matches = matches;
        Lexicon = lexicon;
    }

    /// <summary>As the customer wrote it.</summary>
    public ReadOnlySpan<char> Written { get; }

    /// <summary>Lower case, without accents; same offsets.</summary>
    public ReadOnlySpan<char> Folded { get; }

    /// <summary>The words it was matched against.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>How many tokens.</summary>
    public readonly int Count => _tokens.Length;

    /// <summary>A token.</summary>
    public readonly ref Token this[int index] => ref _tokens[index];

    /// <summary>The token's folded text.</summary>
    public readonly ReadOnlySpan<char> TextOf(int index) => Folded.Slice(_tokens[index].Start, _tokens[index].Length);

    /// <summary>The meanings that begin at a token, longest phrase first; empty beyond the ends.</summary>
    public readonly ReadOnlySpan<Match> MatchesAt(int index) =>
        (uint)index < (uint)_tokens.Length ? _matches.Slice(_tokens[index].FirstMatch, _tokens[index].MatchCount) : [];

    /// <summary>Whether a meaning of this kind begins at the token; the longest one.</summary>
    public readonly bool Is(int index, Sense sense, out Match match)
    {
        if (Is(index, sense))
        {
            foreach (ref readonly var candidate in MatchesAt(index))
            {
                if (candidate.Meaning.Sense != sense) continue;
                match = candidate;
                return true;
            }
        }
        match = default;
        return false;
    }

    /// <summary>Whether a meaning of this kind begins at the token.</summary>
    public readonly bool Is(int index, Sense sense) => (uint)index < (uint)_tokens.Length && _tokens[index].Senses.Has(sense);

    /// <summary>Whether a meaning of this kind and value begins at the token.</summary>
    public readonly bool Is(int index, Sense sense, int value)
    {
        if (!Is(index, sense)) return false;
        foreach (ref readonly var candidate in MatchesAt(index))
            if (candidate.Meaning.Sense == sense && candidate.Value == value) return true;
        return false;
    }

    /// <summary>Whether the token is a run of digits.</summary>
    public readonly bool IsDigits(int index) => (uint)index < (uint)_tokens.Length && _tokens[index].Kind == TokenKind.Digits;

    /// <summary>Whether the token is a run of letters.</summary>
    public readonly bool IsWord(int index) => (uint)index < (uint)_tokens.Length && _tokens[index].Kind == TokenKind.Word;

    /// <summary>Whether the token is a sign: neither letters nor digits.</summary>
    public readonly bool IsSign(int index) => (uint)index < (uint)_tokens.Length && _tokens[index].Kind == TokenKind.Symbol;

    /// <summary>Whether the token is this character.</summary>
    public readonly bool IsSymbol(int index, char symbol) =>
        (uint)index < (uint)_tokens.Length && _tokens[index].Kind == TokenKind.Symbol && Folded[_tokens[index].Start] == symbol;

    /// <summary>Whether the token is exactly this folded word. For single function words; what has a meaning belongs into the lexicon.</summary>
    public readonly bool TextIs(int index, ReadOnlySpan<char> word) => (uint)index < (uint)_tokens.Length && TextOf(index).SequenceEqual(word);

    /// <summary>Whether the token exists and follows the one before it without a space.</summary>
    public readonly bool Touches(int index) => (uint)index < (uint)_tokens.Length && _tokens[index].Touches;

    /// <summary>Whether another reader has taken the token.</summary>
    public readonly bool IsTaken(int index) => (uint)index < (uint)_tokens.Length && _tokens[index].Taken;

    /// <summary>Takes the tokens of a reading, from first to last, and tells where in the text they stand.</summary>
    public readonly TextSpan Take(int first, int last)
    {
        for (var i = first; i <= last; i++) _tokens[i].Taken = true;
        return SpanOf(first, last);
    }

    /// <summary>Where the tokens from first to last stand in the text.</summary>
    public readonly TextSpan SpanOf(int first, int last) => new(_tokens[first].Start, _tokens[last].End - _tokens[first].Start);
}
