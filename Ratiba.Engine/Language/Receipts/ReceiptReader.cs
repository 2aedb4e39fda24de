using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Receipts;

/// <summary>
/// Reads a pasted M-Pesa message, English or Swahili, with other text around it (PM11, Spec 3): "TFG5X8K2LM Confirmed. Ksh1,500.00 sent to BLOOM SPA on 6/5/26 at 10:14 AM.
/// New M-PESA balance is ..." or "Umelipa Ksh1,500.00 kwa BLOOM SPA tarehe 5/5/26 saa 7:40 PM. Nambari ya muamala TE55WJ2K8F".
/// 1. Find the code. 2. Find the amount that is neither balance nor cost. 3. Find the payee behind it. 4. Find day and time.
/// A code alone, "code ni TE64KQ9B2M", is a receipt too. Nothing here is proof: the code is queried before it counts.
/// </summary>
internal static class ReceiptReader
{
    // Safaricom's codes have ten characters; Vodacom Tanzania's eleven.
    private const int CodeLength = 10;
    private const int LongestCode = 11;

    /// <summary>The receipt in the message, whose tokens are then taken; null when there is none.</summary>
    public static MpesaReceipt? Read(in Utterance said)
    {
        if (!TryFindCode(said, out var code)) return null;
        // 2. In a message of M-Pesa's own the code stands first, or last behind "nambari ya muamala".
        var start = code.Own ? code.First : 0;
        var last = code.Last;
        var kes = 0m;
        string? payee = null;
        if (TryFindAmount(said, start, code, out var amount, out var amountLast, out var amountFirst))
        {
            kes = amount;
            if (code.Sure) last = Math.Max(last, amountLast);
            // 3.
            if (TryFindPayee(said, amountLast + 1, out var payeeFirst, out var payeeLast))
            {
                var span = said.SpanOf(payeeFirst, payeeLast);
                payee = said.Written.Slice(span.Start, span.Length).ToString();
                last = Math.Max(last, payeeLast);
            }
        }
        else
        {
            amountFirst = code.First;
        }
        // 4.
        var at = ReceiptTime.Find(said, start, out var timeLast);
        if (at is not null) last = Math.Max(last, timeLast);
        var first = code.Sure || payee is not null ? Math.Min(code.First, amountFirst) : code.First;
        if (!code.Sure && payee is null) last = code.Last;
        last = EndOfNotices(said, last);
        return new MpesaReceipt(CodeText(said, code), kes, payee, at, said.Take(first, last));
    }

    private readonly record struct FoundCode(int First, int Last, bool Own, bool Sure);

    private static bool TryFindCode(in Utterance said, out FoundCode code)
    {
        code = default;
        var found = false;
        for (var i = 0; i < said.Count; i++)
        {
            if (!IsCodeShaped(said, i, out var last, out var changes, out var length)) continue;
            var mixed = changes >= 2;
            // "APPOINTMENT CONFIRMED" has no digit.
            var confirmed = changes >= 1 && IsConfirmed(said, last + 1);
            if (confirmed || (mixed && IsCalledCode(said, i)))
            {
                // M-Pesa's own words follow the code or stand before it.
                code = new FoundCode(i, last, Own: confirmed, Sure: true);
                return true;
            }
            // Alone it must look like nothing else, "knotless4u" for one: letters and digits well mixed, as many as Safaricom gives.
            var likeSafaricoms = mixed && (changes >= 4 || IsUpper(said, i, last)) && length == CodeLength && said.IsWord(i);
            if (!found && likeSafaricoms) (code, found) = (new FoundCode(i, last, Own: false, Sure: false), true);
            i = last;
        }
        return found;
    }

