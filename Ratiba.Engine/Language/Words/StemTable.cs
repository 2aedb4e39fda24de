namespace Ratiba.Engine.Language.Words;

/// <summary>Stems of verbs with a meaning each (what kind of number it is, its maker knows), found by their first two letters, and the endings that may follow a stem.</summary>
internal sealed class StemTable
{
    /// <summary>What a word means that is no verb of the table.</summary>
    public const int NoMeaning = -1;

    private const int Letters = 26;

    /// <summary>The longest run of extensions and vowel that is believed: -ishiwa-, -ilishwe.</summary>
    private const int LongestEnding = 8;

    private readonly (string Stem, int Meaning)[] _stems;
    private readonly int[] _firstOf = new int[Letters * Letters + 1];

    /// <summary>Builds the table.</summary>
    public StemTable(IReadOnlyList<(string Stem, int Meaning)> stems)
    {
        // Into buckets, and within each the longest first: "-futili-" before "-fut-". Plain loops: a query over our own types costs more to compile at start-up than all of this.
        var count = 0;
        foreach (var (stem, _) in stems)
        {
            if (stem.Length < 2 || BucketOf(stem) < 0) continue;
            count++;
            for (var bucket = BucketOf(stem) + 1; bucket < _firstOf.Length; bucket++) _firstOf[bucket]++;
        }
        _stems = new (string Stem, int Meaning)[count];
        var used = new int[Letters * Letters];
        foreach (var stem in stems)
        {
            if (stem.Stem.Length < 2 || BucketOf(stem.Stem) is not (>= 0 and var bucket)) continue;
            var at = _firstOf[bucket] + used[bucket]++;
            for (; at > _firstOf[bucket] && _stems[at - 1].Stem.Length < stem.Stem.Length; at--) _stems[at] = _stems[at - 1];
            _stems[at] = stem;
        }
    }

    /// <summary>Whether <paramref name="rest"/> is a stem and an ending. Without a prefix a bare stem is no verb: "book" alone is English.</summary>
    public bool TryFind(ReadOnlySpan<char> rest, bool prefixed, out int meaning, out Ending ending)
    {
        (meaning, ending) = (NoMeaning, Ending.None);
        var bucket = BucketOf(rest);
        if (bucket < 0) return false;
        for (var i = _firstOf[bucket]; i < _firstOf[bucket + 1]; i++)
        {
            var (stem, meant) = _stems[i];
            if (!rest.StartsWith(stem) || !TryEnding(rest[stem.Length..], prefixed, out ending)) continue;
            meaning = meant;
            return true;
        }
        return false;
    }

    private static bool TryEnding(ReadOnlySpan<char> text, bool prefixed, out Ending ending)
    {
        ending = Ending.None;
        if (text.IsEmpty) return prefixed;
        if (text.Length > LongestEnding) return false;
        // Said to several: "futeni", "niwekeeni".
        if (text.Length >= 3 && text.EndsWith("ni")) text = text[..^2];
        // Sheng's habit: "mnafunganga", "mnafanyanga".
        if (text.EndsWith("anga")) text = text[..^3];
        // "Mtoni" is a place and not "m-to-ni".
        if (text[^1] is not ('a' or 'e' or 'i') || text[0] == 'n') return false;
        foreach (var letter in text[..^1])
            if (letter is not ('i' or 'e' or 'a' or 'u' or 'l' or 'w' or 's' or 'h' or 'z' or 'k' or 'n' or 'y')) return false;
        if (text[^1] == 'e') ending |= Ending.E;
        if (text[^1] == 'i') ending |= Ending.I;
        if (text.Length >= 2 && text[^2] == 'w') ending |= Ending.Passive;
        if (text.Length >= 2 && text[0] is 'i' or 'e') ending |= Ending.Applied;
        return true;
    }

    private static int BucketOf(ReadOnlySpan<char> word) =>
        word.Length >= 2 && word[0] is >= 'a' and <= 'z' && word[1] is >= 'a' and <= 'z' ? (word[0] - 'a') * Letters + word[1] - 'a' : -1;

    /// <summary>What an ending tells.</summary>
    [Flags]
    internal enum Ending
    {
        None = 0,

        /// <summary>-e.</summary>
        E = 1,

        /// <summary>-i.</summary>
        I = 2,

        /// <summary>-w- before the last vowel.</summary>
        Passive = 4,

        /// <summary>-i-, -e-, -li-, -le-: for somebody.</summary>
        Applied = 8,
    }
}
