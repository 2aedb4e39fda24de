using System.Runtime.InteropServices;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// Which of the shop's services a message names. Words select among what the shop sells and never add to it: each word that says anything is a piece with the set of services it fits;
/// pieces that stand together and fit together are one mention ("gel" and "manicure"), and a mention keeps every service that its words fit equally.
/// </summary>
internal static class ServiceReader
{
    /// <summary>A kind that a word stands for with at least this weight is what the word says; with less the word only selects it.</summary>
    public const byte SaysKind = 10;

    // From here on a kind is selected as well as what the word says; below it only where nothing else of the shop fits (see services.txt).
    private const byte AlsoKind = 6;

    // Nobody names more in a message; what comes after is not read.
    private const int MostPieces = 24;

    private static readonly int s_kids = LexiconFile.KindOf("kids");

    /// <summary>The services named, in the order said.</summary>
    public static IReadOnlyList<HeardService> Read(in Utterance said, ShopWords words, Asked asked = Asked.Nothing)
    {
        if (words.ServiceCount == 0 || said.Count == 0) return [];
        Span<ServicePiece> pieces = stackalloc ServicePiece[MostPieces];
        var size = words.SetSize;
        var needed = MostPieces * 2 * size;
        Span<ulong> sets = needed <= 512 ? stackalloc ulong[needed] : new ulong[needed];
        sets.Clear();
        var count = ServicePieces.Collect(said, words, pieces, sets);
        if (count == 0) return [];
        Span<Mention> mentions = stackalloc Mention[count];
        var found = Join(said, pieces[..count], sets, size, mentions);
        found = JoinAcrossAnd(said, pieces, sets, size, mentions[..found]);
        Weigh(said, pieces, mentions[..found], asked);
        Refine(said, pieces, sets, size, mentions[..found]);
        return Name(said, words, pieces, sets, mentions[..found]);
    }

    // Pieces with nothing but glue between them ("massage ya mawe moto") that fit a service together are one mention.
    private static int Join(in Utterance said, Span<ServicePiece> pieces, Span<ulong> sets, int size, Span<Mention> mentions)
    {
        var count = 0;
        for (var p = 0; p < pieces.Length; p++)
        {
            ref var piece = ref pieces[p];
            if (count > 0)
            {
                ref var open = ref mentions[count - 1];
                if (Between(said, pieces[open.LastPiece].Last, piece.First) == Gap.Glue && !Repeats(pieces, open, p) && TryMeet(sets, size, open.Set, p, alsoFallback: true))
                {
                    open.LastPiece = p;
                    open.Last = piece.Last;
                    continue;
                }
            }
            mentions[count++] = new Mention { FirstPiece = p, LastPiece = p, First = piece.First, Last = piece.Last, Set = p, Excluded = Exclusion(said, piece.First) };
        }
        return count;
    }

    // "wash and blow dry" is one service where the shop sells it so.
    private static int JoinAcrossAnd(in Utterance said, Span<ServicePiece> pieces, Span<ulong> sets, int size, Span<Mention> mentions)
    {
        var count = 0;
        for (var m = 0; m < mentions.Length; m++)
        {
            if (count > 0)
            {
                ref var open = ref mentions[count - 1];
                if (open.Excluded == mentions[m].Excluded && Between(said, open.Last, mentions[m].First) == Gap.And && !Repeats(pieces, open, mentions[m].FirstPiece)
                    && TryMeet(sets, size, open.Set, mentions[m].Set, alsoFallback: false))
                {
                    (open.LastPiece, open.Last) = (mentions[m].LastPiece, mentions[m].Last);
                    continue;
                }
            }
            mentions[count++] = mentions[m];
        }
        return count;
    }

    // A mention counts when a word of it names something by itself, or two ordinary words do together ("hot stone"), or a service was asked for.
    private static void Weigh(in Utterance said, Span<ServicePiece> pieces, Span<Mention> mentions, Asked asked)
    {
        foreach (ref var mention in mentions)
        {
            var own = 0;
            for (var p = mention.FirstPiece; p <= mention.LastPiece; p++)
            {
                mention.Counts |= pieces[p].IsStrong;
                if (pieces[p].Word >= 0 && said[pieces[p].First].Kind == Words.TokenKind.Word) own++;
            }
            mention.Counts |= own >= 2 || (asked == Asked.Service && own >= 1 && said.Count <= 4);
        }
    }

