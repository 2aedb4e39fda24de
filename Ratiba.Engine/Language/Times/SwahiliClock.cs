using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>
/// Reads a time of day as Swahili says it: "saa nne", "saa 4 na nusu", "saa tano kasoro robo", "saa 3pm". Hours count from six, so saa moja is seven. Spec 1 and LANGUAGE.md, section 1:
/// am, pm and hours from 13 on are the Western clock's; an hour in words is the Swahili clock's; digits may be either, and parts of the day, opening hours and the day decide later.
/// </summary>
internal static class SwahiliClock
{
    /// <summary>Whether a Swahili time of day begins at the token. A part of the day behind it is left to the caller.</summary>
    public static bool TryRead(in Utterance said, int at, in WhenContext context, out ClockReading clock)
    {
        clock = default;
        if (!said.Is(at, Sense.Saa, out var saa)) return TryReadWithoutSaa(said, at, context, out clock);
        // "saa hizi", "saa sita za mchana": whole phrases of their own.
        if (said.Is(at, Sense.Now) || said.Is(at, Sense.NamedTime)) return false;
        if (!TryReadHour(said, at + saa.Length, out var hour)) return false;
        var minutes = ReadMinutes(said, ref hour);
        if (said.Is(hour.Last + 1, Sense.Ago) || SwahiliLengths.IsLength(said, at, hour)) return false;
        clock = Make(at, hour, minutes);
        ReadHalf(said, hour, minutes, ref clock);
        ReadAround(said, ref clock);
        return true;
    }

    /// <summary>An hour of the Swahili clock as a set: 4 is {10, 22}.</summary>
    public static uint Swahili(int hour) => ClockReading.Both((hour + 6) % 12);

    /// <summary>An hour behind "saa", with the minutes that are written to it.</summary>
    /// <param name="Hour">As said: 1 to 12, or up to 24 on the Western clock.</param>
    /// <param name="Minute">Of "4:30".</param>
    /// <param name="Last">The last token.</param>
    /// <param name="Clock">Which clock it may be.</param>
    internal readonly record struct SaidHour(int Hour, int Minute, int Last, Dial Clock)
    {
        /// <summary>Of "22:38:24".</summary>
        public int Second { get; init; }

        /// <summary>Whether minutes were written.</summary>
        public bool HasMinutes { get; init; }
    }

    /// <summary>The clock that an hour may be read on.</summary>
    internal enum Dial : byte
    {
        Swahili,
        Western,
        Either,
    }

    internal static bool TryReadHour(in Utterance said, int at, out SaidHour hour)
    {
        hour = default;
        if (said.IsDigits(at)) return TryReadDigits(said, at, out hour);
        if (!said.Is(at, Sense.Number, out var word) || !NumberReader.Read(said, at, out var number)) return false;
        // "saa tatu mia" is three o'clock and a price.
        if (number.Value > 24) number = new HeardNumber(word.Value, word.Length, InWords: true);
        if (number.Value is < 1 or > 24) return false;
        var dial = number.Value > 12 ? Dial.Western : word.Meaning.Tongue == Tongue.English ? Dial.Either : Dial.Swahili;
        hour = new SaidHour((int)number.Value, 0, at + number.Length - 1, dial);
        return true;
    }

    private static bool TryReadDigits(in Utterance said, int at, out SaidHour hour)
    {
        hour = default;
        var (number, length) = (said[at].Number, said[at].Length);
        if (length > 4 || said.Is(at + 1, Sense.Currency)) return false;
        if (length > 2)
        {
            // "saa 1030", "saa 930"
            if (number / 100 > 23 || number % 100 > 59) return false;
            hour = new SaidHour(number / 100, number % 100, at, DialOf(number / 100, length == 4 && number < 1000)) { HasMinutes = true };
            return true;
        }
        if (number > 24) return false;
        var dial = DialOf(number, length == 2 && number < 10);
        if ((said.IsSymbol(at + 1, ':') || said.IsSymbol(at + 1, '.') || said.IsSymbol(at + 1, ';')) && said.Touches(at + 1) && IsMinute(said, at + 2))
        {
            hour = new SaidHour(number, said[at + 2].Number, at + 2, dial) { HasMinutes = true };
            if (said.IsSymbol(at + 3, ':') && IsMinute(said, at + 4)) hour = hour with { Last = at + 4, Second = said[at + 4].Number };
            return true;
        }
        // "saa 4 30", and nothing that the figure counts.
        if (said.IsDigits(at + 1) && said[at + 1].Length == 2 && said[at + 1].Number is 15 or 30 or 45 && !IsCounted(said, at + 2))
        {
            hour = new SaidHour(number, said[at + 1].Number, at + 1, dial) { HasMinutes = true };
            return true;
        }
        hour = new SaidHour(number, 0, at, dial);
        return true;
    }

