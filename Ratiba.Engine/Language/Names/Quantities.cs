using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>How many of a service: "2 facials", "3 sessions of Swedish massage", "facial mbili".</summary>
internal static class Quantities
{
    // More is a price, a time or a slip, not an order.
    private const int Most = 12;

    /// <summary>The number that stands before the mention from first to last (or, as a Swahili word, behind it); 1 when there is none.</summary>
    public static int Of(in Utterance said, int first, int last)
    {
        var at = first - 1;
        if (said.Is(at, Sense.Of)) at--;
        if (said.TextIs(at, "session") || said.TextIs(at, "sessions") || said.TextIs(at, "times")) at--;
        var before = Number(said, at);
        if (before > 1 && !LeadsToTime(said, at - 1) && !CountsPeople(said, at)) return before;
        // A digit behind is rather an hour: "facial 2".
        if (said.Is(last + 1, Sense.Number, out var behind) && behind.Meaning.Tongue != Tongue.English && behind.Value is > 1 and <= Most && !said[last + 1].Taken) return behind.Value;
        return 1;
    }

    private static int Number(in Utterance said, int at)
    {
        if (at < 0 || said[at].Taken) return 0;
        var number = said.IsDigits(at) ? said[at].Number : said.Is(at, Sense.Number, out var word) && word.Length == 1 ? word.Value : 0;
        return number is > 0 and <= Most ? number : 0;
    }

    // "watoto wangu wawili wanyolewe", "watu 5 wa bridal makeup"
    private static bool CountsPeople(in Utterance said, int at)
    {
        if (said.Is(at, Sense.Persons)) return true;
        for (var before = at - 1; before >= 0 && before >= at - 2; before--)
            if (said.Is(before, Sense.People) || said.Is(before, Sense.Companion)) return true;
        return false;
    }

    private static bool LeadsToTime(in Utterance said, int at) =>
        at >= 0 && (said.Is(at, Sense.Saa) || said.Is(at, Sense.At) || said.Is(at, Sense.DateWord) || said.Is(at, Sense.Month) || said.Is(at, Sense.Until) || said.Is(at, Sense.After)
            || said.Is(at, Sense.Before) || said.Is(at, Sense.From) || said.IsSymbol(at, ':') || said.IsSymbol(at, '.') || said.IsDigits(at) || said.TextIs(at, "saa"));
}
