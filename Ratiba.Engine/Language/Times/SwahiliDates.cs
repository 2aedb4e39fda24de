using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Reads a piece of a date as Swahili says it: "tarehe tisa", "Ijumaa ijayo", "wiki ijayo", "mwezi wa tano", "baada ya siku tatu".</summary>
internal static class SwahiliDates
{
    /// <summary>Whether a Swahili piece of a date begins at the token. Weekdays and days relative to today alone are read by the caller.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out DayReading day)
    {
        day = default;
        return false;
    }
}
