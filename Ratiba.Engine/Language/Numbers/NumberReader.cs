using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Numbers;

/// <summary>A number as it stands in a message.</summary>
/// <param name="Value">The number; of an ordinal its place, -1 for the last.</param>
/// <param name="Length">How many tokens it covers.</param>
/// <param name="InWords">Whether it was written in words. An hour in words after "saa" is the Swahili clock's.</param>
internal readonly record struct HeardNumber(long Value, int Length, bool InWords);

/// <summary>
/// Cardinals and ordinals in digits and in words. English puts the multiplier behind its number ("two thousand five hundred"), Swahili before it ("elfu mbili mia tano"), and where a price is
/// spoken also behind ("kumi na moja elfu", "tisa mia"). "na" is also "and" and "with": it joins only what is smaller than everything before it, so "kumi na mbili" is 12, "kumi na nusu" ends at
/// ten, and "tarehe tano na sita" at five.
/// </summary>
internal static class NumberReader
{
    private const long Thousand = 1000;

    /// <summary>A cardinal that begins at the token: "1,500", "twenty-one", "2 thousand", "elfu moja mia tatu".</summary>
    public static bool Read(in Utterance said, int at, out HeardNumber number)
    {
        var next = at;
        long value = 0;
        // What is still added must stay below this: after thousands come hundreds, after tens nothing.
        var below = long.MaxValue;
        var inWords = !said.IsDigits(at);
        if (!inWords)
        {
            value = ReadDigits(said, ref next);
            if (!said.Is(next, Sense.Multiplier, out var multiplier) || !IsLedByNumber(said, next, multiplier, value)) below = 1;
            else (value, below, next) = (value * multiplier.Value, multiplier.Value, next + multiplier.Length);
        }
        else if (!ReadTerm(said, ref next, below, out value, out below))
        {
            number = default;
            return false;
        }
        while (below > 1)
        {
            var then = SkipHyphen(said, next);
            // "elfu mbili, mia sita": the comma stands where one breathes.
            if (inWords && said.IsSymbol(then, ',') && said.Is(then + 1, Sense.Multiplier, out var hundreds)
                && hundreds.Meaning.Tongue != Tongue.English)
                then++;
            if (said.Is(then, Sense.And, out var and)) then += and.Length;
            if (!ReadTerm(said, ref then, below, out var term, out var magnitude)) break;
            (value, below, next) = (value + term, magnitude, then);
        }
        number = new HeardNumber(value, next - at, inWords);
        return true;
    }

    /// <summary>An ordinal that begins at the token: "1st", "twenty first", "the third", "ya pili", "wa kumi na mbili". "mwisho" is -1.</summary>
    public static bool ReadOrdinal(in Utterance said, int at, out HeardNumber number)
    {
        number = default;
        var start = at;
        while (said.Is(at, Sense.Article)) at++;
        if (said.IsDigits(at))
        {
            if (!said.Touches(at + 1) || !said.Is(at + 1, Sense.OrdinalEnding)) return false;
            number = new HeardNumber(said[at].Number, at + 2 - start, InWords: false);
            return true;
        }
        if (said.Is(at, Sense.Ordinal, out var word))
        {
            number = new HeardNumber(word.Value, at + word.Length - start, InWords: true);
            return true;
        }
        // "twenty-first", "ishirini na pili".
        if (IsTens(said, at, out var tens))
        {
            var unit = SkipHyphen(said, at + tens.Length);
            if (said.Is(unit, Sense.And, out var and)) unit += and.Length;
            if (said.Is(unit, Sense.Ordinal, out word) && word.Value is > 0 and < 10)
            {
                number = new HeardNumber(tens.Value + word.Value, unit + word.Length - start, InWords: true);
                return true;
            }
        }
        // "ya tatu", "wa kumi na mbili".
        if (!IsSwahiliOf(said, at) || said.IsDigits(at + 1) || !Read(said, at + 1, out var cardinal) || cardinal.Value is 0 or >= 100) return false;
        number = new HeardNumber(cardinal.Value, cardinal.Length + at + 1 - start, InWords: true);
        return true;
    }

    // "1500", "1,500", "1,250,000". A group has exactly three digits and touches both commas, so that "4,5" and "3, 200" stay two numbers.
    private static long ReadDigits(in Utterance said, ref int at)
    {
        long value = said[at].Number;
        var grouped = said[at].Length <= 3;
        at++;
        while (grouped && value < int.MaxValue && IsGroup(said, at))
        {
            value = value * Thousand + said[at + 1].Number;
            at += 2;
        }
        return value;
    }

    private static bool IsGroup(in Utterance said, int at) =>
        said.IsSymbol(at, ',') && said.Touches(at) && said.IsDigits(at + 1) && said.Touches(at + 1) && said[at + 1].Length == 3;

    // One summand: "elfu mbili", "two thousand", "mia", "twenty", "moja". Its magnitude is what the following ones must stay below.
    private static bool ReadTerm(in Utterance said, ref int at, long below, out long term, out long magnitude)
    {
        (term, magnitude) = (0, 0);
        var next = at;
        if (said.Is(next, Sense.Article, out var article) && IsEnglishMultiplier(said, next + article.Length)) next += article.Length;
        if (said.Is(next, Sense.Multiplier, out var leading))
        {
            if (leading.Value >= below) return false;
            next += leading.Length;
            magnitude = leading.Value;
            term = leading.Value;
            if (leading.Meaning.Tongue != Tongue.English && ReadFactor(said, ref next, magnitude, out var factor)) term *= factor;
            else if (leading.Meaning.Tongue == Tongue.English) RaiseByMultipliers(said, ref next, below, ref term, ref magnitude);
            at = next;
            return true;
        }
        if (!ReadBelowHundred(said, ref next, out var number, out var unit)) return false;
        if (said.Is(next, Sense.Multiplier, out var behind) && IsLedByNumber(said, next, behind, number) && behind.Value < below)
        {
            next += behind.Length;
            (term, magnitude) = (number * behind.Value, behind.Value);
            RaiseByMultipliers(said, ref next, below, ref term, ref magnitude);
            at = next;
            return true;
        }
        if (number >= below) return false;
        (term, magnitude, at) = (number, unit, next);
        return true;
    }