    // A run of letters and digits without spaces.
    private static bool IsCodeShaped(in Utterance said, int at, out int last, out int changes, out int length)
    {
        (last, changes, length) = (at, -1, 0);
        if (said[at].Kind == Words.TokenKind.Symbol || (said.Touches(at) && said[at - 1].Kind != Words.TokenKind.Symbol)) return false;
        var (letters, digits) = (0, 0);
        for (; last < said.Count && said[last].Kind != Words.TokenKind.Symbol && (last == at || said.Touches(last)); last++)
        {
            changes++;
            if (said[last].Kind == Words.TokenKind.Digits) digits += said[last].Length;
            else letters += said[last].Length;
        }
        last--;
        length = letters + digits;
        return length is >= CodeLength and <= LongestCode && letters > 0 && (changes >= 2 || IsUpper(said, at, last));
    }

    private static bool IsUpper(in Utterance said, int first, int last)
    {
        var span = said.SpanOf(first, last);
        foreach (var c in said.Written.Slice(span.Start, span.Length))
            if (char.IsAsciiLetterLower(c) || c > 127) return false;
        return true;
    }

    private static bool IsConfirmed(in Utterance said, int at)
    {
        while (said.IsSymbol(at, '.') || said.IsSymbol(at, ',') || said.IsSymbol(at, ':')) at++;
        return at < said.Count && said.TextOf(at) is "confirmed" or "confimed" or "comfirmed" or "imethibitishwa" or "imethibitiswa" or "imedhibitishwa" or "umethibitishwa";
    }

