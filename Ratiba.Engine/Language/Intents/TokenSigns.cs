using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>What single tokens tell the clause reader: that a time is spoken of, and that it is no customer who writes.</summary>
internal static class TokenSigns
{
    /// <summary>
    /// Only whether a time is spoken of at the token, so that "can't make it Friday, Monday is fine" holds two; which times they are, the When reader
    /// says.
    /// </summary>
    public static bool IsWhen(in Utterance said, int at)
    {
        foreach (ref readonly var match in said.MatchesAt(at))
            if (IsWhenSense(match.Meaning.Sense)) return true;
        // "Next week", "wiki ijayo".
        if (said.Is(at, Sense.Next) && said.Is(at + 1, Sense.Unit)) return true;
        if (said.Is(at, Sense.Unit) && said.Is(at + 1, Sense.Next)) return true;
        if (said.Is(at, Sense.Saa)) return said.IsDigits(at + 1) || said.Is(at + 1, Sense.Number);
        if (said.Is(at, Sense.At)) return said.IsDigits(at + 1);
        return said.IsDigits(at)
            && (said.Is(at + 1, Sense.Am) || said.Is(at + 1, Sense.Pm) || (said.Is(at + 1, Sense.OrdinalEnding) && said.Touches(at + 1))
            || (said.IsSymbol(at + 1, ':') && said.Touches(at + 1)));
    }

    /// <summary>Whether a meaning is of a day or a time.</summary>
    public static bool IsWhenSense(Sense sense) =>
        sense is Sense.Weekday or Sense.RelativeDay or Sense.Weekend or Sense.Month or Sense.DateWord or Sense.NamedTime or Sense.Part;

    /// <summary>Whether a time follows, perhaps behind small words: not "in the morning", not "on this Saturday".</summary>
    public static bool IsWhenBehindSmallWords(in Utterance said, int at)
    {
        for (var i = at; i < at + 3; i++)
        {
            if (IsWhen(said, i)) return true;
            if (!said.Is(i, Sense.Article) && !said.Is(i, Sense.On) && !said.Is(i, Sense.At) && !said.Is(i, Sense.This) && !said.Is(i, Sense.In))
                return false;
        }
        return false;
    }

    /// <summary>
    /// Whether a sign is of code: braces, and identifiers as programmers write them, "cancel_booking", "id=*", "&lt;tool&gt;". An address or a handle
    /// may hold such signs, too.
    /// </summary>
    public static bool IsCode(in Utterance said, int at)
    {
        if (said.IsWord(at) || said.IsDigits(at) || said[at].Length > 1) return false;
        return said.Folded[said[at].Start] switch
        {
            '{' or '}' => true,
            '_' or '=' => said.Touches(at) && said.Touches(at + 1) && said.IsWord(at - 1) && !said.Folded.Contains('@'),
            '<' => said.Touches(at + 1) && !said.IsDigits(at + 1),
            _ => false,
        };
    }
}
