namespace Ratiba.Engine.Language.Words;

/// <summary>
/// Reads a Swahili verb: subject, negation, tense, relative, object, stem, extensions and last vowel (LANGUAGE.md, section 8); and English stems that take these
/// prefixes: "kubook", "ku-cancel", "nimebook", "nibookie", "ume-confirm". A word is tried against a few dozen prefixes; nothing is allocated.
/// </summary>
internal static class VerbReader
{
    private const int LongestVerb = 32;

    // Longer ones first, so that "hatu" is not read as "ha" + "tu". SMS forms drop vowels: "nmefika", "ntachelewa", "staweza", "cjaelewa".
    private static readonly Prefix[] s_denying =
    [
        new("hatu", VerbMarks.First), new("hamu", VerbMarks.Second), new("hawa", VerbMarks.Third),
        new("hazi", VerbMarks.Thing), new("hali", VerbMarks.Thing), new("haya", VerbMarks.Thing), new("haki", VerbMarks.Thing), new("havi",
        VerbMarks.Thing),
        new("haku"), new("hapa"), new("hai", VerbMarks.Thing), new("ham", VerbMarks.Second), new("hau", VerbMarks.Thing), new("hu", VerbMarks.Second),
        new("ha", VerbMarks.Third), new("si", VerbMarks.First), new("s", VerbMarks.First), new("c", VerbMarks.First),
    ];

    private static readonly Prefix[] s_subjects =
    [
        new("ni", VerbMarks.First), new("tu", VerbMarks.First), new("wa", VerbMarks.Third),
        new("zi", VerbMarks.Thing), new("li", VerbMarks.Thing), new("ya", VerbMarks.Thing), new("ki", VerbMarks.Thing), new("vi", VerbMarks.Thing),
        new("ku"), new("pa"), new("mu", VerbMarks.Second), new("n", VerbMarks.First), new("u", VerbMarks.Second), new("m", VerbMarks.Second),
        new("a", VerbMarks.Third), new("i", VerbMarks.Thing),
    ];

    // The vowel of the subject runs into -a-: "nataka" beside "ninataka". Sheng drops the subject of the future: "tachelewa".
    private static readonly Prefix[] s_contracted =
        [new("na", VerbMarks.First), new("twa", VerbMarks.First), new("mwa", VerbMarks.Second), new("wa", VerbMarks.Second), new("ta", VerbMarks.First | VerbMarks.Future), new("nta", VerbMarks.First | VerbMarks.Future)];

    private static readonly Prefix[] s_tenses =
    [
        new("mesha", VerbMarks.Done), new("singe", VerbMarks.Negative | VerbMarks.If), new("ngali", VerbMarks.If), new("nge", VerbMarks.If),
        new("sha", VerbMarks.Done), new("li", VerbMarks.Done), new("me", VerbMarks.Done), new("ta", VerbMarks.Future),
        new("na"), new("ki", VerbMarks.If), new("ka"), new("si", VerbMarks.Negative | VerbMarks.Wish),
    ];

    private static readonly Prefix[] s_denyingTenses = [new("ku", VerbMarks.Done), new("ja", VerbMarks.Done), new("ta", VerbMarks.Future), new("nge", VerbMarks.If), new("na")];

    private static readonly string[] s_relatives = ["ye", "yo", "lo", "cho", "vyo", "zo", "po", "ko", "mo", "o"];

    private static readonly Prefix[] s_objects =
    [
        new("ni", VerbMarks.ForMe), new("tu", VerbMarks.ForMe), new("ku"), new("zi"), new("li"), new("ya"), new("ki"), new("vi"), new("pa"), new("ji"), new("wa", VerbMarks.ForOther),
        new("mw", VerbMarks.ForOther), new("m", VerbMarks.ForOther), new("i"), new("u"),
    ];

    /// <summary>Reads the verb that begins at a token: one word, or prefix, hyphen and stem, or a "ku" that was written apart.</summary>
    public static bool TryRead(in Utterance said, int at, StemTable stems, out VerbForm form)
    {
        form = default;
        if (!said.IsWord(at) || said[at].Length > LongestVerb) return false;
        var word = said.TextOf(at);
        if (TryRead(word, stems, out var meaning, out var marks))
        {
            form = new VerbForm(meaning, marks, 1);
            return true;
        }
        var next = said.IsSymbol(at + 1, '-') && said.Touches(at + 1) && said.Touches(at + 2) ? at + 2 : word is "ku" or "kw" or "nime" or "nita" or "ume" or "ni" ? at + 1 : 0;
        if (next == 0 || !said.IsWord(next) || word.Length + said[next].Length > LongestVerb) return false;
        Span<char> joined = stackalloc char[LongestVerb];
        word.CopyTo(joined);
        said.TextOf(next).CopyTo(joined[word.Length..]);
        if (!TryRead(joined[..(word.Length + said[next].Length)], stems, out meaning, out marks)) return false;
        form = new VerbForm(meaning, marks, next - at + 1);
        return true;
    }

    /// <summary>Reads one folded word.</summary>
    public static bool TryRead(ReadOnlySpan<char> word, StemTable stems, out int meaning, out VerbMarks marks)
    {
        marks = VerbMarks.Order;
        if (word.Length is < 3 or > LongestVerb)
        {
            meaning = StemTable.NoMeaning;
            return false;
        }
        return TryStem(word, prefixed: false, stems, ref marks, out meaning)
            || TryDenied(word, stems, out meaning, out marks)
            || TryInfinitive(word, stems, out meaning, out marks)
            || TryTensed(word, stems, out meaning, out marks)
            || TryOrder(word, stems, out meaning, out marks);
    }