    // What is said elsewhere in the message decides between the services of a mention: "manicure, zile za gel", "my son needs a haircut".
    private static void Refine(in Utterance said, Span<ServicePiece> pieces, Span<ulong> sets, int size, Span<Mention> mentions)
    {
        for (var m = 0; m < mentions.Length; m++)
        {
            ref var one = ref mentions[m];
            if (one.Excluded != Excluded.No || one.Merged) continue;
            if (!one.Counts)
            {
                // "me and my son": the child comes along and is not whom the cut is for.
                if (!pieces[one.FirstPiece].IsVariant || said.Is(one.First - 1, Sense.And)) continue;
                for (var near = 1; near < mentions.Length; near++)
                {
                    if (TryRefine(sets, size, mentions, m + near, one.Set) || TryRefine(sets, size, mentions, m - near, one.Set)) break;
                }
                continue;
            }
            for (var other = m + 1; other < mentions.Length; other++)
            {
                ref var later = ref mentions[other];
                if (!later.Counts || later.Excluded != Excluded.No || later.Merged) continue;
                // Named beside each other with "and" they are two; named again later it is the same one, told more exactly.
                if (Between(said, mentions[other - 1].Last, later.First) == Gap.And || !TryMeet(sets, size, one.Set, later.Set, alsoFallback: false)) break;
                later.Merged = true;
                one.Also = other;
            }
        }
    }

    private static bool TryRefine(Span<ulong> sets, int size, Span<Mention> mentions, int at, int by)
    {
        if ((uint)at >= (uint)mentions.Length || !mentions[at].Counts || mentions[at].Excluded != Excluded.No || mentions[at].Merged) return false;
        if (!TryMeet(sets, size, mentions[at].Set, by, alsoFallback: false)) return false;
        mentions[at].Refined = true;
        return true;
    }

    private static List<HeardService> Name(in Utterance said, ShopWords words, Span<ServicePiece> pieces, Span<ulong> sets, Span<Mention> mentions)
    {
        var (wanted, unwanted) = (0, 0);
        foreach (ref var mention in mentions)
        {
            if (!mention.Counts || mention.Merged || mention.Excluded == Excluded.Surely) continue;
            if (mention.Excluded == Excluded.No) wanted++;
            else unwanted++;
        }
        // "I no longer need the weave" is about the weave; "cancel the waxing but keep the facial" is not about the facial.
        var count = wanted > 0 ? wanted : unwanted;
        if (count == 0) return [];
        List<HeardService> heard = new(count);
        foreach (ref var mention in mentions)
        {
            if (!mention.Counts || mention.Merged || mention.Excluded == Excluded.Surely || (wanted > 0 && mention.Excluded != Excluded.No)) continue;
            var candidates = Candidates(words, pieces, SetOf(sets, mention.Set, words.SetSize), mentions, mention);
            var known = heard.FindIndex(other => other.Candidates.SequenceEqual(candidates));
            if (known >= 0) continue;
            heard.Add(new HeardService(candidates, said.Take(mention.First, mention.Last), Quantities.Of(said, mention.First, mention.Last), mention.Excluded != Excluded.No));
        }
        return heard;
    }

    // Of the services that fit, those whose whole name was said; else all.
    private static int[] Candidates(ShopWords words, Span<ServicePiece> pieces, ReadOnlySpan<ulong> set, Span<Mention> mentions, in Mention mention)
    {
        var (all, whole) = (0, 0);
        Span<int> fit = stackalloc int[64];
        Span<bool> isWhole = stackalloc bool[64];
        for (var service = 0; service < words.ServiceCount && all < fit.Length; service++)
        {
            if ((set[service / 64] >> (service % 64) & 1) == 0) continue;
            isWhole[all] = IsWhole(words.NameOf(service), pieces, mentions, mention);
            if (isWhole[all]) whole++;
            fit[all++] = service;
        }
        if (whole == 0 || mention.Refined) return ForGrownUps(words, pieces, mention, fit[..all]);
        var candidates = new int[whole];
        for (int i = 0, next = 0; i < all; i++)
            if (isWhole[i]) candidates[next++] = fit[i];
        return candidates;
    }

    // A child's service is only meant when a child is spoken of.
    private static int[] ForGrownUps(ShopWords words, Span<ServicePiece> pieces, in Mention mention, Span<int> fit)
    {
        var kids = words.ServicesOfKind(s_kids);
        if (kids.IsEmpty || mention.Refined || mention.Also > 0) return fit.ToArray();
        for (var p = mention.FirstPiece; p <= mention.LastPiece; p++)
            if (pieces[p].Kind == s_kids || pieces[p].OtherKind == s_kids) return fit.ToArray();
        var count = 0;
        foreach (var service in fit)
            if ((kids[service / 64] >> (service % 64) & 1) == 0) fit[count++] = service;
        return fit[..(count == 0 ? fit.Length : count)].ToArray();
    }

