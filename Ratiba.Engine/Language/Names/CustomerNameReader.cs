using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// The customer's own name: "my name is Jane", "naitwa Brayo", "hi its Akinyi", "wrong name, its Wambui"; and when the name was asked for, an answer that is nothing else. Read before the people
/// of the shop, so that a customer who is called like one of them is not taken to ask for her.
/// </summary>
internal static class CustomerNameReader
{
    private const int MostWords = 4;

    /// <summary>The name as it should be written, or null.</summary>
    public static Heard<string>? Read(in Utterance said, ShopWords words, Asked asked = Asked.Nothing)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Taken) continue;
            if (said.Is(i, Sense.NameIs, out var lead) && Told(said, i + lead.Length) is { } told) return told;
            if (said.Is(i, Sense.PerhapsNameIs, out lead) && Introduced(said, words, i, i + lead.Length) is { } introduced) return introduced;
        }
        return asked == Asked.Name ? Answered(said) : null;
    }

    private static Heard<string>? Told(in Utterance said, int at)
    {
        while (at < said.Count && (said.IsSymbol(at, ':') || said.IsSymbol(at, '-') || said.Is(at, Sense.PerhapsNameIs) || said.TextIs(at, "is"))) at++;
        // "jina si Akini ni Akinyi"
        if (said.Is(at, Sense.Except))
        {
            while (at < said.Count && !said.Is(at, Sense.PerhapsNameIs)) at++;
            at++;
        }
        return TryName(said, at, mayBeUnknown: true, out var last) ? Name(said, at, last) : null;
    }

    // "hi its Akinyi", "wrong name, its Wambui": but "its Wanjiru, not Wanjiku" chooses between two of the shop.
    private static Heard<string>? Introduced(in Utterance said, ShopWords words, int lead, int at)
    {
        var greeted = lead > 0 && (Greets(said, lead - 1) || (said[lead - 1].Kind == Words.TokenKind.Symbol && Greets(said, lead - 2)));
        var ofName = SpeaksOfName(said, lead);
        if (lead > 0 && !greeted && !ofName && said[lead - 1].Kind != Words.TokenKind.Symbol) return null;
        if (!TryName(said, at, mayBeUnknown: greeted || ofName, out var last)) return null;
        var isOurs = !greeted && !ofName && words.Find(said.TextOf(at)) is >= 0 and var word && words.PeopleWith(word).Length > 0;
        // "am Njoki" may be a name; "am late" never is.
        if (isOurs || (!greeted && !ofName && !said.Is(at, Sense.PersonName))) return null;
        return Name(said, at, last);
    }

    // What is left without lead-ins and courtesies is the name, if it is nothing else.
    private static Heard<string>? Answered(in Utterance said)
    {
        var (first, last) = (0, said.Count - 1);
        while (first <= last && !said.Is(first, Sense.PersonName) && !said.Is(first, Sense.Title))
        {
            var length = said.Is(first, Sense.PerhapsNameIs, out var match) || said.Is(first, Sense.NameIs, out match) || said.Is(first, Sense.PickFiller, out match) ? match.Length
                : said[first].Kind == Words.TokenKind.Symbol ? 1 : 0;
            if (length == 0) break;
            first += length;
        }
        while (last > first && !said.Is(last, Sense.PersonName) && (said[last].Kind == Words.TokenKind.Symbol || said.Is(last, Sense.PickFiller))) last--;
        if (first > last || last - first >= MostWords) return null;
        for (var i = first; i <= last; i++)
            if (!IsNameLike(said, i, mayBeUnknown: true) && !(i > first && said.IsSymbol(i, '.'))) return null;
        return Name(said, first, last);
    }

    private static bool TryName(in Utterance said, int at, bool mayBeUnknown, out int last)
    {
        last = at;
        if (!IsNameLike(said, at, mayBeUnknown || IsCapital(said, at))) return false;
        while (last + 1 < said.Count && last + 1 - at < MostWords)
        {
            var next = last + 1;
            // A name goes on with names, or in capitals, or to the end of the sentence.
            var goesOn = said.Is(next, Sense.PersonName) || said.Is(last, Sense.Title) || (IsCapital(said, next) && IsCapital(said, at)) || (said[next].Length > 2 && Ends(said, next + 1));
            if (!goesOn || !IsNameLike(said, next, mayBeUnknown: true)) break;
            last = next;
        }
        return !said.Is(last, Sense.Title) || said.Is(last, Sense.PersonName);
    }

    // A word that nobody knows, or knows as a name.
    private static bool IsNameLike(in Utterance said, int at, bool mayBeUnknown)
    {
        if (at >= said.Count || said[at].Kind != Words.TokenKind.Word || said[at].Taken || (said[at].Length < 2 && !IsCapital(said, at))) return false;
        if (said.Is(at, Sense.PersonName) || (said.Is(at, Sense.Title) && IsNameLike(said, at + 1, mayBeUnknown))) return true;
        return mayBeUnknown && said[at].MatchCount == 0 && (said[at].WordId < 0 || IsCapital(said, at));
    }

    private static bool IsCapital(in Utterance said, int at) => at < said.Count && char.IsUpper(said.Written[said[at].Start]);

    private static bool Ends(in Utterance said, int at) => at >= said.Count || said.IsSymbol(at, '.') || said.IsSymbol(at, ',') || said.IsSymbol(at, '!');

    private static bool Greets(in Utterance said, int at) => at >= 0 && said.Is(at, Sense.Cue, (int)Intent.Greet);

    private static bool SpeaksOfName(in Utterance said, int before)
    {
        for (var i = 0; i < before; i++)
            if (said.TextIs(i, "name") || said.TextIs(i, "jina") || said.TextIs(i, "names")) return true;
        return false;
    }

    // As it was written; in capitals where it was all in small or all in large letters.
    private static Heard<string> Name(in Utterance said, int first, int last)
    {
        var span = said.Take(first, last);
        var written = said.Written.Slice(span.Start, span.Length);
        var mixed = written.ContainsAnyInRange('a', 'z') && written.ContainsAnyInRange('A', 'Z');
        return new Heard<string>(string.Create(written.Length, (written.ToString(), mixed), static (room, name) =>
        {
            for (var i = 0; i < room.Length; i++)
            {
                var c = name.Item1[i];
                var begins = i == 0 || name.Item1[i - 1] is ' ' or '-';
                room[i] = name.mixed ? c : begins ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);
            }
        }), span);
    }
}
