using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Where Swahili names a day or a part of it and means no time: meals and greetings (LANGUAGE.md, section 8).</summary>
internal static class SwahiliTalk
{
    /// <summary>Whether the word of time at the token stands in a meal, "chakula cha mchana", or in a greeting or wish, "habari za asubuhi", "jioni njema".</summary>
    public static bool IsNoTime(in Utterance said, int at, int length)
    {
        // Parts of a day take "ya" and "za"; "cha" belongs to the meal.
        if (said.TextIs(at - 1, "cha")) return true;
        if (said.Is(at - 1, Sense.Of) && IsGreeting(said, at - 2)) return true;
        // "za asubuhi", "asubuhi?" at the beginning; "za leo".
        if (at == 1 && said.TextIs(0, "za") && !said.Is(at + length, Sense.Saa)) return true;
        var behind = at + length;
        return behind < said.Count && said.TextOf(behind) is "njema" or "mwema" or "mzuri" or "nzuri" or "njem" or "mwem";
    }

    /// <summary>Whether "sasa" at the token is "now". Alone or first it greets, and before a new thought it is "well": it is a time at the end, "naweza kuja sasa?", and behind a verb of coming.</summary>
    public static bool IsNow(in Utterance said, int at)
    {
        if (at == 0 || said.Count <= 2) return false;
        // "Nataka kulipa sasa" names no time to come at.
        if (said.TextOf(at - 1).Contains("lip", StringComparison.Ordinal)) return false;
        if (at + 1 == said.Count || said.IsSymbol(at + 1, '?') || said.IsSymbol(at + 1, '.')) return !said.Is(at - 1, Sense.Cue, (int)Intent.Greet);
        return said.TextOf(at - 1) is "kuja" or "nikuje" or "nije" or "naja" or "nakuja" or "free" or "nafasi" or "open" or "wazi" or "mpo";
    }

    private static bool IsGreeting(in Utterance said, int at) =>
        at >= 0 && said.TextOf(at) is "habari" or "habar" or "khabari" or "salamu" or "salam" or "salaam" or "mambo" or "hali" or "shikamoo" or "yako" or "yenu" or "zako" or "zenu";
}
