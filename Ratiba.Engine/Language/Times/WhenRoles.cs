using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Tells the time that is wanted from one that is only mentioned: the old one of a move ("badilisha ya Ijumaa iwe Jumamosi", "move my Friday appointment"), one that does not suit ("kesho sitaweza, keshokutwa
/// asubuhi") and one that is corrected ("sio saa tano, saa nne"). All of these get <see cref="WhenRole.Old"/>.
/// </summary>
internal static class WhenRoles
{
    // Verbs of moving in every form: "nisogezee", "isogezwe", "kureschedule", "tuhamishe".
    private static readonly string[] s_moves =
        ["soge", "hamish", "badil", "ahiri", "songe", "songa", "resched", "reshed", "postpon", "posponi", "shift", "peleke", "peleka", "push", "move", "moving", "chang", "switch", "swap", "sukum"];

    /// <summary>Whether the message moves a booking.</summary>
    public static bool IsMove(in Utterance said)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (said.Is(i, Sense.Cue, (int)Intent.Reschedule) || said.TextIs(i, "iwe") || said.TextIs(i, "ziwe")) return true;
            if (said[i].Kind != Words.TokenKind.Word || said[i].Length < 4) continue;
            foreach (var stem in s_moves)
                if (said.TextOf(i).Contains(stem, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>Whether "hadi", "mpaka" or "to" at the token tells where a booking moves to: "sogeza hadi Ijumaa saa nne" bounds no stretch.</summary>
    public static bool IsGoal(in Utterance said, int at) => said.Is(at, Sense.Until) && said.Is(at, Sense.MovedTo) && IsMove(said);

    /// <summary>
    /// Whether the day that begins at the token is told of, not asked for: "I paid on Monday", "I came on 2nd May", "the last time was in March".
    /// </summary>
    public static bool IsTold(in Utterance said, int first, DayShape shape)
    {
        // "The appointment was this afternoon" still is.
        if (said.TextIs(first - 1, "was") || said.TextIs(first - 1, "were")) return shape != DayShape.Fixed;
        for (var i = first - 1; i >= Math.Max(0, first - 5) && !IsStop(said, i); i--)
        {
            if (said.Is(i, Sense.And) || said.Is(i, Sense.Or) || said.TextOf(i) is "for" or "so" or "then" or "can" or "could" or "want"
                or "need" or "is" or "to" or "book") return false;
            if (said.TextOf(i) is "paid" or "came" or "sent" or "deposited" or "visited" or "called" or "texted" or "transferred") return true;
        }
        return false;
    }

    /// <summary>Gives the expressions their places.</summary>
    public static void Assign(in Utterance said, Span<HeardWhen> found)
    {
        var wanted = 0;
        foreach (ref readonly var when in found) wanted += when.Role == WhenRole.Wanted ? 1 : 0;
        if (wanted == 0) return;
        // Looking for verbs costs more than all the rest: only two times, or one that a booking owns, need it.
        var moves = wanted > 1 && IsMove(said);
        var (left, newest) = (wanted, -1);
        for (var i = 0; i < found.Length; i++)
        {
            if (i + 1 < found.Length && found[i].Span == found[i + 1].Span)
            {
                // "From Friday to Monday" has been told apart already.
                newest = ++i;
                continue;
            }
            if (found[i].Role != WhenRole.Wanted) continue;
            var (first, last) = (FirstToken(said, found[i].Span), LastToken(said, found[i].Span));
            if (IsLed(said, first, Sense.NotThis)) Age(ref found[i], ref left);
            else if (left > 1 && (IsUnable(said, found, i, first, last) || IsListedWithOld(said, found, i, first))) Age(ref found[i], ref left);
            else if (moves && left > 1 && IsLeftBehind(said, first)) Age(ref found[i], ref left);
            else if (IsLed(said, first, Sense.MovedTo)) newest = i;
        }
        if (left == 1 && wanted == 1 && newest < 0) AgeWhatIsMoved(said, found);
        else if (moves && left > 1 && newest >= 0) AgeAllBut(said, found, newest, ref left);
    }

    private static void Age(ref HeardWhen when, ref int left)
    {
        when = when with { Role = WhenRole.Old };
        left--;
    }

    // "badala ya saa nne", "iwe Jumamosi", "make it Friday": the word ends where the time begins, or one small word before it.
    private static bool IsLed(in Utterance said, int first, Sense sense)
    {
        // "Friday, if not, Saturday"
        if (sense == Sense.NotThis && (said.TextIs(first - 2, "if") || said.TextIs(first - 3, "if")) && (said.TextIs(first - 1, "not")
            || said.TextIs(first - 2, "not"))) return false;
        // The time itself may begin with the word: "hadi tarehe nne", "to Monday".
        if (said.Is(first, sense)) return !said.Is(first, Sense.By) && !said.Is(first, Sense.From);
        for (var length = 1; length <= 3; length++)
        {
            if (!said.Is(first - length, sense, out var match)) continue;
            if (match.Length == length) return true;
            if (match.Length == length - 1 && (said.Is(first - 1, Sense.Of) || said.Is(first - 1, Sense.On) || said.Is(first - 1, Sense.At) || said.Is(first - 1, Sense.Article)
                || said.TextIs(first - 1, "ni") || said.TextIs(first - 1, "ile") || said.TextIs(first - 1, "kuja"))) return true;
        }
        return false;
    }

    // In the words before it up to the time before, or behind it up to the next time or sign.
    private static bool IsUnable(in Utterance said, ReadOnlySpan<HeardWhen> found, int index, int first, int last)
    {
        var from = index > 0 ? LastToken(said, found[index - 1].Span) + 1 : 0;
        for (var i = first - 1; i >= from && !IsStop(said, i); i--)
            if (said.Is(i, Sense.Unable)) return true;
        var to = index + 1 < found.Length ? FirstToken(said, found[index + 1].Span) : said.Count;
        for (var i = last + 1; i < to && !IsStop(said, i); i++)
        {
            if (said.Is(i, Sense.Unable)) return true;
            // "Friday, siwezi kesho": what follows belongs to the next time.
            if (i + 1 == to && to < said.Count) return false;
        }
        return false;
    }

    private static bool IsStop(in Utterance said, int at) => said.IsSymbol(at, ',') || said.IsSymbol(at, '.') || said.IsSymbol(at, ';') || said.IsSymbol(at, '?') || said.TextIs(at, "but") || said.TextIs(at, "lakini");

    // "siwezi kesho au keshokutwa": both.
    private static bool IsListedWithOld(in Utterance said, ReadOnlySpan<HeardWhen> found, int index, int first)
    {
        if (index == 0 || found[index - 1].Role != WhenRole.Old) return false;
        var between = LastToken(said, found[index - 1].Span) + 1;
        return between == first - 1 && (said.Is(between, Sense.Or) || said.Is(between, Sense.And));
    }

    // "from Friday", "kutoka Ijumaa" where another time says where to.
    private static bool IsLeftBehind(in Utterance said, int first)
    {
        for (var i = first; i >= Math.Max(0, first - 1); i--)
            if (said.TextIs(i, "from") || said.TextIs(i, "kutoka") || said.TextIs(i, "toka") || said.TextIs(i, "frm")) return true;
        return false;
    }

    // "Can you move my Friday appointment?", "nataka kubadilisha booking yangu ya kesho": one time, of the booking that is to move.
    private static void AgeWhatIsMoved(in Utterance said, Span<HeardWhen> found)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Role != WhenRole.Wanted) continue;
            var (first, last) = (FirstToken(said, found[i].Span), LastToken(said, found[i].Span));
            if (IsLed(said, first, Sense.MovedTo)) return;
            var owned = said.TextIs(first - 1, "my") || said.TextIs(first - 1, "our") || said.TextIs(first, "my");
            var booking = last + 1 < said.Count && said.TextOf(last + 1) is "appointment" or "booking" or "slot" or "appt" or "session" or "visit" or "reservation";
            var of = said.Is(first - 1, Sense.Of) && !said.TextIs(first - 1, "of") || said.TextIs(first, "ya");
            if ((owned && booking || of) && IsMove(said)) found[i] = found[i] with { Role = WhenRole.Old };
            return;
        }
    }

    // One time is led by "iwe", "hadi", "to": those that say the same kind of thing and are not it are old. "Hadi Ijumaa kwa Achieng saa nne" is one time told in two places.
    private static void AgeAllBut(in Utterance said, Span<HeardWhen> found, int newest, ref int left)
    {
        for (var i = 0; i < found.Length && left > 1; i++)
        {
            if (i == newest || found[i].Role != WhenRole.Wanted) continue;
            var alike = found[i].Day is not null && found[newest].Day is not null || (found[i].From ?? found[i].To) is not null && (found[newest].From ?? found[newest].To) is not null;
            if (alike || (i < newest && IsLed(said, FirstToken(said, found[i].Span), Sense.Of))) Age(ref found[i], ref left);
        }
    }

    private static int FirstToken(in Utterance said, TextSpan span)
    {
        var (low, high) = (0, said.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (said[middle].Start < span.Start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int LastToken(in Utterance said, TextSpan span)
    {
        var (low, high) = (0, said.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (said[middle].End <= span.Start + span.Length) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
