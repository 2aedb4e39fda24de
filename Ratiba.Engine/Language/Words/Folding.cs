namespace Ratiba.Engine.Language.Words;

/// <summary>
/// Makes letters comparable: lower case, without accents, straight quotes, plain digits. One character stays one character, so that an offset in the folded text
/// is the same offset in what the customer wrote. (The process runs with invariant globalization: there is no ICU to ask.)
/// </summary>
internal static class Folding
{
    // Latin-1 Supplement and Latin Extended-A from U+00C0 on; '.' stands for a character that is no letter with an accent.
    private const string Accented =
        "aaaaaaaceeeeiiiidnooooo.ouuuuypsaaaaaaaceeeeiiiidnooooo.ouuuuypyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiii"
        + "iiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded form of one character.</summary>
    public static char Of(char c)
    {
        if (c < 128) return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        if (c is >= '\u00C0' and <= '\u017F')
        {
            var plain = Accented[c - '\u00C0'];
            return plain == '.' ? c : plain;
        }
        return c switch
        {
            '\u2018' or '\u2019' or '\u02BC' or '\u0060' or '\u00B4' => '\'',
            '\u201C' or '\u201D' => '"',
            >= '\u2010' and <= '\u2015' => '-',
            >= '\uFF10' and <= '\uFF19' => (char)(c - '\uFF10' + '0'),
            >= '\uFF21' and <= '\uFF3A' => (char)(c - '\uFF21' + 'a'),
            >= '\uFF41' and <= '\uFF5A' => (char)(c - '\uFF41' + 'a'),
            _ => char.ToLowerInvariant(c),
        };
    }

    /// <summary>Folds a text into <paramref name="room"/>, which is at least as long.</summary>
    public static void Fold(ReadOnlySpan<char> text, Span<char> room)
    {
        for (var i = 0; i < text.Length; i++) room[i] = Of(text[i]);
    }
}
