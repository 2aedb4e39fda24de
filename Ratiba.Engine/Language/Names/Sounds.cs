namespace Ratiba.Engine.Language.Names;

/// <summary>
/// A key that words share which sound alike when an English word is written as Swahili is, by ear: "pedikua" and "pedicure", "swidish" and "Swedish", "feshial" and "facial".
/// The consonants as Kenyan English says them (no r before a consonant or at the end, c by what follows, no silent e), and whether a vowel begins the word.
/// </summary>
internal static class Sounds
{
    /// <summary>Fewer sounds than this tell too little: half of all short words sound alike.</summary>
    private const int Fewest = 3;

    /// <summary>The key of a folded word, or 0 when it is too short or holds other signs than letters.</summary>
    public static ulong KeyOf(ReadOnlySpan<char> word)
    {
        ulong key = 0;
        var (sounds, before) = (0, '\0');
        if (word.Length > 3 && word[^1] == 'e' && !IsVowel(word[^2])) word = word[..^1];
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c is < 'a' or > 'z') return 0;
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var sound = SoundOf(c, next);
            if (IsVowel(c) && i > 0) sound = '\0';
            if (c == 'r' && i > 0 && !IsVowel(next)) sound = '\0';
            if (c == 'h' && i > 0) sound = '\0';
            if (sound != '\0' && sound != before)
            {
                if (sounds++ == 12) break;
                key = (key << 5) + (ulong)(sound - '`');
            }
            before = sound == '\0' ? '\0' : sound;
        }
        return sounds < Fewest ? 0 : key;
    }

    private static char SoundOf(char c, char next) => c switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => 'a',
        'c' when next is 'e' or 'i' or 'y' or 'h' => 's',
        'c' or 'q' or 'k' => 'k',
        'p' when next == 'h' => 'f',
        'x' or 'z' or 's' => 's',
        'v' => 'f',
        'g' when next is 'e' or 'i' => 'j',
        _ => c,
    };

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