    // "code ni TE64KQ9B2M", "Nambari ya muamala TE55WJ2K8F", "transaction ID: ...", "M-PESA ref ..."
    private static bool IsCalledCode(in Utterance said, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (said.IsSymbol(i, ':') || said.IsSymbol(i, '-') || said.IsSymbol(i, '.')) continue;
            if (said.TextOf(i) is "code" or "kodi" or "muamala" or "id" or "ref" or "reference" or "mpesa" or "pesa" or "transaction" or "receipt" or "risiti") return true;
        }
        return false;
    }

    private static bool TryFindAmount(in Utterance said, int start, in FoundCode code, out decimal kes, out int last, out int first)
    {
        (kes, last, first) = (0, 0, 0);
        for (var i = start; i < said.Count; i++)
        {
            if (i >= code.First && i <= code.Last || !TryReadShillings(said, i, out kes, out last)) continue;
            first = i;
            if (!IsAside(said, i)) return true;
            i = last;
        }
        if (code.Own) return false;
        // The customer's own words: "nimetuma mia tano, code ni ..." They stay for the reader of money.
        for (var i = 0; i < said.Count; i++)
        {
            if (i >= code.First && i <= code.Last || !AmountReader.TryRead(said, i, out var amount) || amount.Evidence < MoneyEvidence.Words) continue;
            (kes, first, last) = (amount.Kes, code.First, code.Last);
            return true;
        }
        return false;
    }

    // "Ksh1,500.00", "Ksh. 500", "Tsh5,000.00": shillings of the network that wrote the message; the check of the code settles whose.
    private static bool TryReadShillings(in Utterance said, int at, out decimal kes, out int last)
    {
        (kes, last) = (0, at);
        if (said[at].Kind != Words.TokenKind.Word || said.TextOf(at) is not ("ksh" or "kshs" or "kes" or "sh" or "shs" or "tsh" or "tshs" or "tzs")) return false;
        var next = at + 1;
        if (said.IsSymbol(next, '.')) next++;
        if (!said.IsDigits(next)) return false;
        kes = said[next].Number;
        for (last = next; said.IsSymbol(last + 1, ',') && said.IsDigits(last + 2) && said.Touches(last + 1) && said.Touches(last + 2) && said[last + 2].Length == 3; last += 2)
            kes = kes * 1000 + said[last + 2].Number;
        if (said.IsSymbol(last + 1, '.') && said.Touches(last + 1) && said.IsDigits(last + 2) && said.Touches(last + 2) && said[last + 2].Length <= 2)
        {
            kes += said[last + 2].Number / (said[last + 2].Length == 1 ? 10m : 100m);
            last += 2;
        }
        return true;
    }

    // Balance, cost and limits have their word shortly before the figure: "New M-PESA balance is Ksh", "Transaction cost, Ksh", "Salio lako la M-PESA ni Ksh", "Gharama Ksh".
    private static bool IsAside(in Utterance said, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6); i--)
        {
            if (said.IsSymbol(i, '.')) return false;
            if (said.TextOf(i) is "balance" or "salio" or "cost" or "gharama" or "charge" or "charged" or "limit" or "fee" or "ada" or "makato" or "interest" or "outstanding"
                or "fuliza" or "transact")
                return true;
        }
        return false;
    }

    private static bool TryFindPayee(in Utterance said, int at, out int first, out int last)
    {
        (first, last) = (0, 0);
        var to = at;
        // "sent to", "paid to", "imetumwa kwa", "kwenda kwa": at most a few words behind the amount; a new sentence names nobody.
        for (; to < Math.Min(said.Count, at + 4); to++)
        {
            if (said.IsSymbol(to, '.') || said.TextIs(to, "from") || said.TextIs(to, "kutoka")) return false;
            if (said.TextIs(to, "to") || said.TextIs(to, "kwa") || said.TextIs(to, "kwenda")) break;
        }
        if (to >= said.Count || !(said.TextIs(to, "to") || said.TextIs(to, "kwa") || said.TextIs(to, "kwenda"))) return false;
        first = said.TextIs(to + 1, "kwa") ? to + 2 : to + 1;
        for (last = first; last < said.Count && !EndsPayee(said, first, last); last++) { }
        last--;
        return last >= first;
    }

    private static bool EndsPayee(in Utterance said, int first, int at)
    {
        if (said.IsSymbol(at, '.') || said.IsSymbol(at, ',')) return !said.Touches(at + 1) || said.TextIs(at + 1, "on") || said.TextIs(at + 1, "new");
        if (said.IsDigits(at)) return said[at].Length >= 9 || ReceiptTime.IsDate(said, at, out _, out _);
        if (at == first) return false;
        // "X Till Number 987654", "X for account 12", "X kwenye akaunti namba 12"
        return said.TextOf(at) is "for" or "on" or "tarehe" or "mnamo" or "till" or "account" or "akaunti" or "kwenye" or "katika" or "saa" or "kwa"
            || (said.IsSymbol(at, '+') && said.IsDigits(at + 1));
    }

    // What M-Pesa adds, balance, cost, limits and advertisements with figures, belongs to the receipt; what the customer adds does not.
    private static int EndOfNotices(in Utterance said, int last)
    {
        var start = last + 1;
        for (var i = start; i < said.Count; i++)
        {
            if (i == start && (said.IsSymbol(i, '.') || said.IsSymbol(i, ',')))
            {
                last = i;
                start++;
                continue;
            }
            if (i == start && !IsNotice(said, i)) return last;
            var ends = i + 1 == said.Count || (said.IsSymbol(i + 1, '.') && !(said.IsDigits(i) && said.Touches(i + 2) && said.IsDigits(i + 2)));
            if (ends) (last, start) = (i, i + 1);
        }
        return last;
    }

    private static bool IsNotice(in Utterance said, int at) =>
        said.TextOf(at) is "new" or "transaction" or "amount" or "salio" or "gharama" or "earn" or "dial" or "download" or "pay" or "to" or "nambari" or "your" or "m" or "mpesa"
            or "kiasi" or "save" or "lipa" or "separate"
        && (said.TextIs(at, "salio") || at + 2 < said.Count && HasFigureSoon(said, at));

    private static bool HasFigureSoon(in Utterance said, int at)
    {
        for (var i = at; i < Math.Min(said.Count, at + 16); i++)
            if (said.IsDigits(i)) return true;
        return false;
    }

    private static string CodeText(in Utterance said, in FoundCode code)
    {
        var span = said.SpanOf(code.First, code.Last);
        return said.Folded.Slice(span.Start, span.Length).ToString().ToUpperInvariant();
    }
}
