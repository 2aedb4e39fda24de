using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// "Saa" also counts hours: "massage ya saa moja", "baada ya saa 2". "Masaa" and "lisaa" always do and are read as lengths; here is what tells a length with "saa" from a time of day.
/// </summary>
internal static class SwahiliLengths
{
    // Nobody comes "after one, two or three" on either clock without saying which half: sunrise and sunset hours. LANGUAGE.md, section 1: "baada ya saa 2" is a length.
    private const int LongestOffset = 3;

    // The longest service that is named by its hours.
    private const int LongestService = 4;

    /// <summary>Whether the words that begin at "saa" are a length in hours. Returns hours and the last token.</summary>
    public static bool TryRead(in Utterance said, int at, out double hours, out int last)
    {
        (hours, last) = (0, at);
        if (!said.Is(at, Sense.Saa, out var saa))
        {
            // "nusu saa", "robo saa"
            if (!said.Is(at, Sense.Fraction, out var fraction) || !said.Is(at + fraction.Length, Sense.Saa, out saa)) return false;
            (hours, last) = (fraction.Value / 60.0, at + fraction.Length + saa.Length - 1);
            return true;
        }
        if (!SwahiliClock.TryReadHour(said, at + saa.Length, out var hour) || !IsLength(said, at, hour)) return false;
        (hours, last) = (hour.Hour + hour.Minute / 60.0, hour.Last);
        if (said.Is(last + 1, Sense.And) && said.Is(last + 2, Sense.Fraction, out var rest)) (hours, last) = (hours + rest.Value / 60.0, last + 1 + rest.Length);
        return true;
    }

    /// <summary>Whether "saa" at the token, with the hour that was read behind it, counts hours.</summary>
    internal static bool IsLength(in Utterance said, int at, in SwahiliClock.SaidHour hour)
    {
        if (hour.HasMinutes || IsPart(said, hour.Last + 1) || IsPart(said, at - 1) || said.Is(hour.Last + 1, Sense.Am) || said.Is(hour.Last + 1, Sense.Pm)) return false;
        if (IsOffset(said, at)) return said.IsDigits(hour.Last) && hour.Hour <= LongestOffset;
        // "kwa saa mbili": for two hours.
        if (said.TextIs(at - 1, "kwa") && (said.TextIs(at - 2, "muda") || said.TextIs(at - 2, "mbele") || said.TextIs(at - 2, "nyuma"))) return true;
        if (hour.Hour > LongestService || !said.TextIs(at - 1, "ya") && !said.TextIs(at - 1, "za")) return false;
        // "massage ya saa moja leo saa kumi na moja": the service has its length, and the time stands elsewhere. "Nafasi ya saa moja" has its time.
        if (IsBooking(said, at - 2)) return false;
        return HasOtherTime(said, at, hour.Last) || hour.Hour == 1;
    }

    private static bool IsOffset(in Utterance said, int at)
    {
        for (var length = 1; length <= 2; length++)
            if (said.Is(at - length, Sense.In, out var match) && match.Length == length) return true;
        return false;
    }

    private static bool IsPart(in Utterance said, int at) => said.Is(at, Sense.Part) || (said.Is(at, Sense.Of) && said.Is(at + 1, Sense.Part)) || (said.Is(at, Sense.OClock) && said.Is(at + 1, Sense.Part));

    // What has a time and no length: "ile ya saa mbili", "booking yangu ya saa mbili".
    private static bool IsBooking(in Utterance said, int at) =>
        at < 0 || said.Is(at, Sense.Cue) || said.Is(at, Sense.RelativeDay) || said.Is(at, Sense.Weekday)
        || said.TextOf(at) is "ile" or "hiyo" or "hii" or "yangu" or "yetu" or "yake" or "nafasi" or "nafac" or "booking" or "bookings" or "appointment" or "appt" or "miadi" or "hifadhi" or "slot" or "slots"
            or "kikao" or "ziara" or "mkutano" or "ratiba" or "kengele" or "ndege" or "basi" or "ni" or "tarehe" or "baada" or "kabla" or "kati" or "badala" or "mida" or "majira";

    private static bool HasOtherTime(in Utterance said, int at, int last)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (i >= at && i <= last || !said.Is(i, Sense.Saa, out var saa) || !SwahiliClock.TryReadHour(said, i + saa.Length, out _)) continue;
            // "ya saa mbili hadi saa nne", "ya saa mbili iwe saa nne": both are times.
            for (var between = Math.Min(i, last + 1); between < i; between++)
                if (said.Is(between, Sense.Until) || said.TextOf(between) is "iwe" or "kuwa" or "uwe" or "ama" or "au" or "na") return false;
            return true;
        }
        return false;
    }
}
