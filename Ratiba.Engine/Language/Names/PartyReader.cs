using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// How many people come: a number of people said outright ("watu watatu", "for 3 people", "tuko wanne", "the two of us"), or those who are named beside the customer ("me and my sister",
/// "mimi na watoto wawili"). What is said outright wins. Read after the services, so that the children of "2 kids haircuts" are not counted.
/// </summary>
internal static class PartyReader
{
    // More is a slip or a wedding that somebody should talk about; a number of the till is none.
    private const int Most = 100;

    /// <summary>The number of people in all, or null.</summary>
    public static Heard<int>? Read(in Utterance said)
    {
        Heard<int>? outright = null, together = null;
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Taken) continue;
            if (TryOutright(said, i, out var count, out var last))
            {
                AddChildren(said, ref last, ref count);
                if (!IsExcluded(said, i)) outright = new Heard<int>(count, said.SpanOf(i, last));
                i = last;
            }
            else if (together is null && TryTogether(said, i, out count, out last))
            {
                together = new Heard<int>(count, said.SpanOf(i, last));
                i = last;
            }
        }
        return outright is { Value: > 0 and <= Most } ? outright : together is { Value: > 0 and <= Most } ? together : null;
    }

    private static bool TryOutright(in Utterance said, int at, out int count, out int last)
    {
        (count, last) = (0, at);
        // "3 people", "4 of us", "two more ladies": but "2 friends" come beside the customer.
        if (TryNumber(said, at, out count, out last))
            return !said.IsTaken(last + 1) && said.Is(last + 1, Sense.People, 0) && !IsBeside(said, at, last + 1) && Covers(said, last + 1, Sense.People, ref last);
        if (said.Is(at, Sense.People, out var people))
        {
            // "watu kumi", "tuko watano", "party of 6".
            if (said.Is(at, Sense.Companion, 0) && IsBesideMe(said, at)) return false;
            var next = at + people.Length;
            if (said.TextIs(next, "wangu") || said.TextIs(next, "zangu") || said.TextIs(next, "about") || said.TextIs(next, "like") || said.TextIs(next, "kama")) next++;
            if (TryNumber(said, next, out count, out last) && !IsAmount(said, last + 1)) return true;
            if (said.Is(next, Sense.Persons, out var all))
            {
                (count, last) = (all.Value, next + all.Length - 1);
                return true;
            }
        }
        if (!said.Is(at, Sense.Persons, out var persons) || IsBesideMe(said, at)) return false;
        (count, last) = (persons.Value, at + persons.Length - 1);
        return true;
    }

    // "me and my sister", "my husband n I", "nitakuja na wasee wawili".
    private static bool TryTogether(in Utterance said, int at, out int count, out int last)
    {
        (count, last) = (1, at);
        if (said.Is(at, Sense.Me, out var me))
        {
            last = at + me.Length - 1;
            return AddCompanions(said, ref last, ref count);
        }
        if (TryCompanions(said, at, out var others, out var end))
        {
            if (IsOwner(said, end + 1)) return false;
            var next = end;
            count = others;
            while (AddOne(said, ref next, ref count)) { }
            if (said.Is(next + 1, Sense.And, out var and) && said.Is(next + 1 + and.Length, Sense.Me, out me))
            {
                (count, last) = (count + 1, next + and.Length + me.Length);
                return true;
            }
            last = next;
            // "my sister wants braids and I want a pedicure"
            if (Wants(said, next + 1) && MeToo(said, next + 1))
            {
                count++;
                return true;
            }
            // "watoto wangu wawili wanyolewe": they come, not the customer. One companion alone says nothing, nor do "10 friends" of whoever.
            return others > 1 && IsOwn(said, at, end);
        }
        if (!(said.Is(at, Sense.With) || said.Is(at, Sense.And)) || !Comes(said, at - 1)) return false;
        last = at - 1;
        return AddCompanions(said, ref last, ref count);
    }

    // "watu wawili na mtoto", "two people and a baby": the child is counted beside them.
    private static void AddChildren(in Utterance said, ref int last, ref int count)
    {
        if (!said.Is(last + 1, Sense.And, out var and)) return;
        var child = last + 1 + and.Length;
        if (said.Is(child, Sense.Article, out var article)) child += article.Length;
        if (child >= said.Count || said.IsTaken(child)) return;
        if (said.TextOf(child) is "mtoto" or "mtoi" or "baby" or "child" or "kid" or "toddler") (count, last) = (count + 1, child);
        else if (said.TextOf(child) is "watoto" or "watoi" && TryNumber(said, child + 1, out var more, out var end))
            (count, last) = (count + more, end);
    }

    private static bool AddCompanions(in Utterance said, ref int last, ref int count)
    {
        var before = count;
        while (AddOne(said, ref last, ref count)) { }
        return count > before;
    }

    // One more behind "and", "with" or a comma.
    private static bool AddOne(in Utterance said, ref int last, ref int count)
    {
        var next = last + 1;
        if (said.Is(next, Sense.With, out var joins) || said.Is(next, Sense.And, out joins)) next += joins.Length;
        else if (said.IsSymbol(next, ',')) next++;
        else return false;
        if (said.Is(next, Sense.And, out joins)) next += joins.Length;
        if (!TryCompanions(said, next, out var more, out var end) || IsOwner(said, end + 1)) return false;
        (count, last) = (count + more, end);
        return true;
    }

    // "my sister", "2 friends", "watoto wangu wawili", "my three kids".
    private static bool TryCompanions(in Utterance said, int at, out int count, out int last)
    {
        if (TryNumber(said, at, out count, out last))
        {
            if (!said.Is(last + 1, Sense.Companion, 0)) return false;
            return Covers(said, last + 1, Sense.Companion, ref last);
        }
        if (said.TextIs(at, "my") && TryNumber(said, at + 1, out count, out last) && said.Is(last + 1, Sense.Companion, 0)) return Covers(said, last + 1, Sense.Companion, ref last);
        last = at;
        if (!said.Is(at, Sense.Companion, out var companion)) return false;
        (count, last) = (companion.Value, at + companion.Length - 1);
        if (count > 0) return true;
        if (said.Is(last + 1, Sense.Persons, out var persons))
        {
            (count, last) = (persons.Value, last + persons.Length);
            return true;
        }
        return TryNumber(said, last + 1, out count, out last);
    }

    private static bool TryNumber(in Utterance said, int at, out int count, out int last)
    {
        (count, last) = (0, at);
        if (said.IsDigits(at))
        {
            if (said[at].Taken || said.Touches(at + 1) && !(said[at + 1].Kind == Words.TokenKind.Word)) return false;
            count = said[at].Number;
            return count is > 0 and <= Most;
        }
        if (!said.Is(at, Sense.Number, out var number) || said[at].Taken) return false;
        (count, last) = (number.Value, at + number.Length - 1);
        // "kumi na mbili", "twenty one"
        if (count >= 10 && count % 10 == 0 && said.Is(last + 1, Sense.And) && said.Is(last + 2, Sense.Number, out var unit) && unit.Value < 10 && unit.Meaning.Tongue != Tongue.English)
            (count, last) = (count + unit.Value, last + 1 + unit.Length);
        return count is > 0 and <= Most;
    }

    private static bool Covers(in Utterance said, int at, Sense sense, ref int last)
    {
        said.Is(at, sense, out var match);
        last = at + match.Length - 1;
        return true;
    }

    // "tuko 5 minutes away", "we are 10 km out", "sisi saa 3"
    private static bool IsAmount(in Utterance said, int at) =>
        said.Is(at, Sense.Unit) || said.Is(at, Sense.Am) || said.Is(at, Sense.Pm) || said.Is(at, Sense.Currency) || said.IsSymbol(at, ':') || (at < said.Count && said.TextOf(at) is "km" or "min" or "mins" or "minutes") || said.IsSymbol(at, '%');

    private static bool IsBeside(in Utterance said, int number, int noun) => said.Is(noun, Sense.Companion, 0) && IsBesideMe(said, number);

    // "me and 2 friends", "nitakuja na wasee wawili": counted together with the customer.
    private static bool IsBesideMe(in Utterance said, int at)
    {
        var before = at - 1;
        if (said.TextIs(before, "my")) before--;
        if (!(said.Is(before, Sense.And) || said.Is(before, Sense.With))) return false;
        return Comes(said, before - 1) || said.Is(before - 1, Sense.Me) || (before > 1 && said.Is(before - 2, Sense.Companion)) || said.Is(before - 1, Sense.Companion);
    }

    // Somebody's thing: "my husband's phone", "my husbands phone".
    private static bool IsOwner(in Utterance said, int next) => said.TextIs(next, "s") || said.TextIs(next, "phone") || said.TextIs(next, "number") || said.TextIs(next, "simu") || said.TextIs(next, "namba");

    private static bool Wants(in Utterance said, int at) =>
        at < said.Count && said.TextOf(at) is "wants" or "want" or "needs" or "need" or "anataka" or "wanataka" or "anahitaji" or "atataka" or "anadai" or "angependa" or "will" or "would";

    private static bool IsOwn(in Utterance said, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (said.TextOf(i) is "my" or "wangu" or "zangu" or "wanangu") return !said.IsTaken(last);
        return false;
    }

    private static bool MeToo(in Utterance said, int from)
    {
        for (var i = from; i < said.Count - 1; i++)
            if (said.Is(i, Sense.And) && said.Is(i + 1, Sense.Me)) return true;
        return false;
    }

    private static bool Comes(in Utterance said, int at)
    {
        if (at < 0) return false;
        var word = said.TextOf(at);
        return word is "come" or "coming" or "be" or "visit" or "together" or "along" or "niko" or "nko" or "nikiwa" or "nitakuwa" or "ntakuwa" or "myself" or "bring" or "bringing" or "pamoja"
            || word.EndsWith("kuja") || word.EndsWith("kam") || word.EndsWith("ikuje");
    }

    private static bool IsExcluded(in Utterance said, int at)
    {
        for (var from = at - 1; from >= 0 && from >= at - 3; from--)
            if (said.Is(from, Sense.Except, out var except) && except.Value == 0 && from + except.Length == at) return true;
        return false;
    }
}
