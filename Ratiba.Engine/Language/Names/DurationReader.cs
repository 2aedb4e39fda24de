using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// How long: "for two hours", "90 minute deep tissue", "masaji ya lisaa limoja", "ya saa moja", and how late somebody is. Read after the times, which have taken the lengths that lead to a
/// moment ("in two hours").
/// </summary>
internal static class DurationReader
{
    // A service or a delay; what is longer is something else.
    private const long Longest = 12 * 60;

    /// <summary>The length in minutes, or null.</summary>
    public static Heard<int>? Read(in Utterance said)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Taken || !TryRead(said, i, out var minutes, out var last) || IsElsewhere(said, i, last)) continue;
            if (minutes is > 0 and <= Longest) return new Heard<int>((int)minutes, said.SpanOf(i, last));
            i = last;
        }
        return null;
    }

    private static bool TryRead(in Utterance said, int at, out long minutes, out int last)
    {
        (minutes, last) = (0, at);
        if (SwahiliLengths.TryRead(said, at, out var hours, out last))
        {
            minutes = (long)Math.Round(hours * 60);
            return true;
        }
        // "lisaa" alone is one hour; "dakika" and "hours" alone are none.
        var alone = said.TextOf(at) is "lisaa" or "lisa";
        if (!LengthReader.TryRead(said, at, alone, out var length) || length.Months != 0 || length.Days != 0 || length.Vague) return false;
        (minutes, last) = (length.Seconds / 60, length.Last);
        return true;
    }

    // "baada ya masaa mawili", "in two hours": a moment. "In like 20 mins" says how late.
    private static bool IsLedToMoment(in Utterance said, int first)
    {
        for (var length = 1; length <= 2; length++)
            if (first >= length && (said.Is(first - length, Sense.In, out var lead) || said.Is(first - length, Sense.After, out lead)) && lead.Length == length && !said.TextIs(first - 1, "wa")) return true;
        return false;
    }

    // "ago", "from now", "every": no length of what is booked.
    private static bool IsElsewhere(in Utterance said, int first, int last) =>
        said.Is(last + 1, Sense.Ago) || IsLedToMoment(said, first) || said.Is(last + 1, Sense.FromNow) || said.Is(first - 1, Sense.Every) || said.Is(last + 1, Sense.Before) || said.Is(last + 1, Sense.After);
}
