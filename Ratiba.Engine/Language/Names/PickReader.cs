using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// Which of the options just offered the customer chooses: by its place ("ya pili", "the last one"), its number or letter ("2", "option B"), its label or part of it ("deep tisue", "the Friday
/// one"), or its time ("ya saa kumi"). Only where the sentence says nothing else: "how much is the second one" chooses nothing, and neither does "2 people".
/// </summary>
internal static class PickReader
{
    private const int MostOptions = 32;

    // Words that nobody knows beside a choice: "hiyo ya kati inanibamba".
    private const int MostUnknown = 1;

    /// <summary>The choice, from zero, or null.</summary>
    /// <param name="said">The message.</param>
    /// <param name="options">What was offered, in order.</param>
    /// <param name="whens">The expressions of time that were read from the message.</param>
    public static Heard<int>? Read(in Utterance said, IReadOnlyList<OptionWords> options, ReadOnlySpan<HeardWhen> whens)
    {
        if (options.Count is 0 or > MostOptions || said.Count == 0) return null;
        for (var i = 0; i < options.Count; i++)
        {
            var text = said.Written.Trim();
            if (text.Equals(options[i].Value, StringComparison.OrdinalIgnoreCase) || text.Equals(options[i].Label, StringComparison.OrdinalIgnoreCase))
                return new Heard<int>(i, said.SpanOf(0, said.Count - 1));
        }
        return ByPlace(said, options.Count) ?? ByLabel(said, options) ?? ByTime(said, options, whens);
    }