    private static bool TryDenied(ReadOnlySpan<char> word, StemTable stems, out int meaning, out VerbMarks marks)
    {
        foreach (var subject in s_denying)
        {
            if (!word.StartsWith(subject.Text)) continue;
            var rest = word[subject.Text.Length..];
            foreach (var tense in s_denyingTenses)
            {
                marks = VerbMarks.Negative | subject.Marks | tense.Marks;
                if (rest.StartsWith(tense.Text) && TryObject(rest[tense.Text.Length..], stems, ref marks, out meaning)) return true;
            }
            marks = VerbMarks.Negative | subject.Marks;
            // The denied present ends in -i, "sitaki"; borrowed stems keep their vowel, "sihitaji", "sikubali". The one-letter SMS forms need a tense.
            // "Hufungwa" is what is usual, not what is denied.
            if (subject.Text.Length > 1 && rest is not [.., 'a'] && TryObject(rest, stems, ref marks, out meaning)) return true;
        }
        (meaning, marks) = (StemTable.NoMeaning, VerbMarks.None);
        return false;
    }

    private static bool TryInfinitive(ReadOnlySpan<char> word, StemTable stems, out int meaning, out VerbMarks marks)
    {
        marks = VerbMarks.Infinitive;
        if (word.StartsWith("kuto") && TryObject(word[4..], stems, ref marks, out meaning))
        {
            marks |= VerbMarks.Negative;
            return true;
        }
        marks = VerbMarks.Infinitive;
        if ((word.StartsWith("ku") || word.StartsWith("kw")) && TryObject(word[2..], stems, ref marks, out meaning)) return true;
        marks = VerbMarks.None;
        // "huwa mnafunga", "hufanya": what is usual; the subject is not told.
        if (word.StartsWith("hu") && TryObject(word[2..], stems, ref marks, out meaning)) return true;
        meaning = StemTable.NoMeaning;
        return false;
    }

    private static bool TryTensed(ReadOnlySpan<char> word, StemTable stems, out int meaning, out VerbMarks marks)
    {
        foreach (var subject in s_subjects)
        {
            if (!word.StartsWith(subject.Text)) continue;
            var rest = word[subject.Text.Length..];
            foreach (var tense in s_tenses)
            {
                if (!rest.StartsWith(tense.Text)) continue;
                var behind = rest[tense.Text.Length..];
                marks = subject.Marks | tense.Marks;
                if (TryObject(behind, stems, ref marks, out meaning)) return true;
                if (tense.Text is not ("li" or "na" or "ta" or "si")) continue;
                // "nitakapofika": the future takes -ka- before the relative.
                if (tense.Text == "ta" && behind.StartsWith("ka")) behind = behind[2..];
                foreach (var relative in s_relatives)
                {
                    marks = subject.Marks | tense.Marks | VerbMarks.Relative;
                    if (behind.StartsWith(relative) && TryObject(behind[relative.Length..], stems, ref marks, out meaning)) return true;
                }
            }
        }
        foreach (var subject in s_contracted)
        {
            marks = subject.Marks;
            // "Wasitishe" is a wish, let them cancel; what runs together with -a- ends in -a.
            if (word.StartsWith(subject.Text) && TryObject(word[subject.Text.Length..], stems, ref marks, out meaning) && (marks & VerbMarks.Wish) == 0) return true;
        }
        (meaning, marks) = (StemTable.NoMeaning, VerbMarks.None);
        return false;
    }

    // "niwekee", "iondoeni", "uhamishe", "ifutwe": a wish without tense, or an order with an object; which of the two the -ni- is, the stem decides.
    private static bool TryOrder(ReadOnlySpan<char> word, StemTable stems, out int meaning, out VerbMarks marks)
    {
        foreach (var subject in s_subjects)
        {
            marks = subject.Marks;
            if (!word.StartsWith(subject.Text)) continue;
            var rest = word[subject.Text.Length..];
            if (subject.Text is "ni" or "tu") marks |= VerbMarks.ForMe;
            if (subject.Text is "m" or "wa") marks |= VerbMarks.ForOther;
            // "Ntume" for "nitume", but no word that merely begins with n.
            if (TryObject(rest, stems, ref marks, out meaning) && (subject.Text != "n" || (marks & VerbMarks.Wish) != 0))
            {
                if ((marks & VerbMarks.Wish) == 0 && subject.Text is not ("ni" or "tu" or "i")) marks &= ~VerbMarks.ForOther;
                // "Mniambie" is said to several of the shop, about the customer.
                if ((marks & VerbMarks.ForMe) != 0 && subject.Text == "m") marks &= ~VerbMarks.ForOther;
                marks |= VerbMarks.Order;
                return true;
            }
        }
        (meaning, marks) = (StemTable.NoMeaning, VerbMarks.None);
        return false;
    }

    private static bool TryObject(ReadOnlySpan<char> rest, StemTable stems, ref VerbMarks marks, out int meaning)
    {
        if (TryStem(rest, prefixed: true, stems, ref marks, out meaning)) return true;
        foreach (var thing in s_objects)
        {
            if (!rest.StartsWith(thing.Text)) continue;
            var found = marks | thing.Marks;
            if (!TryStem(rest[thing.Text.Length..], prefixed: true, stems, ref found, out meaning)) continue;
            marks = found;
            return true;
        }
        return false;
    }

    private static bool TryStem(ReadOnlySpan<char> rest, bool prefixed, StemTable stems, ref VerbMarks marks, out int meaning)
    {
        if (!stems.TryFind(rest, prefixed, out meaning, out var ending)) return false;
        if ((ending & StemTable.Ending.E) != 0) marks |= VerbMarks.Wish;
        if ((ending & StemTable.Ending.Passive) != 0) marks |= VerbMarks.Passive;
        return true;
    }

    private readonly record struct Prefix(string Text, VerbMarks Marks = VerbMarks.None);
}
