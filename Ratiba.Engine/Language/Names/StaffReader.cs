using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>Whom the customer wants.</summary>
/// <param name="Person">By index in <see cref="ShopWords"/>, or <see cref="Understanding.Anyone"/>.</param>
/// <param name="Span">Where it was read.</param>
/// <param name="Other">Another person whom the words fit as well: ask. Null when there is none.</param>
internal readonly record struct HeardStaff(int Person, TextSpan Span, int? Other = null);

/// <summary>
/// Whom a message asks for: a name of the shop's list in full or in part, a short form ("Shiru" for Wanjiru), a slip of it, or anyone. Between two whom the words fit equally it does not guess.
/// </summary>
internal static class StaffReader
{
    // A slip of a shorter word is only heard where a name is expected.
    private const int SurelySlip = 6;

    /// <summary>The person asked for, or null.</summary>
    public static HeardStaff? Read(in Utterance said, ShopWords words, Asked asked = Asked.Nothing)
    {
        var best = default(Candidate);
        HeardStaff? anyone = null;
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Taken) continue;
            if (anyone is null && said.Is(i, Sense.Anyone, out var any) && IsWish(said, i, i + any.Length)) anyone = new HeardStaff(Understanding.Anyone, said.SpanOf(i, i + any.Length - 1));
            if (said[i].Kind != Words.TokenKind.Word || words.StaffCount == 0) continue;
            var expected = asked == Asked.Staff || IsLedTo(said, i);
            var found = At(said, words, i, expected);
            if (found.Matched == 0 || IsExcluded(said, i) || said.TextIs(i - 1, "in")) continue;
            if (found.Score > best.Score) best = found;
            else if (found.Score == best.Score && found.Person != best.Person && said.Is(i - 1, Sense.Or)) best.Other ??= found.Person;
            i = found.Last;
        }
        if (best.Matched == 0)
        {
            if (anyone is { } whoever) MarkTaken(said, whoever.Span);
            return anyone;
        }
        return new HeardStaff(best.Person, said.Take(best.First, best.Last), best.Other);
    }

    private static Candidate At(in Utterance said, ShopWords words, int at, bool expected)
    {
        var text = WithoutPossessive(said.TextOf(at));
        var word = words.Find(said.TextOf(at));
        if (word < 0) word = words.Find(text);
        if (word >= 0 && words[word].People.Length > 0) return Longest(said, words, at, words.PeopleWith(word), word, sureness: 2, expected);
        Candidate best = default;
        foreach (var match in said.MatchesAt(at))
        {
            if (match.Meaning.Sense != Sense.PersonName || match.Length > 1 || (text.Length < 4 && !expected)) continue;
            var people = words.PeopleOfGroup(match.Value);
            if (people.IsEmpty) continue;
            var found = Longest(said, words, at, people, word: -1, sureness: 1, expected);
            if (best.Matched == 0) best = found;
            else if (best.Person != found.Person) best.Other = found.Person;
        }
        if (best.Matched > 0 || (said[at].WordId >= 0 && !said[at].Misspelt) || text.Contains('\'') || text.Length < (expected ? 4 : SurelySlip)) return best;
        Span<int> like = stackalloc int[4];
        foreach (var slip in like[..words.Like(text, like)])
        {
            if (words[slip].People.Length == 0 || (!words[slip].IsStrong && !expected)) continue;
            var found = Longest(said, words, at, words.PeopleWith(slip), slip, sureness: 0, expected);
            if (found.Score > best.Score) best = found;
            else if (found.Matched > 0 && found.Score == best.Score && found.Person != best.Person) best.Other = found.Person;
        }
        return best;
    }

    // Of the people with this word, the one of whose name most follows.
    private static Candidate Longest(in Utterance said, ShopWords words, int at, ReadOnlySpan<int> people, int word, int sureness, bool expected)
    {
        Candidate best = default;
        foreach (var person in people)
        {
            var name = words.PersonName(person);
            var (matched, last, strong) = (1, at, word < 0 || words[word].IsStrong);
            for (var next = at + 1; next < said.Count && next <= last + 3; next++)
            {
                var known = said[next].Kind == Words.TokenKind.Word ? words.Find(said.TextOf(next)) : -1;
                if (known >= 0 && name.Contains(words[known].First))
                {
                    if (words[known].First == word) break;
                    matched++;
                    last = next;
                    strong |= words[known].IsStrong;
                }
                else if (said[next].Kind == Words.TokenKind.Word && !said.Is(next, Sense.Title) && !IsInner(said.TextOf(next)))
                {
                    break;
                }
            }
            if (matched < name.Length && (IsOtherPerson(said, at, last) || !IsPartEnough(words, name, matched, strong, expected, words.Find(said.TextOf(at))))) continue;
            // An ordinary word ("style", "hope") is a name where one is expected.
            if (!strong && name.Length == 1 && !expected) continue;
            var candidate = new Candidate { Person = person, First = at, Last = last, Matched = matched, Score = matched * 16 + sureness * 4 + (expected ? 2 : 0) + (matched == name.Length ? 1 : 0) };
            if (candidate.Score > best.Score) best = candidate;
            else if (candidate.Score == best.Score && !name.SequenceEqual(words.PersonName(best.Person))) best.Other = person;
        }
        return best;
    }

    // "Krystle Lim" is not "Lim Jae": another name stands beside the one that both have.
    private static bool IsOtherPerson(in Utterance said, int first, int last) =>
        IsUnknownName(said, last + 1) || (first > 1 && !said.IsSymbol(first - 2, '.') && IsUnknownName(said, first - 1));

    private static bool IsUnknownName(in Utterance said, int at) =>
        at < said.Count && said[at] is { Kind: Words.TokenKind.Word, Length: > 2, WordId: < 0 } && char.IsUpper(said.Written[said[at].Start]);

    // Of a person's name any word will do. A name of many words, or with ordinary ones ("Bateau Hair Salon"), is a firm's: most of it must be said, or its first word where a name is expected.
    private static bool IsPartEnough(ShopWords words, ReadOnlySpan<int> name, int matched, bool strong, bool expected, int word)
    {
        if (!strong) return false;
        var firm = name.Length > 3;
        foreach (var part in name) firm |= !words[part].IsStrong && words.IsLong(part);
        return !firm || matched * 2 > name.Length || (expected && word >= 0 && words[word].First == name[0]);
    }

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> text) => text.Length > 4 && text.EndsWith("'s") ? text[..^2] : text;

    private static bool IsInner(ReadOnlySpan<char> word) => word is "and" or "of" or "the" or "at" or "on" or "for" or "by" or "s" or "a";

    // "with Jane", "na Jane", "kwa Dr. Achieng".
    private static bool IsLedTo(in Utterance said, int at)
    {
        var before = at - 1;
        while (before > 0 && (said.IsSymbol(before, '.') || said.Is(before, Sense.Title))) before--;
        return before < at - 1 || said.Is(before, Sense.With);
    }

    private static bool IsExcluded(in Utterance said, int at)
    {
        for (var from = at - 1; from >= 0 && from >= at - 4; from--)
        {
            if (!said.Is(from, Sense.Except, out var except)) continue;
            var next = from + except.Length;
            while (next < at && (said.Is(next, Sense.With) || said.Is(next, Sense.Title) || said.IsSymbol(next, '.'))) next++;
            if (next == at) return true;
        }
        return false;
    }

    // "if anyone cancels" asks for nobody.
    private static bool IsWish(in Utterance said, int at, int next) =>
        !said.TextIs(at - 1, "if") && !said.TextIs(at - 1, "kama") && !said.TextIs(next, "else") && !said.TextIs(next, "cancels") && !said.TextIs(next, "cancel") && !said.TextIs(next, "cancelled")
        && !(next < said.Count && said.TextOf(next).StartsWith("aki"));

    private static void MarkTaken(in Utterance said, TextSpan span)
    {
        for (var i = 0; i < said.Count; i++)
            if (said[i].Start >= span.Start && said[i].End <= span.Start + span.Length) said[i].Taken = true;
    }

    private struct Candidate
    {
        public int Person;
        public int? Other;
        public int First;
        public int Last;
        public int Matched;
        public int Score;
    }
}
