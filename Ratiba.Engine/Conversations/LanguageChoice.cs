using Ratiba.Engine.Language;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// Which language the next reply is in (CV10). The customer's language sticks; it changes when a message is clearly in another one, not when a borrowed word turns up:
/// "Nataka massage kesho" stays Swahili, and so does "ok, book" after it.
/// </summary>
internal static class LanguageChoice
{
    // A lone "yes" or "book" in a Swahili conversation is no wish for English.
    private const int WordsToSwitch = 2;
    private const float Mixed = 0.4f, Clear = 0.6f, Spiced = 0.25f;

    /// <summary>The language after a message: <c>en</c>, <c>sw</c> or <c>sheng</c>.</summary>
    public static string After(string current, LanguageMix mix)
    {
        if (mix.Words == 0) return current;
        var isLocal = current == "en"
            // Who mixes is at home in Swahili: nobody writes "nataka" by accident.
            ? mix.SwahiliShare + mix.ShengShare >= Mixed
            : mix.EnglishShare < Clear || mix.Words < WordsToSwitch;
        if (!isLocal) return "en";
        if (mix.ShengShare >= Spiced) return "sheng";
        return current == "sheng" && (mix.SwahiliShare < Clear || mix.Words < WordsToSwitch) ? "sheng" : "sw";
    }
}
