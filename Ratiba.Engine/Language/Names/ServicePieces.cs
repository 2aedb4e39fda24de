using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>A word or phrase of a message that fits services of the shop.</summary>
internal struct ServicePiece
{
    /// <summary>Its first token.</summary>
    public int First;

    /// <summary>Its last token.</summary>
    public int Last;

    /// <summary>The shop's own word that it is, or -1.</summary>
    public int Word;

    /// <summary>The second of two of the shop's own words written as one, or -1.</summary>
    public int Second;

    /// <summary>The kind of service that it says, or 0.</summary>
    public int Kind;

    /// <summary>A second kind that it says, or 0.</summary>
    public int OtherKind;

    /// <summary>Whether it names something by itself.</summary>
    public bool IsStrong;

    /// <summary>Whether it only chooses between services.</summary>
    public bool IsVariant;
}

/// <summary>Finds the pieces of a message: see <see cref="ServiceReader"/>.</summary>
internal static class ServicePieces
{
    /// <summary>
    /// Writes the pieces into <paramref name="pieces"/> in the order said, and for each two sets of services into <paramref name="sets"/>: those that it names, and those that it fits if nothing
    /// else does. Returns how many.
    /// </summary>
    public static int Collect(in Utterance said, ShopWords words, Span<ServicePiece> pieces, Span<ulong> sets)
    {
        var (count, size) = (0, words.SetSize);
        for (var i = 0; i < said.Count && count < pieces.Length; i++)
        {
            if (said[i].Taken || said[i].Kind == Words.TokenKind.Symbol) continue;
            var named = sets.Slice(count * 2 * size, size);
            var fits = sets.Slice((count * 2 + 1) * size, size);
            ref var piece = ref pieces[count];
            if (!ReadPhrase(said, words, i, ref piece, named, fits) && !ReadWord(said, words, i, ref piece, named, fits))
            {
                named.Clear();
                fits.Clear();
                continue;
            }
            i = piece.Last;
            count++;
        }
        return count;
    }

    // What the owner explained comes first.
    private static bool ReadPhrase(in Utterance said, ShopWords words, int at, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        if (!words.HasPhrases || words.PhraseAt(said, at, out var length) is not { Services.Count: > 0 } phrase) return false;
        foreach (var service in phrase.Services) named[service / 64] |= fits[service / 64] |= 1ul << (service % 64);
        piece = new ServicePiece { First = at, Last = at + length - 1, Word = -1, Second = -1, IsStrong = true };
        return true;
    }

    private static bool ReadWord(in Utterance said, ShopWords words, int at, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        piece = new ServicePiece { First = at, Last = at, Word = -1, Second = -1 };
        var length = AddKinds(said, words, at, ref piece, named, fits);
        // A phrase of the lexicon ("blow dry", "kucha za miguu") says more than the first word of it.
        if (length <= 1)
        {
            AddOwn(said, words, at, ref piece, named, fits);
            if (!Any(fits)) AddStem(said, words, at, ref piece, named, fits);
        }
        else
        {
            piece.Last = at + length - 1;
            if (words.Find(said.TextOf(at)) is >= 0 and var first && !words.ServicesWith(first).IsEmpty) piece.Word = words[first].First;
        }
        return Any(fits);
    }

    // The longest word or phrase of the lexicon that selects anything here. Returns its length.
    private static int AddKinds(in Utterance said, ShopWords words, int at, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        var length = 0;
        foreach (ref readonly var match in said.MatchesAt(at))
        {
            if (match.Length < length) break;
            if (match.Meaning.Sense is not (Sense.ServiceWord or Sense.Variant)) continue;
            var services = words.ServicesOfKind(match.Value);
            if (services.IsEmpty) continue;
            length = match.Length;
            AddKind(match.Meaning, services, ref piece, named, fits);
        }
        return length;
    }

    private static void AddKind(in Words.Meaning meaning, ReadOnlySpan<ulong> services, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        Add(services, fits);
        if (ServiceReader.Selects(meaning.Weight)) Add(services, named);
        if (meaning.Weight >= ServiceReader.SaysKind)
        {
            if (piece.Kind == 0) piece.Kind = meaning.Value;
            else piece.OtherKind = meaning.Value;
        }
        if (meaning.Sense == Sense.Variant) piece.IsVariant = true;
        else piece.IsStrong = true;
    }

    private static void AddOwn(in Utterance said, ShopWords words, int at, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        Span<int> like = stackalloc int[4];
        like[0] = Find(said, words, at, ref piece);
        var count = like[0] >= 0 ? 1 : 0;
        // Only a word that nobody knows can be a slip: "message" is not "massage".
        if (count == 0 && said[at].Kind == Words.TokenKind.Word && (said[at].WordId < 0 || said[at].Misspelt) && !said.TextOf(at).Contains('\'')) count = words.Like(said.TextOf(at), like);
        foreach (var word in like[..count])
        {
            var services = words.ServicesWith(word);
            if (services.IsEmpty) continue;
            Add(services, named);
            Add(services, fits);
            (piece.Word, piece.Second) = (words[word].First, words[word].Second);
            piece.IsStrong |= words[word].IsStrong;
        }
    }

    // The word as it stands, without 's, or joined with the next: "hair cut" for "Haircut".
    private static int Find(in Utterance said, ShopWords words, int at, ref ServicePiece piece)
    {
        var text = said.TextOf(at);
        if (at + 1 < said.Count && said[at].Kind == Words.TokenKind.Word && said[at + 1].Kind == Words.TokenKind.Word && said[at + 1].Start == said[at].End + 1)
        {
            var next = said.TextOf(at + 1);
            if (text.Length + next.Length is >= 6 and <= 32)
            {
                Span<char> joined = stackalloc char[text.Length + next.Length];
                text.CopyTo(joined);
                next.CopyTo(joined[text.Length..]);
                var both = words.Find(joined);
                if (both >= 0 && words[both] is { Second: < 0, IsStrong: true } && !words.ServicesWith(both).IsEmpty)
                {
                    piece.Last = at + 1;
                    return both;
                }
            }
        }
        var word = words.Find(text);
        if (word < 0 && text.Length > 4 && text.EndsWith("'s")) word = words.Find(text[..^2]);
        return word >= 0 && words[word].IsName && !words.ServicesWith(word).IsEmpty ? word : -1;
    }

    private static void AddStem(in Utterance said, ShopWords words, int at, ref ServicePiece piece, Span<ulong> named, Span<ulong> fits)
    {
        var text = said.TextOf(at);
        if (said[at].Kind != Words.TokenKind.Word || text.Length < 4) return;
        var stems = said.Lexicon.ServiceStems;
        if (!Holds(text, stems) || !VerbReader.TryRead(text, said.Lexicon.ServiceVerbs, out var found, out _)) return;
        foreach (var (stem, meaning) in stems)
        {
            if (stem != stems[found].Stem) continue;
            var services = words.ServicesOfKind(meaning.Value);
            if (!services.IsEmpty) AddKind(meaning, services, ref piece, named, fits);
        }
    }

    // Taking a word apart costs more than looking whether there is anything to be found in it.
    private static bool Holds(ReadOnlySpan<char> word, IReadOnlyList<(string Stem, Meaning Meaning)> stems)
    {
        foreach (var (stem, _) in stems)
            if (word.Contains(stem, StringComparison.Ordinal)) return true;
        return false;
    }

    private static void Add(ReadOnlySpan<ulong> services, Span<ulong> set)
    {
        for (var i = 0; i < set.Length; i++) set[i] |= services[i];
    }

    private static bool Any(ReadOnlySpan<ulong> set) => set.ContainsAnyExcept(0ul);
}
