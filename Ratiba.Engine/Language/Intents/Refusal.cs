using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Tells an order that is refused, "don't cancel it", "I don't want you to move my appointment", from one that only follows a denial: "I don't feel
/// well cancel my appointment". Swahili verbs carry their denial in themselves (<see cref="VerbReader"/>).
/// </summary>
internal static class Refusal
{
    // "I do not really want you to please just" is as far as anyone goes before the verb.
    private const int Reach = 6;

    /// <summary>Whether the order whose first word stands at the token is denied: nothing but small words lies between it and the "not".</summary>
    public static bool Leads(in Utterance said, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - Reach; i--)
        {
            if (Denies(said, i, at)) return !IsWhy(said, i - 1);
            if (!IsLink(said.TextOf(i))) return false;
        }
        return false;
    }

    /// <summary>Whether the act is asked about as done: "did you move me", "have you guys booked it".</summary>
    public static bool AsksWhetherDone(in Utterance said, int at)
    {
        var who = at - 1;
        if (who > 0 && said.TextOf(who) is "guys" or "people" or "already") who--;
        // "I had to cancel" asks nothing.
        if (who <= 0 || !said.IsWord(who) || said.TextOf(who) is "to") return false;
        return said.TextOf(who - 1) is "did" || (said.TextOf(who) is "you" or "u" or "they" or "she" or "he" && said.TextOf(who - 1) is "have" or "has" or "had");
    }

    /// <summary>Whether an act is told as done, in English: "was cancelled", "you cancelled it", "my booking is cancelled".</summary>
    public static bool IsPast(in Utterance said, int at) => said.TextOf(at) is "cancelled" or "canceled" && at > 0
        && said.TextOf(at - 1) is not ("be" or "it" or "want" or "have" or "get" or "that" or "this" or "to" or "them");

    private static bool Denies(in Utterance said, int i, int at)
    {
        if (said.TextOf(i) is "wont" or "won't") return true;
        foreach (ref readonly var match in said.MatchesAt(i))
        {
            if (i + match.Length > at) continue;
            if (match.Meaning.Sense == Sense.Idea && match.Value == (int)Idea.Not) return true;
            if (match.Meaning.Sense == Sense.NoIdea && match.Value == (int)Idea.Want) return true;
        }
        return false;
    }

    // "Why don't you move me to five" proposes it.
    private static bool IsWhy(in Utterance said, int at) => at >= 0 && said.TextOf(at) is "why" or "y";

    private static bool IsLink(ReadOnlySpan<char> word) => word
        is "to" or "want" or "wanna" or "you" or "u" or "me" or "us" or "just" or "yet" or "please" or "pls" or "plz" or "need" or "wish" or "plan" or "planning"
        or "going" or "gonna" or "intend" or "asking" or "ask" or "saying" or "say" or "mean" or "have" or "like" or "would" or "ever" or "really" or "even"
        or "actually" or "here" or "coming";
}
