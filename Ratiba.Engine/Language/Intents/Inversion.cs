using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Yes-or-no questions in English, which customers type without a question mark, open with the verb: "is five okay", "does Friday work", "would
/// Tuesday be fine".
/// </summary>
internal static class Inversion
{
    /// <summary>Whether a clause that begins at the token opens with the verb, and a subject follows it.</summary>
    public static bool Opens(in Utterance said, int at)
    {
        if (!said.IsWord(at) || !IsVerb(said.TextOf(at))) return false;
        if (at + 1 >= said.Count) return false;
        if (!said.IsWord(at + 1)) return said.IsDigits(at + 1);
        // "Will do", "would be great", "is fine": the subject is left out, and nothing is asked.
        return !IsNoSubject(said.TextOf(at + 1));
    }

    private static bool IsVerb(ReadOnlySpan<char> word) => word
        is "is" or "are" or "was" or "were" or "does" or "did" or "will" or "would" or "wud" or "wld" or "shall" or "should" or "has" or "isnt" or "isn't";

    private static bool IsNoSubject(ReadOnlySpan<char> word) => word
        is "be" or "do" or "come" or "like" or "love" or "prefer" or "want" or "need" or "not" or "fine" or "ok" or "okay" or "good" or "great" or "perfect"
        or "cool" or "pay" or "call" or "let" or "confirm" or "send" or "get" or "work" or "suit" or "have" or "take" or "wait" or "try" or "check" or "see"
        or "go" or "also" or "still" or "now";
}
