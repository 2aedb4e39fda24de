using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Money;

/// <summary>
/// Finds amounts in a message. Foreign money is never read as shillings. A bare figure is an amount only near a word of prices or paying ("nimelipa 1500"): elsewhere it is an hour, a day or a
/// number of people.
/// </summary>
internal static class MoneyReader
{
    // "paid already 1500", "price ya box braids ni 1500": how far back a word of prices counts.
    private const int PriceWordReach = 6;

    // Below fifty shillings a bare figure is more likely a count.
    private const decimal SmallestBare = 50;

    /// <summary>Writes every amount into <paramref name="room"/>, takes its tokens, and returns how many. What finds no room is not read.</summary>
    public static int Read(in Utterance said, Span<HeardMoney> room)
    {
        var count = 0;
        for (var i = 0; i < said.Count && count < room.Length;)
        {
            if (said.IsTaken(i) || !TryReadAt(said, i, out var money, out var next, out var evidence) || !IsMoney(said, i, next, money, evidence))
            {
                // The rest of a figure that is no amount is none either: "1030" of "0722 1030".
                i++;
                continue;
            }
            said.Take(i, next - 1);
            room[count++] = money;
            i = next;
        }
        return count;
    }

    /// <summary>Whether the whole text is one price or range of prices, as an owner types it: "2,500", "Ksh 1,500/=", "2.5k". "About 5k" is none.</summary>
    public static bool TryReadPrice(in Utterance said, out HeardMoney price)
    {
        price = default;
        if (said.Count == 0 || !TryReadAt(said, 0, out price, out var next, out _)) return false;
        while (said.IsSymbol(next, '.') || said.TextIs(next, "only") || said.TextIs(next, "tu") || said.TextIs(next, "kamili")) next++;
        return next == said.Count;
    }

    private static bool TryReadAt(in Utterance said, int at, out HeardMoney money, out int next, out MoneyEvidence evidence)
    {
        (money, next, evidence) = (default, at, default);
        if (!AmountReader.TryRead(said, at, out var amount)) return false;
        (next, evidence) = (amount.Next, amount.Evidence);
        money = new HeardMoney(amount.Kes, null, said.SpanOf(at, next - 1));
        if (!IsRangeSign(said, at, next, out var sign) || !AmountReader.TryRead(said, next + sign, out var upper)) return true;
        var lower = amount.Kes;
        // "2-3k" are two to three thousand.
        if (amount.Scale == 1 && upper.Scale > 1 && lower < upper.Scale && lower * upper.Scale < upper.Kes) lower *= upper.Scale;
        if (upper.Kes <= lower || said.IsTaken(next + sign)) return true;
        if (upper.Evidence > evidence) evidence = upper.Evidence;
        next = upper.Next;
        money = new HeardMoney(lower, upper.Kes, said.SpanOf(at, next - 1));
        return true;
    }

    private static bool IsRangeSign(in Utterance said, int at, int next, out int length)
    {
        length = 1;
        if (said.IsSymbol(next, '-')) return true;
        if (said.Is(next, Sense.Until, out var until))
        {
            length = until.Length;
            return true;
        }
        if (!said.Is(next, Sense.And, out var and) || !EndsAt(said, at, Sense.Between)) return false;
        length = and.Length;
        return true;
    }

    // Whether a phrase of this kind ends just before the token: "between", "kati ya".
    private static bool EndsAt(in Utterance said, int at, Sense sense)
    {
        for (var length = 1; length <= 2; length++)
            if (said.Is(at - length, sense, out var match) && match.Length == length) return true;
        return false;
    }

    private static bool IsMoney(in Utterance said, int first, int next, in HeardMoney money, MoneyEvidence evidence)
    {
        if (evidence == MoneyEvidence.Sure) return true;
        // "watu mia mbili", "dakika mia", "saa 500": counts of something else.
        if (IsCounted(said, first - 1) || IsCounted(said, next)) return false;
        // A lone "mia" is also said of praise ("niko mia"): it needs company.
        if (evidence == MoneyEvidence.Words) return next - first > 1 || said.Count <= 2 || IsNearPriceWord(said, first, next);
        if (evidence == MoneyEvidence.Weak) return said.Count <= 2 || IsNearPriceWord(said, first, next);
        return money.Kes >= SmallestBare && IsNearPriceWord(said, first, next);
    }

    private static bool IsCounted(in Utterance said, int at) =>
        said.Is(at, Sense.People) || said.Is(at, Sense.Unit) || said.Is(at, Sense.Saa) || said.Is(at, Sense.DateWord) || said.Is(at, Sense.MonthWord) || said.Is(at, Sense.Month)
        || said.Is(at, Sense.At) || said.Is(at, Sense.Am) || said.Is(at, Sense.Pm) || said.Is(at, Sense.OClock) || said.IsSymbol(at, '%');

    private static bool IsNearPriceWord(in Utterance said, int first, int next)
    {
        if (said.Is(next, Sense.PriceWord, 0)) return true;
        for (var i = first - 1; i >= Math.Max(0, first - PriceWordReach); i--)
        {
            if (said.Is(i, Sense.PriceWord, 1) && !said.Is(i, Sense.PriceWord, 0)) return false;
            if (said.Is(i, Sense.PriceWord, 0)) return true;
            if (said.IsSymbol(i, '.') || said.IsSymbol(i, '?') || said.IsSymbol(i, '!') || said.IsDigits(i)) return false;
        }
        return false;
    }
}
