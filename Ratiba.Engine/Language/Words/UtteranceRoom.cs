using System.Buffers;

namespace Ratiba.Engine.Language.Words;

/// <summary>Rented buffers for one utterance; give them back with <see cref="Dispose"/>, after which the utterance must not be read.</summary>
internal ref struct UtteranceRoom
{
    private char[]? _folded;
    private Token[]? _tokens;
    private Match[]? _matches;

    /// <summary>Cuts the text and finds the meanings of its words. What lies beyond <see cref="Utterance.LongestText"/> is not read.</summary>
    /// <param name="text">As the customer wrote it.</param>
    /// <param name="lexicon">The words that are known.</param>
    /// <param name="shop">The shop's own words, which are never taken for misspelt ones.</param>
    public Utterance Read(ReadOnlySpan<char> text, Lexicon lexicon, ShopWords? shop = null)
    {
        if (text.Length > Utterance.LongestText) text = text[..Utterance.LongestText];
        _folded = ArrayPool<char>.Shared.Rent(text.Length);
        _tokens = ArrayPool<Token>.Shared.Rent(text.Length);
        var folded = _folded.AsSpan(0, text.Length);
        Folding.Fold(text, folded);
        var tokens = _tokens.AsSpan(0, Tokenizer.Cut(folded, _tokens));
        // A word begins four phrases on average at the very most (measured on our own messages: under two); what finds no room is left out, never an error.
        _matches = ArrayPool<Match>.Shared.Rent(tokens.Length * 8 + 32);
        foreach (ref var token in tokens)
        {
            var word = folded.Slice(token.Start, token.Length);
            token.WordId = lexicon.WordId(word);
            if (token.WordId >= 0 || token.Kind != TokenKind.Word || shop?.Find(word) >= 0) continue;
            token.WordId = lexicon.Spelling.Meant(word);
            token.Misspelt = token.WordId >= 0;
        }
        var used = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i].FirstMatch = used;
            tokens[i].MatchCount = lexicon.Match(tokens, i, _matches.AsSpan(used));
            foreach (ref readonly var match in _matches.AsSpan(used, tokens[i].MatchCount)) tokens[i].Senses.Add(match.Meaning.Sense);
            used += tokens[i].MatchCount;
        }
        return new Utterance(text, folded, tokens, _matches.AsSpan(0, used), lexicon);
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_folded is not null) ArrayPool<char>.Shared.Return(_folded);
        if (_tokens is not null) ArrayPool<Token>.Shared.Return(_tokens);
        if (_matches is not null) ArrayPool<Match>.Shared.Return(_matches);
        (_folded, _tokens, _matches) = (null, null, null);
    }
}
