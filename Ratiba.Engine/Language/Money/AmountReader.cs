using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Money;

/// <summary>How well a figure shows that it is money.</summary>
internal enum MoneyEvidence : byte
{
    /// <summary>A figure and nothing else: only what stands around it makes it money.</summary>
    Bare,

    /// <summary>A word that is also something else, "blue", "soo".</summary>
    Weak,

    /// <summary>A round number in words, "elfu mbili": money unless it counts people or minutes.</summary>
    Words,

    /// <summary>"2.5k", "1,500", "soo tano", "Ksh 500", "500/=".</summary>
    Sure,
}

/// <summary>One amount, in shillings.</summary>
/// <param name="Kes">Shillings.</param>
/// <param name="Next">The token behind it.</param>
/// <param name="Evidence">How sure it is that it is money.</param>
/// <param name="Scale">What the figure was multiplied with: 1,000 of "3k". "2-3k" are two to three thousand.</param>
internal readonly record struct Amount(decimal Kes, int Next, MoneyEvidence Evidence, int Scale);

/// <summary>Reads one amount that begins at a token, with its currency before or behind it.</summary>
internal static class AmountReader
{
    // Seven digits are the most a shop of ours charges; eight and more are phone and account numbers.
    private const int MostDigits = 7;

    /// <summary>Whether an amount begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, out Amount amount)
    {
        amount = default;
        var next = at;
        var named = false;
        if (said.Is(at, Sense.Currency, out var currency))
        {
            if (currency.Value == 0) return false;
            next += currency.Length;
            if (said.IsSymbol(next, '.') || said.IsSymbol(next, ':')) next++;
            // "shilingi ni elfu mbili"
            if (said.TextIs(next, "ni")) next++;
            if (currency.Meaning.Weight < UsualWeight && (said.IsDigits(next) || !said.Is(next, Sense.Multiplier) && !said.Is(next, Sense.Number))) return false;
            named = true;
        }
        if (!ReadFigure(said, next, out amount)) return false;
        next = amount.Next;
        var evidence = named ? MoneyEvidence.Sure : amount.Evidence;
        if (ReadShillingSign(said, ref next)) evidence = MoneyEvidence.Sure;
        if (!named && said.Is(next, Sense.Currency, out var behind))
        {
            if (behind.Value == 0) return false;
            next += behind.Length;
            evidence = MoneyEvidence.Sure;
        }
        amount = amount with { Next = next, Evidence = evidence };
        return true;
    }

    private const byte UsualWeight = 10;

    private static bool ReadFigure(in Utterance said, int at, out Amount amount)
    {
        if (!ReadSum(said, at, out amount) && !ReadNumber(said, at, out amount)) return false;
        // "thao mbili na soo tano", "ngiri moja mia tano", "elfu mbili na nusu".
        for (var unit = UnitOf(amount.Kes); unit >= 100; unit = UnitOf(amount.Kes))
        {
            if (amount.Evidence == MoneyEvidence.Bare || amount.Kes % 1 != 0) return true;
            var next = amount.Next;
            var joined = said.Is(next, Sense.And, out var and);
            if (joined) next += and.Length;
            var half = joined && (said.TextIs(next, "nusu") || said.TextIs(next, "nus"));
            if (half || (joined && said.TextIs(next, "robo")))
            {
                amount = amount with { Kes = amount.Kes + unit / (half ? 2 : 4), Next = next + 1 };
                return true;
            }
            if (said.IsDigits(next) || (!ReadSum(said, next, out var more) && !ReadNumber(said, next, out more))) return true;
            if (more.Kes >= unit || more.Kes < 1 || more.Evidence < MoneyEvidence.Words) return true;
            amount = amount with { Kes = amount.Kes + more.Kes, Next = more.Next };
        }
        return true;
    }

    // "soo tano", "mbao", "thao 3".
    private static bool ReadSum(in Utterance said, int at, out Amount amount)
    {
        amount = default;
        if (!said.Is(at, Sense.Sum, out var sum)) return false;
        var next = at + sum.Length;
        // A lone letter counts nothing that follows it: "2G2H" stands in a receipt's code.
        var letter = said[at].Length == 1;
        if (letter && said.Touches(at)) return false;
        if (!letter && NumberReader.Read(said, next, out var count) && count.Value is > 0 and < 1000 && !IsClock(said, next, count))
            amount = new Amount(sum.Value * count.Value, next + count.Length, IsSure(said, sum, next) ? MoneyEvidence.Sure : MoneyEvidence.Weak, sum.Value);
        else
            amount = new Amount(sum.Value, next, sum.Meaning.Weight < UsualWeight ? MoneyEvidence.Weak : MoneyEvidence.Sure, sum.Value);
        return true;
    }

    // "soo tano" is money; "red 2" and "tenga two" need a word of prices.
    private static bool IsSure(in Utterance said, Match sum, int count) =>
        sum.Meaning.Weight >= UsualWeight || ((said.Is(count, Sense.Number, out var number) || said.Is(count, Sense.Multiplier, out number)) && number.Meaning.Tongue != Tongue.English);

    private static bool ReadNumber(in Utterance said, int at, out Amount amount)
    {
        amount = default;
        if (said.IsDigits(at)) return ReadDigits(said, at, out amount);
        if (!NumberReader.Read(said, at, out var number)) return false;
        var next = at + number.Length;
        amount = new Amount(number.Value, next, number.Value >= 100 ? MoneyEvidence.Words : MoneyEvidence.Bare, 1);
        if (IsCountedSum(said, next, out var sum)) amount = new Amount(number.Value * sum.Value, next + sum.Length, MoneyEvidence.Sure, sum.Value);
        return true;
    }