    private static bool IsMinute(in Utterance said, int at) => said.IsDigits(at) && said.Touches(at) && said[at].Length == 2 && said[at].Number <= 59;

    // "saa 09:00" is written as a Western clock shows it.
    private static Dial DialOf(int hour, bool leadingZero) => hour is 0 or > 12 || (leadingZero && hour > 5) ? Dial.Western : Dial.Either;

    // "kamili", "na nusu", "na robo", "na dakika tano", "kasorobo", "kasoro ishirini": minutes to add, below zero to take off.
    private static int ReadMinutes(in Utterance said, ref SaidHour hour)
    {
        if (hour.HasMinutes)
        {
            if (said.Is(hour.Last + 1, Sense.OClock, out var dot)) hour = hour with { Last = hour.Last + dot.Length };
            return hour.Minute;
        }
        var next = hour.Last + 1;
        if (said.Is(next, Sense.OClock, out var sharp)) next += sharp.Length;
        var minutes = 0;
        if (said.Is(next, Sense.MinutesTo, out var kasoro) && kasoro.Meaning.Tongue != Tongue.English)
        {
            next += kasoro.Length;
            minutes = -kasoro.Value;
            if (minutes == 0 && said.Is(next, Sense.Fraction, out var less)) (minutes, next) = (-less.Value, next + less.Length);
            else if (minutes == 0 && TryReadCount(said, next, out var fewer, out var end)) (minutes, next) = (-fewer, end);
        }
        else
        {
            var behind = said.Is(next, Sense.And, out var and) ? next + and.Length : next;
            if (said.Is(behind, Sense.Fraction, out var fraction) && fraction.Meaning.Tongue != Tongue.English && !said.Is(behind + fraction.Length, Sense.Saa))
                (minutes, next) = (fraction.Value, behind + fraction.Length);
            else if (said.Is(behind, Sense.Unit, (int)TimeUnit.Minute) && TryReadCount(said, behind, out var count, out var end)) (minutes, next) = (count, end);
            else if (behind > next && IsMinutesAlone(said, hour, behind, out count, out end)) (minutes, next) = (count, end);
        }
        if (said.Is(next, Sense.OClock, out var kamili)) next += kamili.Length;
        hour = hour with { Last = next - 1 };
        return minutes;
    }

    // "dakika tano", "dakika 5", "5", "tano", "ishirini dakika".
    private static bool TryReadCount(in Utterance said, int at, out int minutes, out int next)
    {
        (minutes, next) = (0, at);
        if (said.Is(next, Sense.Unit, out var unit) && unit.Value == (int)TimeUnit.Minute) next += unit.Length;
        if (!NumberReader.Read(said, next, out var number) || number.Value is < 1 or > 59) return false;
        minutes = (int)number.Value;
        next += number.Length;
        if (said.Is(next, Sense.Unit, (int)TimeUnit.Minute)) next++;
        return true;
    }

    // "saa nne na ishirini": only round minutes, and not the second bound of "kati ya saa nne na kumi".
    private static bool IsMinutesAlone(in Utterance said, in SaidHour hour, int at, out int minutes, out int next)
    {
        (minutes, next) = (0, at);
        if (hour.Clock == Dial.Western || said.Is(at, Sense.Unit) || !TryReadCount(said, at, out minutes, out next) || minutes < 10 || minutes % 5 != 0 || IsCounted(said, next)) return false;
        for (var i = hour.Last; i >= Math.Max(0, hour.Last - 4); i--)
            if (said.Is(i, Sense.Between)) return false;
        return true;
    }

    private static bool IsCounted(in Utterance said, int at) =>
        said.Is(at, Sense.Currency) || said.Is(at, Sense.People) || said.Is(at, Sense.Multiplier) || said.Is(at, Sense.Sum) || said.IsSymbol(at, '/') || said.IsSymbol(at, ',') && said.Touches(at + 1);

    internal static ClockReading Make(int first, in SaidHour hour, int minutes)
    {
        var western = hour.Hour > 12 ? ClockReading.Only(hour.Hour % 24) : hour.Hour == 0 ? ClockReading.Only(0) : ClockReading.Both(hour.Hour);
        var swahili = hour.Hour is >= 1 and <= 12 && hour.Clock != Dial.Western ? Swahili(hour.Hour) : 0;
        if (hour.Clock == Dial.Swahili) western = 0;
        // "saa 09:00" is nine in the morning: nobody writes the evening so.
        else if (hour.Clock == Dial.Western && hour.Hour is > 0 and < 10) western = ClockReading.Only(hour.Hour);
        var clock = new ClockReading { First = first, Last = hour.Last, Hours = western | swahili, SwahiliHours = swahili, Second = hour.Second };
        return clock.Shift(minutes);
    }