    // What the words name; where they name nothing here, what they fit.
    private static ReadOnlySpan<ulong> SetOf(Span<ulong> sets, int at, int size)
    {
        var named = sets.Slice(at * 2 * size, size);
        return named.ContainsAnyExcept(0ul) ? named : sets.Slice((at * 2 + 1) * size, size);
    }

    private static bool IsWhole(ReadOnlySpan<NameWord> name, Span<ServicePiece> pieces, Span<Mention> mentions, in Mention mention)
    {
        foreach (ref readonly var word in name)
        {
            var said = Says(pieces, mention, word) || (mention.Also > 0 && Says(pieces, mentions[mention.Also], word));
            if (!said) return false;
        }
        return true;
    }

    private static bool Says(Span<ServicePiece> pieces, in Mention mention, in NameWord word)
    {
        for (var p = mention.FirstPiece; p <= mention.LastPiece; p++)
        {
            ref var piece = ref pieces[p];
            if (piece.Word == word.Word || piece.Second == word.Word) return true;
            if ((piece.Kind != 0 && word.Kinds.AsSpan().Contains(piece.Kind)) || (piece.OtherKind != 0 && word.Kinds.AsSpan().Contains(piece.OtherKind))) return true;
        }
        return false;
    }

    // The same word again begins another mention: "box braids, knotless braids".
    private static bool Repeats(Span<ServicePiece> pieces, in Mention open, int piece)
    {
        for (var p = open.FirstPiece; p <= open.LastPiece; p++)
            if ((pieces[p].Word >= 0 && pieces[p].Word == pieces[piece].Word) || (pieces[p].Kind != 0 && pieces[p].Kind == pieces[piece].Kind)) return true;
        return false;
    }

    // Narrows one set to what it shares with the other, if that is anything.
    private static bool TryMeet(Span<ulong> sets, int size, int one, int other, bool alsoFallback)
    {
        var a = sets.Slice(one * 2 * size, 2 * size);
        var b = sets.Slice(other * 2 * size, 2 * size);
        var (said, fits) = (false, false);
        for (var i = 0; i < size; i++)
        {
            said |= (a[i] & b[i]) != 0;
            fits |= (a[size + i] & b[size + i]) != 0;
        }
        if (!said && !(alsoFallback && fits)) return false;
        for (var i = 0; i < size; i++)
        {
            a[size + i] &= b[size + i];
            a[i] = said ? a[i] & b[i] : a[size + i];
        }
        return true;
    }

    private static Excluded Exclusion(in Utterance said, int first)
    {
        for (var at = first - 1; at >= 0 && at >= first - 5; at--)
        {
            if (!said.Is(at, Sense.Except, out var except)) continue;
            var next = at + except.Length;
            while (next < first && (said.Is(next, Sense.Article) || said.Is(next, Sense.Of) || said.Is(next, Sense.With) || said.TextIs(next, "my") || said.TextIs(next, "hiyo"))) next++;
            if (next == first) return except.Value == 0 ? Excluded.Surely : Excluded.Perhaps;
        }
        return Excluded.No;
    }

    private static Gap Between(in Utterance said, int last, int first)
    {
        var gap = Gap.Glue;
        if (first - last > 4) return Gap.Far;
        for (var i = last + 1; i < first; i++)
        {
            if (said.Is(i, Sense.And) || said.Is(i, Sense.Or) || said.IsSymbol(i, ',') || said.IsSymbol(i, '/')) gap = Gap.And;
            else if (!(said.Is(i, Sense.Of) || said.Is(i, Sense.Article) || said.IsSymbol(i, '-') || IsGlue(said.TextOf(i)))) return Gap.Far;
        }
        return gap;
    }

    private static bool IsGlue(ReadOnlySpan<char> word) => word is "pia" or "also" or "my" or "yangu" or "with" or "zile" or "ile" or "type" or "hair" or "nywele" or "on" or "in" or "some";

    private enum Gap
    {
        Glue,
        And,
        Far,
    }

    private enum Excluded : byte
    {
        No,
        Perhaps,
        Surely,
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Mention
    {
        public int FirstPiece;
        public int LastPiece;
        public int First;
        public int Last;
        // The piece whose place in the sets holds this mention's.
        public int Set;
        public int Also;
        public Excluded Excluded;
        public bool Counts;
        public bool Merged;
        public bool Refined;
    }

    /// <summary>Whether a meaning of this weight selects its kind without being what the word says.</summary>
    internal static bool Selects(byte weight) => weight >= AlsoKind;
}
