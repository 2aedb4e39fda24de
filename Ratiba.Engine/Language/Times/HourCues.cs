using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Words around a bare number that make it an hour because somebody proposes or judges it: "let's do 11", "say 4", "make it 2.30", "does 4 work",
/// "12 is fine", "2 or 3pm".
/// </summary>
internal static class HourCues
{
    /// <summary>Whether the hour is proposed or judged. Among offered options the number is one of them.</summary>
    public static bool AreThere(in Utterance said, int at, in ClockReading clock, in WhenContext context)
    {
        if (context.Asked == Asked.Choice || said.IsDigits(clock.Last) && said[clock.Last].Length > 2 && clock.Last == clock.First) return false;
        return IsOpenEnd(said, clock.Last + 1) || EnglishDates.IsFree(said, clock.Last + 1) && IsProposed(said, at)
            || IsJudged(said, at, clock.Last + 1);
    }

    /// <summary>Whether at the token hours go on to be listed, of which the last one tells: "or 5pm", ", 11 or 12 tomorrow".</summary>
    public static bool IsListed(in Utterance said, int at)
    {
        var either = false;
        for (var hours = 0; hours < 4; hours++)
        {
            if (said.IsSymbol(at, ',')) at++;
            else if (!said.Is(at, Sense.Or)) return false;
            if (said.Is(at, Sense.Or, out var or)) (either, at) = (true, at + or.Length);
            if (!EnglishClock.TryRead(said, at, out var clock)) return false;
            at = clock.Last + 1;
            if (either) return clock.Sure || ClockEvidence.IsDayAhead(said, at) || ClockEvidence.IsPartAhead(said, at, out _);
        }
        return false;
    }

    /// <summary>"onwards": the hour before it opens a stretch.</summary>
    public static bool IsOpenEnd(in Utterance said, int at) => at < said.Count && said.TextOf(at) is "onwards" or "onward" or "upwards" or "upward";

    private static bool IsProposed(in Utterance said, int at)
    {
        // "make it 4", "I meant 4"
        for (var length = 2; length <= 3; length++)
            if (said.Is(at - length, Sense.MovedTo, out var moved) && moved.Length == length) return true;
        if (said.TextIs(at - 1, "say")) return true;
        // "push it to 5"
        if (said.TextIs(at - 1, "to")) return WhenRoles.IsMove(said);
        // "I'm good with 3"
        if (said.TextIs(at - 1, "with")) return at > 1 && said.TextOf(at - 2) is "good" or "fine" or "ok" or "okay" or "cool" or "go";
        // "let's do 11", "can we do 3"
        if (said.TextIs(at - 1, "do") || said.TextIs(at - 1, "try")) return at > 1 && said.TextOf(at - 2) is "lets" or "let's" or "us" or "we"
            or "rather" or "i";
        // "a bit later, like 5"; but "I'd like 2"
        if (said.TextIs(at - 1, "like")) return at > 1 && said.TextOf(at - 2) is not ("i" or "i'd" or "id" or "would" or "we" or "we'd"
            or "also" or "d");
        // "like 9 or 10": one hour was heard, the other stands beside it.
        if (said.Is(at - 1, Sense.Or) && said.IsTaken(at - 2) && !said.Is(at - 2, Sense.OrdinalEnding)) return true;
        // "4 not 3", "11 instead of 10": what it replaces has been heard as a time.
        for (var length = 1; length <= 2; length++)
            if (said.Is(at - length, Sense.NotThis, out var not) && not.Length == length && said.IsTaken(at - length - 1)) return true;
        return false;
    }

    private static bool IsJudged(in Utterance said, int at, int next)
    {
        if (next >= said.Count || !IsOpening(said, at - 1)) return false;
        var asked = said.TextIs(at - 1, "is") || said.TextIs(at - 1, "if") || said.TextIs(at - 1, "are");
        // "sorry, 4 not 5"
        if (said.Is(next, Sense.NotThis, out var not) && said.IsDigits(next + not.Length) && said[next + not.Length].Number <= 24) return true;
        // "11 it is"
        if (said.TextIs(next, "it") && said.TextIs(next + 1, "is")) return true;
        if (said.TextIs(next, "is") || said.TextIs(next, "would") || said.TextIs(next, "will") || said.TextIs(next, "should"))
            return next + 1 < said.Count && (IsGood(said.TextOf(next + 1)) || said.TextOf(next + 1) is "be" or "do" or "work" or "suit");
        return said.TextOf(next) is "works" or "work" or "suits" or "suit" || said.TextIs(next, "sounds") && next + 1 < said.Count
            && IsGood(said.TextOf(next + 1)) || asked && IsGood(said.TextOf(next));
    }

    private static bool IsGood(ReadOnlySpan<char> word) =>
        word is "ok" or "okay" or "fine" or "good" or "great" or "perfect" or "free" or "available" or "better" or "best" or "possible"
            or "alright" or "cool" or "open";

    // Before an hour that is judged stands no noun: "size 4 works" is no hour.
    internal static bool IsOpening(in Utterance said, int at) =>
        at < 0 || said.IsSymbol(at, ',') || said.IsSymbol(at, '.') || said.IsSymbol(at, '!')
            || said.TextOf(at) is "is" or "are" or "does" or "do" or "will" or "would" or "can" or "if" or "yes" or "no" or "ok" or "okay" or "then"
                or "so" or "but" or "think" or "maybe" or "yeah" or "sure" or "hi" or "hey" or "actually" or "alright" or "sorry";
}