    private static bool ReadDigits(in Utterance said, int at, out Amount amount)
    {
        amount = default;
        if (said[at].Length > MostDigits || (said[at].Length > 1 && said.TextOf(at)[0] == '0') || IsInsideFigure(said, at)) return false;
        NumberReader.Read(said, at, out var number);
        decimal value = number.Value;
        var next = at + number.Length;
        var evidence = number.Length > 1 ? MoneyEvidence.Sure : MoneyEvidence.Bare;
        if (number.Length == 1) ReadSpacedGroups(said, at, ref next, ref value);
        if (said.IsSymbol(next, '.') && said.Touches(next) && said.IsDigits(next + 1) && said.Touches(next + 1))
        {
            // "1,250.50" has cents; "2.500" groups as continental price lists do.
            var digits = said[next + 1];
            if (digits.Length > 3) return false;
            value = digits.Length == 3 ? value * 1000 + digits.Number : value + digits.Number / (digits.Length == 1 ? 10m : 100m);
            next += 2;
        }
        if (said.Touches(next) && said.IsSymbol(next, ':') && said.IsDigits(next + 1)) return false;
        if (said.Touches(next) && said.IsSymbol(next, '/') && said.IsDigits(next + 1)) return false;
        var scale = 1;
        if (IsCountedSum(said, next, out var sum)) (scale, next) = (sum.Value, next + sum.Length);
        else if (IsMillions(said, next)) (scale, next) = (1_000_000, next + 1);
        else if (said.Touches(next) && said[next].Kind == Words.TokenKind.Word && !said.Is(next, Sense.Currency)) return false;
        amount = new Amount(value * scale, next, scale > 1 ? MoneyEvidence.Sure : evidence, scale);
        return true;
    }

    // "1 200", "1 250 000": groups of exactly three digits, and no phone number.
    private static void ReadSpacedGroups(in Utterance said, int at, ref int next, ref decimal value)
    {
        if (said[at].Length > 3 || said[at].Number == 0) return;
        if (said.Is(at - 1, Sense.DateWord) || said.Is(at - 1, Sense.Saa) || said.Is(at - 1, Sense.At) || said.Is(at - 1, Sense.Month) || said.IsSymbol(at - 1, '+')) return;
        var end = next;
        while (said.IsDigits(end) && said[end].Length == 3) end++;
        if (said.IsDigits(end) || end - at > 3) return;
        if (said.Touches(end) && (said.IsSymbol(end, ':') || said.IsSymbol(end, ','))) return;
        for (; next < end; next++) value = value * 1000 + said[next].Number;
    }

    // "10:30", "6/5/26", "+254 ...", "UE67K", "0722 418 093": these digits belong to what stands before them.
    private static bool IsInsideFigure(in Utterance said, int at)
    {
        if (said.IsDigits(at - 1) && !said.IsTaken(at - 1) && (said[at - 1].Length > 2 || said.TextOf(at - 1)[0] == '0')) return true;
        if (!said.Touches(at)) return false;
        if (said[at - 1].Kind == Words.TokenKind.Word) return !said.Is(at - 1, Sense.Currency);
        return said.IsSymbol(at - 1, ':') || said.IsSymbol(at - 1, '/') || said.IsSymbol(at - 1, '+') || said.IsSymbol(at - 1, '#')
            || (said.IsDigits(at - 2) && said.Touches(at - 1) && (said.IsSymbol(at - 1, '.') || said.IsSymbol(at - 1, ',')));
    }

    // "3k", "2 thao", "five soo". A lone letter counts only where it touches its figure.
    private static bool IsCountedSum(in Utterance said, int at, out Match sum) =>
        said.Is(at, Sense.Sum, out sum) && (said[at].Length > 1 || said.Touches(at)) && (sum.Meaning.Weight >= UsualWeight || said[at].Length == 1 || sum.Value < 1000);

    // "1.2M": a small m is as likely metres.
    private static bool IsMillions(in Utterance said, int at) => said.Touches(at) && said.TextIs(at, "m") && said.Written[said[at].Start] == 'M';

    // "/=", "/-", "=/", "/=-", "=": the shilling signs behind a figure.
    private static bool ReadShillingSign(in Utterance said, ref int at)
    {
        var next = at;
        if (said.IsSymbol(next, '/') && (said.IsSymbol(next + 1, '=') || said.IsSymbol(next + 1, '-'))) next += 2;
        else if (said.IsSymbol(next, '=') && said.Touches(next)) next += said.IsSymbol(next + 1, '/') ? 2 : 1;
        if (next == at) return false;
        if (said.IsSymbol(next, '-') && said.Touches(next) && !said.IsDigits(next + 1)) next++;
        at = next;
        return true;
    }

    private static bool IsClock(in Utterance said, int at, HeardNumber number) =>
        !number.InWords && (said.Is(at + number.Length, Sense.Am) || said.Is(at + number.Length, Sense.Pm)
            || (said.Touches(at + number.Length) && (said.IsSymbol(at + number.Length, ':') || said.IsSymbol(at + number.Length, '/'))));

    // The largest of our multipliers that the amount is a whole number of: "elfu mbili" counts thousands.
    private static decimal UnitOf(decimal kes)
    {
        if (kes <= 0) return 0;
        foreach (var unit in (ReadOnlySpan<int>)[1_000_000, 100_000, 1000, 100])
            if (kes >= unit && kes % unit == 0) return unit;
        return 1;
    }
}
