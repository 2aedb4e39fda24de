namespace Ratiba.Engine.Language.Words;

/// <summary>
/// Which word of the lexicon a word that nobody knows was meant to be: a letter held down ("pleeease"), or one slip of the kinds that thumbs make, in words long enough to bear it. What it cannot
/// tell for certain it leaves alone: a word taken for another is worse than a word not understood. SMS forms without vowels are entries of the lexicon, never guessed.
/// </summary>
internal sealed class Spelling
{
    /// <summary>Shorter words are one slip from too many others.</summary>
    private const int Shortest = 5;

    // In five letters a wrong letter makes another word too often ("laser", "later"): only letters swapped, doubled or a vowel left out are put right there.
    private const int BearsWrongLetter = 6;

    private const int Longest = 24;

    // Neighbours on a phone's keyboard, and letters that sound alike: a for the vowels, s and z, c and k, l and r, f and v.
    private static readonly string[] s_neighbours =
    [
        "qweszioeu", "vghn", "xdfvks", "serfcx", "wsdriaou", "drtgcv", "ftyhvb", "gyujbn", "ujkoyaeu", "huikmn", "jiolmcq", "kopr", "njk", "bhjm", "iklpaeu", "ol", "wa", "edftl", "awedxzc", "rfgy",
        "yhjiaeo", "cfgbfw", "qasev", "zsdc", "tghui", "asxs",
    ];

    private readonly WordTable _words;
    private readonly Func<int, bool> _isEnglish;
    private readonly Func<int, int, bool> _sayTheSame;
    private readonly Deletions _near;

    /// <param name="words">The lexicon's words.</param>
    /// <param name="isTarget">Whether a word may be what was meant; people's names and ordinary words are not.</param>
    /// <param name="isEnglish">Whether a word is English.</param>
    /// <param name="sayTheSame">Whether two words have one meaning, so that it does not matter which of them was meant.</param>
    public Spelling(WordTable words, Func<int, bool> isTarget, Func<int, bool> isEnglish, Func<int, int, bool> sayTheSame)
    {
        _words = words;
        _isEnglish = isEnglish;
        _sayTheSame = sayTheSame;
        _near = new Deletions(words, Shortest, isTarget);
    }

    /// <summary>The number of the word that was meant, or -1.</summary>
    public int Meant(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > Longest || word.Contains('\'')) return -1;
        if (WithoutX(word) is >= 0 and var meant) return meant;
        var held = HeldDown(word);
        if (held >= 0 || word.Length < Shortest) return held;
        Span<int> near = stackalloc int[24];
        var (best, bestRank, alone) = (-1, 0, true);
        foreach (var id in near[.._near.Near(word, near)])
        {
            if (id == best) continue;
            var rank = RankOf(word, _words[id], _isEnglish(id));
            if (rank == 0 || rank < bestRank) continue;
            (best, alone, bestRank) = (id, rank > bestRank || (alone && _sayTheSame(best, id)), rank);
        }
        return alone ? best : -1;
    }

    // "xana", "axante", "xema": Swahili has no x, and the young write it for s.
    private int WithoutX(ReadOnlySpan<char> word)
    {
        if (!word.Contains('x')) return -1;
        Span<char> plain = stackalloc char[Longest];
        word.CopyTo(plain);
        plain = plain[..word.Length];
        plain.Replace('x', 's');
        return _words.Find(plain);
    }

    // "heyyy", "asanteee", "pleeease": three of a letter are no spelling. One of it is meant, or two ("tooooth").
    private int HeldDown(ReadOnlySpan<char> word)
    {
        var held = false;
        for (var i = 2; i < word.Length && !held; i++) held = word[i] == word[i - 1] && word[i] == word[i - 2];
        if (!held) return -1;
        Span<char> room = stackalloc char[Longest];
        for (var kept = 1; kept <= 2; kept++)
        {
            var length = 0;
            for (var i = 0; i < word.Length;)
            {
                var run = 1;
                while (i + run < word.Length && word[i + run] == word[i]) run++;
                for (var k = 0; k < (run >= 3 ? kept : run); k++) room[length++] = word[i];
                i += run;
            }
            var id = length > kept ? _words.Find(room[..length]) : -1;
            if (id >= 0) return id;
        }
        return -1;
    }

    // How likely the one slip between the two is: 3 letters swapped or doubled, 2 a letter left out or added, 1 a wrong letter; 0 when there is more between them or the words are too short.
    private static int RankOf(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, bool isEnglish)
    {
        // The first letter is hardly ever wrong, and "sitakuja" must never become "nitakuja".
        if (typed[0] != meant[0] || Distance.Between(typed, meant, 1) != 1) return 0;
        var at = 1;
        while (at < typed.Length && at < meant.Length && typed[at] == meant[at]) at++;
        // "changes" and "changed", "client" and "clients" are two words, not one and its slip.
        if (at >= Math.Max(typed.Length, meant.Length) - 1 && isEnglish && !(at < typed.Length && typed[at] == typed[at - 1])) return 0;
        if (typed.Length == meant.Length)
        {
            if (at + 1 < typed.Length && typed[at] == meant[at + 1] && typed[at + 1] == meant[at]) return 3;
            // One letter of a Swahili verb makes another verb (kupika, kupaka) or turns it over (nisikuje, nikikuje).
            return isEnglish && meant.Length >= BearsWrongLetter && IsNeighbour(typed[at], meant[at]) ? 1 : 0;
        }
        var longerIsTyped = typed.Length > meant.Length;
        var longer = longerIsTyped ? typed : meant;
        var doubled = longer[at] == longer[at - 1] || (at + 1 < longer.Length && longer[at] == longer[at + 1]);
        if (doubled) return 3;
        if (longerIsTyped) return isEnglish && meant.Length >= BearsWrongLetter && at < longer.Length - 1 ? 2 : 0;
        return (isEnglish && meant.Length >= BearsWrongLetter) || IsVowel(longer[at]) ? 2 : 0;
    }

    private static bool IsNeighbour(char typed, char meant) => meant is >= 'a' and <= 'z' && s_neighbours[meant - 'a'].Contains(typed);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
