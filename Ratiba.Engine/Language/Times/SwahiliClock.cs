using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads a time of day as Swahili says it: "saa nne", "saa 4 na nusu", "saa tano kasoro robo".</summary>
internal static class SwahiliClock
{
    /// <summary>Whether a Swahili time of day begins at the token. A part of the day behind it is left to the caller.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out ClockReading clock)
    {
        clock = default;
        return false;
    }
}