    private static Heard<int>? ByPlace(in Utterance said, int count)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (!TryPlace(said, i, count, out var place, out var last, out var bare)) continue;
            var choice = place == -1 ? count : place == -2 ? (count + 1) / 2 : place;
            if (choice < 1 || choice > count || (place == -2 && count % 2 == 0)) return null;
            // "2" alone is a choice; "2 people" and "tomorrow 2" are something else.
            return IsAllThereIs(said, i, last, wholeMessage: bare) ? new Heard<int>(choice - 1, said.SpanOf(i, last)) : null;
        }
        return null;
    }

    private static bool TryPlace(in Utterance said, int at, int count, out int place, out int last, out bool bare)
    {
        (place, last, bare) = (0, at, false);
        if (said.Is(at, Sense.OptionWord, out var option) || said.IsSymbol(at, '#'))
        {
            var next = at + Math.Max(1, option.Length);
            if (said.IsSymbol(next, '.') || said.IsSymbol(next, '#')) next++;
            if (TryNumberOrLetter(said, next, count, out place, out last)) return true;
        }
        if (said.Is(at, Sense.Middle, out var middle))
        {
            (place, last) = (-2, at + middle.Length - 1);
            return true;
        }
        if (TryOrdinal(said, at, out place, out last, out bare)) return true;
        bare = true;
        return TryNumberOrLetter(said, at, count, out place, out last);
    }

    private static bool TryOrdinal(in Utterance said, int at, out int place, out int last, out bool bare)
    {
        (place, last, bare) = (0, at, false);
        if (said.IsDigits(at) && said.Touches(at + 1) && said.Is(at + 1, Sense.OrdinalEnding))
        {
            (place, last) = (said[at].Number, at + 1);
        }
        else if (said.Is(at, Sense.Ordinal, out var ordinal))
        {
            (place, last) = (ordinal.Value, at + ordinal.Length - 1);
            // "kwanza" alone is "first of all" as well: it chooses where it is the whole message.
            bare = ordinal.Length == 1 && !said.Is(at - 1, Sense.Article) && !said.TextIs(at + 1, "one");
        }
        else if (said.Is(at, Sense.Previous, out var previous) && (said.TextIs(at, "last") || said.TextIs(at, "mwisho")))
        {
            (place, last) = (-1, at + previous.Length - 1);
            bare = !said.TextIs(last + 1, "one") && !said.Is(at - 1, Sense.Article);
        }
        else if (said.TextIs(at, "last") || said.TextIs(at, "mwisho"))
        {
            (place, bare) = (-1, !said.TextIs(at + 1, "one") && !said.Is(at - 1, Sense.Article) && !said.TextIs(at - 1, "ya"));
        }
        else
        {
            return false;
        }
        // "the first of May", "second time", "mara ya pili", "mwezi wa pili", "last week": no choice.
        return !IsCounted(said, last + 1) && !(said.Is(last + 1, Sense.Of) && IsCounted(said, last + 2)) && !IsCounted(said, at - 1);
    }

    private static bool IsCounted(in Utterance said, int at) =>
        at >= 0 && (said.Is(at, Sense.Unit) || said.Is(at, Sense.Month) || said.Is(at, Sense.MonthWord) || said.Is(at, Sense.DateWord) || said.Is(at, Sense.Weekday) || said.Is(at, Sense.Part)
            || said.Is(at, Sense.People) || said.TextIs(at, "time") || said.TextIs(at, "times") || said.TextIs(at, "mara") || said.TextIs(at, "thing") || said.TextIs(at, "name") || said.TextIs(at, "floor"));

    private static bool TryNumberOrLetter(in Utterance said, int at, int count, out int place, out int last)
    {
        (place, last) = (0, at);
        if (said.IsDigits(at))
        {
            place = said[at].Number;
            // "3:30", "9/5", "2pm" and "1,500" hold more than a number.
            return !(said.Touches(at + 1) && !said.IsSymbol(at + 1, '.') && !said.IsSymbol(at + 1, ')') && !said.IsSymbol(at + 1, ',') && !said.IsSymbol(at + 1, '!'));
        }
        if (said.Is(at, Sense.Number, out var number) && number.Length == 1)
        {
            place = number.Value;
            return !said.TextIs(at, "one") || (said.Count == 1);
        }
        if (said.Is(at, Sense.Ordinal, out var ordinal))
        {
            (place, last) = (ordinal.Value, at + ordinal.Length - 1);
            return true;
        }
        // A letter: not "a" or "i" within a sentence.
        if (at >= said.Count || said[at].Kind != Words.TokenKind.Word || said[at].Length != 1 || said.Touches(at) || said.Touches(at + 1)) return false;
        place = said.TextOf(at)[0] - 'a' + 1;
        return place >= 1 && place <= count && (said.Count == 1 || (at > 0 && said.Is(at - 1, Sense.OptionWord)));
    }

    // The option of whose label most was said, when no other has as much.
    private static Heard<int>? ByLabel(in Utterance said, IReadOnlyList<OptionWords> options)
    {
        var (best, bestScore, tied, first, last) = (-1, 0, false, 0, 0);
        for (var option = 0; option < options.Count; option++)
        {
            var score = Overlap(said, options, option, out var from, out var to);
            if (score == 0 || score < bestScore) continue;
            (best, bestScore, tied, first, last) = (option, score, score == bestScore, from, to);
        }
        if (best < 0 || tied || said.IsSymbol(said.Count - 1, '?')) return null;
        return IsAllThereIs(said, first, last, wholeMessage: true) ? new Heard<int>(best, said.SpanOf(first, last)) : null;
    }

    // How many letters of the label's words the message has; words that every label has tell nothing, and digits are left to the clock.
    private static int Overlap(in Utterance said, IReadOnlyList<OptionWords> options, int option, out int first, out int last)
    {
        (first, last) = (said.Count, -1);
        var score = 0;
        Span<char> folded = stackalloc char[64];
        Span<Words.Token> tokens = stackalloc Words.Token[64];
        var label = Fold(options[option].Label, folded);
        foreach (ref readonly var token in tokens[..Tokenizer.Cut(label, tokens)])
        {
            if (token.Kind != Words.TokenKind.Word || token.Length < 3) continue;
            var word = label.Slice(token.Start, token.Length);
            for (var i = 0; i < said.Count; i++)
            {
                if (said[i].Kind != Words.TokenKind.Word || !IsSame(said, i, word)) continue;
                if (!InEvery(options, word)) score += token.Length;
                (first, last) = (Math.Min(first, i), Math.Max(last, i));
                break;
            }
        }
        return score;
    }

    private static bool IsSame(in Utterance said, int at, ReadOnlySpan<char> word)
    {
        var text = said.TextOf(at);
        if (text.SequenceEqual(word)) return true;
        return text.Length >= 5 && word.Length >= 5 && text[0] == word[0] && (said[at].WordId < 0 || said[at].Misspelt || said[at].MatchCount == 0) && Distance.Between(text, word, 1) <= 1;
    }

    private static bool InEvery(IReadOnlyList<OptionWords> options, ReadOnlySpan<char> word)
    {
        if (options.Count == 1) return false;
        Span<char> folded = stackalloc char[64];
        foreach (var option in options)
            if (Fold(option.Label, folded).IndexOf(word) < 0) return false;
        return true;
    }

    private static ReadOnlySpan<char> Fold(string label, Span<char> room)
    {
        var text = label.AsSpan(0, Math.Min(label.Length, room.Length));
        Folding.Fold(text, room);
        return room[..text.Length];
    }

    // "the 2:30 one", "ya saa kumi", "friday": the only option at that time or on that day.
    private static Heard<int>? ByTime(in Utterance said, IReadOnlyList<OptionWords> options, ReadOnlySpan<HeardWhen> whens)
    {
        if (whens.Length != 1 || whens[0] is not { Bound: WhenBound.None or WhenBound.Around, Repeats: false } when) return null;
        if (when.Kind is not (WhenKind.Time or WhenKind.Date or WhenKind.DateTime) && when.Part is null) return null;
        var chosen = -1;
        for (var option = 0; option < options.Count; option++)
        {
            if (!OptionTimes.Fits(options[option].Label, when)) continue;
            if (chosen >= 0) return null;
            chosen = option;
        }
        if (chosen < 0) return null;
        var (first, last) = (0, said.Count - 1);
        while (first < last && said[first].Start < when.Span.Start) first++;
        while (last > first && said[last].End > when.Span.Start + when.Span.Length) last--;
        return IsAllThereIs(said, first, last, wholeMessage: true) ? new Heard<int>(chosen, said.SpanOf(first, last)) : null;
    }

    // Whether beside the choice its sentence (or the whole message) holds only what goes with choosing.
    private static bool IsAllThereIs(in Utterance said, int first, int last, bool wholeMessage)
    {
        var (from, to) = (0, said.Count - 1);
        if (!wholeMessage)
        {
            for (from = first; from > 0 && !EndsSentence(said, from - 1); from--) { }
            for (to = last; to < said.Count - 1 && !EndsSentence(said, to + 1); to++) { }
        }
        var unknown = 0;
        for (var i = from; i <= to;)
        {
            if (i == first)
            {
                i = last + 1;
                continue;
            }
            var length = BenignLength(said, i, i < first ? first : to + 1);
            if (length == 0 && (said[i].WordId >= 0 || ++unknown > MostUnknown)) return false;
            i += Math.Max(1, length);
        }
        return true;
    }

    // What goes with a choice: "I'll take", "hiyo", "please", a yes, thanks.
    private static int BenignLength(in Utterance said, int at, int end)
    {
        if (said[at].Kind == Words.TokenKind.Symbol) return said.IsSymbol(at, '?') ? 0 : 1;
        foreach (ref readonly var match in said.MatchesAt(at))
        {
            if (at + match.Length > end) continue;
            var benign = match.Meaning.Sense is Sense.PickFiller or Sense.Filler or Sense.Article or Sense.OptionWord or Sense.Of or Sense.Saa or Sense.At or Sense.On
                || (match.Meaning.Sense == Sense.Cue && (Intent)match.Value is Intent.Pick or Intent.Confirm or Intent.Thanks or Intent.Greet);
            if (benign) return match.Length;
        }
        return 0;
    }

    private static bool EndsSentence(in Utterance said, int at) => said.IsSymbol(at, '.') || said.IsSymbol(at, ',') || said.IsSymbol(at, '!') || said.IsSymbol(at, '?') || said.IsSymbol(at, ';');
}
