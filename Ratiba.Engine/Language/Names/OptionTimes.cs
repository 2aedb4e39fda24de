using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>Whether the label of an option, as the shop writes it ("2:30 PM", "Thu 7 May", "Alhamisi 14:30"), is at a time or on a day that was said.</summary>
internal static class OptionTimes
{
    /// <summary>Whether all that was said of day and time is on the label.</summary>
    public static bool Fits(string label, in HeardWhen when)
    {
        using UtteranceRoom room = new();
        var written = room.Read(label, Lexicon.Shipped);
        var (hour, minute, half, day, weekday) = (-1, 0, -1, -1, 0);
        for (var i = 0; i < written.Count; i++)
        {
            if (written.Is(i, Sense.Weekday, out var named)) weekday = named.Value;
            if (!written.IsDigits(i)) continue;
            var clock = written.IsSymbol(i + 1, ':') && written.IsDigits(i + 2);
            var next = clock ? i + 3 : i + 1;
            var (am, pm) = (written.TextIs(next, "am"), written.TextIs(next, "pm"));
            if (clock || am || pm)
            {
                (hour, minute, half) = (written[i].Number, clock ? written[i + 2].Number : 0, am ? 0 : pm ? 12 : -1);
                i = clock ? i + 2 : i;
            }
            else if (written[i].Number is >= 1 and <= 31 && day < 0)
            {
                day = written[i].Number;
            }
        }
        if (when.Day is { } date && !(day >= 0 ? day == date.Day : weekday == ((int)date.DayOfWeek + 6) % 7 + 1)) return false;
        if (when.From is not { } time) return when.Day is not null;
        if (hour is < 0 or > 23 || minute > 59) return false;
        TimeOnly offered = new(half < 0 ? hour : hour % 12 + half, minute);
        // "Ile ya jioni"
        if (when.Part is not null) return when.To is { } end && offered >= time && offered < end;
        return offered == time || offered == when.OtherTime || ((when.Assumed & Assumptions.HalfOfDay) != 0 && offered.AddHours(12) == time);
    }
}