    // am and pm are always the Western clock's, "saa 3pm" and "saa tatu pm" alike.
    private static void ReadHalf(in Utterance said, in SaidHour hour, int minutes, ref ClockReading clock)
    {
        var next = clock.Last + 1;
        var pm = said.Is(next, Sense.Pm, out var half);
        if (!pm && !said.Is(next, Sense.Am, out half)) return;
        var hours = hour.Hour > 12 ? ClockReading.Only(hour.Hour % 24) : ClockReading.Only(hour.Hour % 12 + (pm ? 12 : 0));
        clock = (clock with { Last = next + half.Length - 1, Hours = hours, SwahiliHours = 0, Minute = 0 }).Shift(minutes);
    }

    // "saa nne hivi"
    private static void ReadAround(in Utterance said, ref ClockReading clock)
    {
        var next = clock.Last + 1;
        if (said.TextIs(next, "hivi") || said.TextIs(next, "ivi") || said.TextIs(next, "ish")) clock = clock with { Last = next, Around = true };
    }

    // "nne asubuhi", "4 asubuhi", "tatu na nusu mchana": a Swahili part of the day behind a number makes it an hour. "nne" alone answers "saa ngapi?".
    private static bool TryReadWithoutSaa(in Utterance said, int at, in WhenContext context, out ClockReading clock)
    {
        clock = default;
        var digits = said.IsDigits(at);
        if (!digits && !IsHourWord(said, at) || IsPartOfOther(said, at) || !TryReadHour(said, at, out var hour) || hour.Hour is < 1 or > 12) return false;
        var bare = hour.Last;
        var minutes = ReadMinutes(said, ref hour);
        var next = said.Is(hour.Last + 1, Sense.Of, out var of) ? hour.Last + 1 + of.Length : hour.Last + 1;
        var part = said.Is(next, Sense.Part, out var match) && match.Meaning.Tongue != Tongue.English;
        if (!part && (digits || context.Asked != Asked.Time))
        {
            if (!EndsStretch(said, at)) return false;
            clock = Make(at, hour, minutes);
            return true;
        }
        clock = Make(at, hour, minutes) with { Bare = !part && hour.Last == bare, Weak = !part && hour.Last > bare };
        ReadAround(said, ref clock);
        return true;
    }

    // "saa nne hadi sita", "saa 4-6", "kati ya saa nne na sita": "saa" is said once, for both ends.
    private static bool EndsStretch(in Utterance said, int at)
    {
        var dash = said.IsSymbol(at - 1, '-');
        var and = !dash && said.Is(at - 1, Sense.And);
        if (!dash && !and && !said.Is(at - 1, Sense.Until)) return false;
        var (saa, between) = (false, false);
        for (var i = at - 2; i >= Math.Max(0, at - 9) && !(saa && (between || !and)); i--)
        {
            saa |= said.Is(i, Sense.Saa);
            between |= said.Is(i, Sense.Between);
        }
        return saa && (between || !and);
    }

    // People and things have other forms: "wawili asubuhi" is two people in the morning.
    private static bool IsHourWord(in Utterance said, int at) =>
        said.Is(at, Sense.Number, out var number) && number.Meaning.Tongue != Tongue.English
        && said.TextOf(at) is "moja" or "mbili" or "mbil" or "tatu" or "nne" or "tano" or "sita" or "saba" or "nane" or "tisa" or "kumi";

    // The number belongs to a date, to people, to money or to a longer number.
    private static bool IsPartOfOther(in Utterance said, int at) =>
        said.Is(at - 1, Sense.DateWord) || said.Is(at - 1, Sense.Month) || said.Is(at - 1, Sense.Unit) || said.Is(at - 1, Sense.People) || said.Is(at - 1, Sense.Currency)
        || said.Is(at - 1, Sense.Multiplier) || said.Is(at - 1, Sense.Number) || said.Is(at - 1, Sense.Sum)
        || (said.Is(at - 1, Sense.Of) && said.Is(at - 2, Sense.Unit, (int)TimeUnit.Month))
        || (said.Is(at - 1, Sense.And) && (said.Is(at - 2, Sense.Number) || said.IsDigits(at - 2)) && !said.Is(at - 3, Sense.Saa))
        || (said.Touches(at) && (said.IsSymbol(at - 1, ':') || said.IsSymbol(at - 1, '/') || said.IsSymbol(at - 1, '.') || said.IsSymbol(at - 1, ',')));
}
