using System.Globalization;

namespace Ratiba.Engine.Language.Saying;

/// <summary>Says times of day on the Swahili clock, in words that are read back as the same minute (Spec 1, LANGUAGE.md, section 1).</summary>
internal static class SwahiliTime
{
    /// <summary>"saa tatu asubuhi", "saa nne kasorobo asubuhi", "saa saba na dakika tano mchana".</summary>
    public static string Say(TimeOnly time)
    {
        var (hour, minute) = (time.Hour, time.Minute);
        // A quarter to the hour is taken off the next one.
        var named = Dial(minute == 45 ? hour + 1 : hour);
        var minutes = minute switch
        {
            0 => "",
            15 => " na robo",
            30 => " na nusu",
            45 => " kasorobo",
            _ => " na dakika " + SwahiliNumber.Say(minute),
        };
        return $"saa {SwahiliNumber.Say(named)}{minutes} {PartOf(hour)}";
    }

    /// <summary>Both clocks, "saa tatu asubuhi (9:00 AM)": Swahili and English speakers read an hour differently, so formal answers say it twice.</summary>
    public static string SayBoth(TimeOnly time) => $"{Say(time)} ({time.ToString("h:mm tt", CultureInfo.InvariantCulture)})";

    /// <summary>The part of the day that is named with an hour; the bounds are Spec 1's.</summary>
    public static string PartOf(int hour) => hour switch
    {
        4 or 5 => "alfajiri",
        >= 6 and < 12 => "asubuhi",
        >= 12 and < 16 => "mchana",
        >= 16 and < 19 => "jioni",
        _ => "usiku",
    };

    // Seven is the first hour.
    private static int Dial(int hour) => (hour + 5) % 12 + 1;
}
