using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>A part of the day in the text.</summary>
/// <param name="First">The first token.</param>
/// <param name="Last">The last token.</param>
/// <param name="Part">Which; null for a stretch with a name of its own, "lunch time".</param>
/// <param name="Window">From when to when.</param>
/// <param name="Edge"><see cref="WhenBound.Start"/> for "early", <see cref="WhenBound.End"/> for "late", <see cref="WhenBound.Mid"/>.</param>
internal readonly record struct PartReading(int First, int Last, DayPart? Part, ClockWindow Window, WhenBound Edge)
{
    /// <summary>The hours at which people say so without a doubt; bits as in <see cref="ClockReading.Hours"/>. Edges after LANGUAGE.md, section 1.</summary>
    public uint Hours => Part switch
    {
        DayPart.Dawn => Between(3, 6),
        DayPart.Morning => Between(5, 11),
        DayPart.Afternoon => Between(11, 18),
        DayPart.Evening => Between(15, 20),
        DayPart.Night => Between(18, 23) | Between(0, 4),
        _ => Between(Window.From.Hour == 12 ? 11 : Window.From.Hour, Window.To.Hour > Window.From.Hour ? Window.To.Hour : 23),
    };

    /// <summary>Those of <see cref="Hours"/> that nobody would name otherwise.</summary>
    public uint Middle => Part switch
    {
        DayPart.Dawn => Between(3, 5),
        DayPart.Morning => Between(6, 11),
        DayPart.Afternoon => Between(11, 17),
        DayPart.Evening => Between(15, 19),
        DayPart.Night => Between(19, 23),
        _ => Hours,
    };

    /// <summary>The half of the day it lies in, for the hours beyond its edges: "three in the morning", "tomorrow afternoon at 7".</summary>
    public uint HalfOfDay => Part is DayPart.Dawn or DayPart.Morning ? Between(0, 11) : Between(12, 23);

    private static uint Between(int from, int to) => (uint)((1 << to + 1) - (1 << from));
}

/// <summary>Reads parts of the day: "evening", "early morning", "late in the afternoon", "lunch time".</summary>
internal static class PartReader
{
    /// <summary>Whether a part of the day begins at the token.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out PartReading part)
    {
        part = default;
        var next = at;
        var edge = WhenBound.None;
        if (said.Is(next, Sense.Early, out var early)) (edge, next) = (WhenBound.Start, next + early.Length);
        else if (said.Is(next, Sense.Late, out var late)) (edge, next) = (WhenBound.End, next + late.Length);
        else if (said.Is(next, Sense.MiddleOf, out var mid)) (edge, next) = (WhenBound.Mid, next + mid.Length);
        if (edge != WhenBound.None)
        {
            if (said.IsSymbol(next, '-')) next++;
            if (said.TextIs(next, "in") || said.TextIs(next, "of")) next++;
            if (said.TextIs(next, "the")) next++;
        }
        if (said.Is(next, Sense.NamedWindow, out var named))
        {
            var window = new ClockWindow(Clock(named.Value / 10_000), Clock(named.Value % 10_000));
            part = new PartReading(at, next + named.Length - 1, null, Narrow(window, edge), edge);
            return true;
        }
        if (!said.Is(next, Sense.Part, out var match) || SwahiliTalk.IsNoTime(said, next, match.Length) || IsThing(said, next + match.Length)
            || said.TextIs(next, "night") && said.TextIs(next - 1, "one")) return false;
        var last = next + match.Length - 1;
        if (said.TextIs(last + 1, "ish")) last++;
        part = new PartReading(at, last, (DayPart)match.Value, Narrow(context.Parts.Of((DayPart)match.Value), edge), edge);
        return true;
    }

    // "night cream", "evening gown": named after their time.
    private static bool IsThing(in Utterance said, int at) =>
        at < said.Count && said.TextOf(at) is "cream" or "creams" or "guard" or "gown" or "gowns" or "dress" or "dresses" or "wear" or "serum"
            or "mask" or "club" or "shift" or "shifts" or "school" or "duty"
            or "prayers" or "sickness";

    private static TimeOnly Clock(int digits) => new(digits / 100 % 24, digits % 100);

    // Early is the first half, late the second, and the middle is what lies between the quarters.
    /// <summary>The early, middle or late part of a stretch.</summary>
    public static ClockWindow Narrow(ClockWindow window, WhenBound edge)
    {
        var length = window.To - window.From;
        return edge switch
        {
            WhenBound.Start => window with { To = window.From.Add(length / 2) },
            WhenBound.End => window with { From = window.From.Add(length / 2) },
            WhenBound.Mid => new ClockWindow(window.From.Add(length / 4), window.From.Add(length * 3 / 4)),
            _ => window,
        };
    }
}
