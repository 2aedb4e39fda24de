using System.Numerics;

namespace Ratiba.Engine.Language.Times;

/// <summary>A time of day that was decided on.</summary>
/// <param name="Time">The likeliest.</param>
/// <param name="Other">A second reading that nothing rules out.</param>
/// <param name="Assumed">What was assumed.</param>
internal readonly record struct ChosenTime(TimeOnly Time, TimeOnly? Other, Assumptions Assumed);

/// <summary>
/// Decides between the readings of a time of day, in this order: the part of the day that was named, what has not passed yet today, the opening hours, the Swahili clock before the Western
/// one where a part was named. What two readings survive is asked.
/// </summary>
internal static class ClockChoice
{
    /// <summary>Decides about one time.</summary>
    /// <param name="clock">The reading.</param>
    /// <param name="part">The part of the day that was named with it.</param>
    /// <param name="day">The day it is on, if that was said.</param>
    /// <param name="context">Now and the opening hours.</param>
    public static ChosenTime Of(in ClockReading clock, in PartReading? part, DateOnly? day, in WhenContext context)
    {
        var hours = Possible(clock, part, day, context, out var assumed);
        var left = hours;
        if (Several(left) && Fitting(left, clock.Minute, day, context, closing: false) is var open && open != 0 && open != left)
        {
            left = open;
            assumed |= Assumptions.OpeningHours;
        }
        if (Several(left) && part is not null && (left & clock.SwahiliHours) is var swahili && swahili != 0) left = swahili;
        var first = First(left, clock.SwahiliHours, context);
        left &= ~(1u << first);
        if (clock.SwahiliHours != 0 && clock.SwahiliHours != clock.Hours)
            assumed |= (clock.SwahiliHours & 1u << first) != 0 ? Assumptions.SwahiliClock : Assumptions.WesternClock;
        else if (clock.SwahiliHours != 0) assumed |= Assumptions.SwahiliClock;
        TimeOnly? other = left == 0 ? null : new TimeOnly(First(left, clock.SwahiliHours, context), clock.Minute);
        return new ChosenTime(new TimeOnly(first, clock.Minute, clock.Second), other, assumed);
    }

    /// <summary>Decides about the two ends of a stretch together: the shortest stretch that goes forward, inside the opening hours if it can be.</summary>
    /// <remarks>A part of the day rules the end that names it; the other end is the nearest that goes with it: "2 to 4 in the afternoon", "9 in the morning to 4".</remarks>
    public static (ChosenTime From, ChosenTime To) Of(in ClockReading from, in ClockReading to, in PartReading? part, in PartReading? endPart,
        DateOnly? day, in WhenContext context)
    {
        var starts = Possible(from, part, day, context, out var assumed);
        var ends = Possible(to, endPart, null, context, out var assumedToo);
        assumed |= assumedToo;
        (int Start, int End) best = default, second = default;
        int bestScore = int.MaxValue, secondScore = int.MaxValue;
        for (var start = starts; start != 0; start &= start - 1)
        {
            for (var end = ends; end != 0; end &= end - 1)
            {
                var (a, b) = (BitOperations.TrailingZeroCount(start), BitOperations.TrailingZeroCount(end));
                var minutes = ((b * 60 + to.Minute - a * 60 - from.Minute) % 1440 + 1440) % 1440;
                if (minutes == 0) minutes = 1440;
                var inside = Fitting(1u << a, from.Minute, day, context, closing: false) != 0 && Fitting(1u << b, to.Minute, day, context, closing: true) != 0;
                var score = minutes + (inside ? 0 : 2880);
                if (score < bestScore) (second, secondScore, best, bestScore) = (best, bestScore, (a, b), score);
                else if (score < secondScore) (second, secondScore) = ((a, b), score);
            }
        }
        var tie = secondScore == bestScore && second != best;
        return (new ChosenTime(new TimeOnly(best.Start, from.Minute, from.Second), tie ? new TimeOnly(second.Start, from.Minute) : null, assumed),
            new ChosenTime(new TimeOnly(best.End, to.Minute, to.Second), tie ? new TimeOnly(second.End, to.Minute) : null, assumed));
    }

    private static uint Possible(in ClockReading clock, in PartReading? part, DateOnly? day, in WhenContext context, out Assumptions assumed)
    {
        assumed = Assumptions.None;
        var hours = clock.Hours;
        if (!Several(hours)) return hours;
        if (part is { } named)
        {
            // Between the clocks the middle of the part decides: "saa 11:00 asubuhi" is 11:00 and not 05:00, "saa 8 usiku" 20:00 and not 02:00.
            if (clock.SwahiliHours != 0 && clock.SwahiliHours != hours && (hours & named.Middle) is var middle && middle != 0) hours = middle;
            else if ((hours & named.Hours) is var tight && tight != 0) hours = tight;
            else if ((hours & named.HalfOfDay) is var half && half != 0) hours = half;
            return hours;
        }
        assumed = Assumptions.HalfOfDay;
        if (day != context.Today) return hours;
        // Today, what has passed is not meant, if something is left.
        var ahead = hours;
        for (var hour = 0; hour < 24; hour++)
            if (hour * 60 + clock.Minute < context.Now.Hour * 60 + context.Now.Minute) ahead &= ~(1u << hour);
        return ahead == 0 ? hours : ahead;
    }

    // Those inside the opening hours of the day; without a day, inside those of any day. None when the hours are not known.
    private static uint Fitting(uint hours, int minute, DateOnly? day, in WhenContext context, bool closing)
    {
        if (context.Hours is null) return 0;
        var fitting = 0u;
        for (var left = hours; left != 0; left &= left - 1)
        {
            var hour = BitOperations.TrailingZeroCount(left);
            if (IsOpen(new TimeOnly(hour, minute), day, context, closing)) fitting |= 1u << hour;
        }
        return fitting;
    }

    private static bool IsOpen(TimeOnly time, DateOnly? day, in WhenContext context, bool closing)
    {
        if (day is { } d && context.HoursOn(d) is { } window) return Inside(time, window, closing);
        foreach (var any in context.Hours!)
            if (any is { } open && Inside(time, open, closing)) return true;
        return false;
    }

    private static bool Inside(TimeOnly time, ClockWindow window, bool closing) => time >= window.From && (time < window.To || closing && time == window.To);

    // Noon before midnight; the hours of the day before those of the night when opening hours are known; otherwise the earlier one.
    private static int First(uint hours, uint swahili, in WhenContext context)
    {
        if (hours == (1u | 1u << 12)) return 12;
        var working = hours & 0x07FF80;
        if (swahili != 0 && (swahili & working) is var byDay && byDay != 0) return BitOperations.TrailingZeroCount(byDay);
        return BitOperations.TrailingZeroCount(context.Hours is not null && working != 0 ? working : hours);
    }

    private static bool Several(uint hours) => (hours & hours - 1) != 0;
}
