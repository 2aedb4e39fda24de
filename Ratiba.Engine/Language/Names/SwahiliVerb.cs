namespace Ratiba.Engine.Language.Names;

/// <summary>Whether a word is a form of a Swahili verb: prefixes of subject, tense and object, the stem, and an ending ("a-nyo-lewe", "m-li-ni-nyo-a", "ku-ni-suk-a").</summary>
internal static class SwahiliVerb
{
    // Subjects, tenses, negations, relatives and objects, also as they are swallowed in writing ("ntanyoa", "nkuje").
    private static readonly string[] s_prefixes =
    [
        "ni", "u", "a", "tu", "m", "wa", "i", "zi", "ki", "vi", "li", "ya", "ku", "ha", "hu", "si", "na", "me", "ta", "ka", "nge", "sha", "ja", "mw", "ji", "n", "w",
        "to", "po", "cho", "yo", "lo", "ye", "o", "e", "ti", "mu",
    ];

    private static readonly string[] s_endings =
    [
        "a", "e", "wa", "we", "lewa", "lewe", "lea", "lee", "ia", "ie", "iwa", "iwe", "ana", "ane", "eni", "eana", "isha", "ishe", "ika", "ike", "lewi", "wi", "i", "iana", "ewa", "ewe", "leni",
        "wanga", "anga", "ishwa", "ishwe", "lwa", "lwe", "shwa", "shwe", "sha", "she",
    ];

    /// <summary>Whether <paramref name="word"/> is a form of the verb with this stem.</summary>
    public static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> stem)
    {
        for (var from = 1; from + stem.Length < word.Length;)
        {
            var at = word[from..].IndexOf(stem);
            if (at < 0) return false;
            at += from;
            if (IsEnding(word[(at + stem.Length)..]) && ArePrefixes(word[..at])) return true;
            from = at + 1;
        }
        return false;
    }

    private static bool IsEnding(ReadOnlySpan<char> rest)
    {
        foreach (var ending in s_endings)
            if (rest.SequenceEqual(ending)) return true;
        return false;
    }

    private static bool ArePrefixes(ReadOnlySpan<char> front)
    {
        if (front.IsEmpty) return true;
        if (front.Length > 10) return false;
        foreach (var prefix in s_prefixes)
            if (front.StartsWith(prefix) && ArePrefixes(front[prefix.Length..])) return true;
        return false;
    }
}