    // "two hundred (and fifty) thousand": in English the hundreds may themselves count thousands.
    private static void RaiseByMultipliers(in Utterance said, ref int at, long below, ref long term, ref long magnitude)
    {
        var next = at;
        var counted = term;
        if (magnitude == 100)
        {
            var rest = next;
            if (said.Is(rest, Sense.And, out var and)) rest += and.Length;
            if (ReadBelowHundred(said, ref rest, out var number, out _) && IsEnglishMultiplier(said, rest)) (next, counted) = (rest, term + number);
        }
        if (!IsEnglishMultiplier(said, next) || !said.Is(next, Sense.Multiplier, out var raising) || raising.Value <= magnitude || raising.Value >= below) return;
        (at, term, magnitude) = (next + raising.Length, counted * raising.Value, raising.Value);
    }

    // What a Swahili multiplier counts: mia 1 to 9, elfu and milioni 1 to 999 ("elfu kumi na moja" is 11,000, "elfu mia mbili" 200,000), laki 1 to 99.
    private static bool ReadFactor(in Utterance said, ref int at, long multiplier, out long factor)
    {
        var next = at;
        if (multiplier >= Thousand && multiplier != 100_000 && said.Is(next, Sense.Multiplier, out var hundreds) && hundreds.Value == 100)
        {
            next += hundreds.Length;
            factor = 100 * (ReadUnit(said, ref next, out var count) ? count : 1);
            at = next;
            return true;
        }
        var any = IsDigitFactor(said, next, multiplier) ? ReadDigitFactor(said, ref next, out factor)
            : multiplier == 100 ? ReadUnit(said, ref next, out factor)
            : ReadBelowHundred(said, ref next, out factor, out _);
        if (any && factor > 0) at = next;
        return any && factor > 0;
    }

    // "elfu 3", "mia 5": but not the beginning of "elfu 3:30", "mia 5th", "mia 4pm".
    private static bool IsDigitFactor(in Utterance said, int at, long multiplier) =>
        said.IsDigits(at) && said[at].Number < (multiplier == 100 ? 10 : 1000)
        && !(said.Touches(at + 1) && (said.IsSymbol(at + 1, ':') || said.IsSymbol(at + 1, '.') || said.IsSymbol(at + 1, '/') || said.Is(at + 1, Sense.OrdinalEnding)))
        && !said.Is(at + 1, Sense.Am) && !said.Is(at + 1, Sense.Pm);

    private static bool ReadDigitFactor(in Utterance said, ref int at, out long factor)
    {
        factor = said[at++].Number;
        return true;
    }

    private static bool ReadUnit(in Utterance said, ref int at, out long value)
    {
        value = 0;
        if (said.IsDigits(at) || !said.Is(at, Sense.Number, out var unit) || unit.Value is 0 or >= 10) return false;
        value = unit.Value;
        at += unit.Length;
        return true;
    }

    // "kumi na moja", "ishirini", "twenty-one", "saba". The unit says what may follow: nothing after units, units after tens.
    private static bool ReadBelowHundred(in Utterance said, ref int at, out long value, out long unit)
    {
        (value, unit) = (0, 1);
        if (!said.Is(at, Sense.Number, out var number)) return false;
        value = number.Value;
        at += number.Length;
        if (value == 0 || value % 10 != 0 || (value == 10 && number.Meaning.Tongue == Tongue.English)) return true;
        var next = SkipHyphen(said, at);
        if (said.Is(next, Sense.And, out var and) && number.Meaning.Tongue != Tongue.English) next += and.Length;
        if (ReadUnit(said, ref next, out var units))
        {
            value += units;
            at = next;
        }
        return true;
    }

    // Behind its number: always in English; in Swahili where the multiplier does not count what follows it. In "watu wawili elfu mbili" the thousands are two, not the people.
    private static bool IsLedByNumber(in Utterance said, int at, Match multiplier, long number)
    {
        if (multiplier.Meaning.Tongue == Tongue.English) return true;
        var next = at + multiplier.Length;
        if (!ReadFactor(said, ref next, multiplier.Value, out var factor)) return true;
        // "ishirini elfu mia nane" is 20,800.
        return factor >= 100 && number >= 10;
    }

    private static bool IsEnglishMultiplier(in Utterance said, int at) => said.Is(at, Sense.Multiplier, out var multiplier) && multiplier.Meaning.Tongue == Tongue.English;

    private static bool IsTens(in Utterance said, int at, out Match tens) => said.Is(at, Sense.Number, out tens) && tens.Value >= 10 && tens.Value % 10 == 0;

    private static bool IsSwahiliOf(in Utterance said, int at) =>
        said.TextIs(at, "ya") || said.TextIs(at, "wa") || said.TextIs(at, "la") || said.TextIs(at, "cha");

    private static int SkipHyphen(in Utterance said, int at) => said.IsSymbol(at, '-') && said.Touches(at) && said.Touches(at + 1) ? at + 1 : at;
}
