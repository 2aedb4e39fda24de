using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>The small words before a piece of time: they say what a bare number is, and how the time is bound.</summary>
internal struct Lead
{
    /// <summary>"at", "by", "around", "before", "after": an hour follows.</summary>
    public bool At;

    /// <summary>"on": a day follows.</summary>
    public bool On;

    /// <summary>"for".</summary>
    public bool For;

    /// <summary>"in".</summary>
    public bool In;

    /// <summary>"the".</summary>
    public bool The;

    /// <summary>"of".</summary>
    public bool Of;

    /// <summary>"from", "starting at".</summary>
    public bool From;

    /// <summary>"between".</summary>
    public bool Between;

    /// <summary>A comma.</summary>
    public bool Comma;

    /// <summary>A piece of a date stands directly before it.</summary>
    public bool Day;

    /// <summary>It is a weekday.</summary>
    public bool Weekday;

    /// <summary>A part of the day stands directly before it.</summary>
    public bool Part;

    /// <summary>"Early", "late" before a day whose part follows.</summary>
    public WhenBound Edge;

    /// <summary>"around", "about".</summary>
    public bool Around;

    /// <summary>How the time that follows is bound.</summary>
    public WhenBound Bound;

    /// <summary>The first of these words that belongs to the expression; or the piece's own first token.</summary>
    public int First;

    /// <summary>Reads the small words that begin at the token and returns the first token behind them.</summary>
    public int Skip(in Utterance said, int at)
    {
        First = at;
        var next = at;
        for (var words = 0; words < 6 && next < said.Count; words++)
        {
            // What only joins is no part of the first piece's span.
            var joins = true;
            if (said.IsSymbol(next, ',') || said.IsSymbol(next, '(') || said.IsSymbol(next, '|')) Comma = true;
            else if (said.TextIs(next, "for")) For = true;
            else if (said.Is(next, Sense.Of)) Of = true;
            else if (said.TextIs(next, "my")) The = true;
            else if (said.TextIs(next, "but") && said.Is(next + 1, Sense.Before)) { }
            else joins = false;
            if (joins)
            {
                First = ++next;
                continue;
            }
            if (TryBound(said, next, out var length))
            {
                next += length;
                continue;
            }
            if (said.Is(next, Sense.Early, out var edge) && IsDay(said, next + edge.Length))
            {
                Edge = WhenBound.Start;
                next += edge.Length;
                continue;
            }
            if (said.Is(next, Sense.Late, out edge) && IsDay(said, next + edge.Length))
            {
                Edge = WhenBound.End;
                next += edge.Length;
                continue;
            }
            if (said.Is(next, Sense.At)) At = true;
            else if (said.Is(next, Sense.On)) On = true;
            else if (said.TextIs(next, "in") || said.TextIs(next, "during")) { }
            else if (said.TextIs(next, "the")) The = true;
            else if (said.TextIs(next, "t") && said.Touches(next) && said.IsDigits(next - 1)) At = true;
            // "Friday maybe 3", "tomorrow evening like 7"
            else if ((Day || Part) && (said.TextIs(next, "maybe") || said.TextIs(next, "say") || said.TextIs(next, "like"))
                && (said.IsDigits(next + 1) || said.Is(next + 1, Sense.Number))) At = true;
            else if (said.TextIs(next, "anytime") || said.TextIs(next, "sometime") || said.TextIs(next, "exactly")) { }
            else break;
            next++;
        }
        // "in" counts only directly before what follows: "in 2 hours", "in the next 2 hours".
        var inAt = next - 1 > at && (said.TextIs(next - 1, "the") || said.TextIs(next - 1, "my")) ? next - 2 : next - 1;
        In = inAt >= at && (said.TextIs(inAt, "in") || said.TextIs(inAt, "during"));
        return next;
    }

    private static bool IsDay(in Utterance said, int at) => said.Is(at, Sense.RelativeDay) || said.Is(at, Sense.Weekday);

    // Bounds, and the signs for them.
    private bool TryBound(in Utterance said, int at, out int length)
    {
        length = 1;
        if (said.IsSymbol(at, '>') || said.IsSymbol(at, '<'))
        {
            var equal = said.IsSymbol(at + 1, '=');
            Bound = said.IsSymbol(at, '>') ? equal ? WhenBound.Since : WhenBound.After : equal ? WhenBound.Until : WhenBound.Before;
            At = true;
            length = equal ? 2 : 1;
            return true;
        }
        // "~3pm"
        if (said.IsSymbol(at, '~'))
        {
            (Around, At) = (true, true);
            if (Bound == WhenBound.None) Bound = WhenBound.Around;
            return true;
        }
        // "after work" is a time of its own.
        if (said.Is(at, Sense.NamedWindow)) return false;
        if (said.Is(at, Sense.Between, out var match)) Between = true;
        else if (said.Is(at, Sense.Around, out match))
        {
            (Around, At) = (true, true);
            if (Bound == WhenBound.None) Bound = WhenBound.Around;
        }
        else if (said.Is(at, Sense.Before, out match)) (Bound, At) = (WhenBound.Before, true);
        else if (said.Is(at, Sense.After, out match)) (Bound, At) = (WhenBound.After, true);
        else if (said.Is(at, Sense.From, out match)) (Bound, From, At) = (WhenBound.Since, true, true);
        else if (said.Is(at, Sense.By, out match)) (Bound, At) = (WhenBound.Until, true);
        // "hadi" loses its last letter, but before a time "had" is English: "the one I had tomorrow at 9".
        else if (said.Is(at, Sense.Until, out match) && !said.TextIs(at, "to") && !said.TextIs(at, "had")) (Bound, At) = (WhenBound.Until, true);
        else return false;
        length = match.Length;
        return true;
    }
}
