using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Receipts;

/// <summary>The day and time of an M-Pesa message: "on 6/5/26 at 10:14 AM", "tarehe 5/5/26 saa 7:40 PM", "2025/04/02 08:15:10". The clock is the Western one in every language.</summary>
internal static class ReceiptTime
{
    // "tarehe 6/5/26 saa 9:05 AM": so many tokens may stand between day and time.
    private const int Reach = 4;

    /// <summary>The moment, in the shop's zone, and its last token; null when the message names no day and time.</summary>
    public static DateTime? Find(in Utterance said, int start, out int last)
    {
        last = start;
        for (var i = start; i < said.Count; i++)
        {
            if (!IsDate(said, i, out var day, out var end)) continue;
            for (var at = end + 1; at < Math.Min(said.Count, end + 1 + Reach); at++)
            {
                if (!IsTime(said, at, out var time, out last)) continue;
                return day.ToDateTime(time);
            }
            return null;
        }
        return null;
    }

    /// <summary>Whether a date in figures begins at the token, day first; years have two or four digits.</summary>
    public static bool IsDate(in Utterance said, int at, out DateOnly day, out int last)
    {
        (day, last) = (default, at + 4);
        if (!said.IsDigits(at) || !said.IsDigits(at + 2) || !said.IsDigits(at + 4) || !IsSlash(said, at + 1) || !IsSlash(said, at + 3)) return false;
        var (one, two, three) = (said[at].Number, said[at + 2].Number, said[at + 4].Number);
        var (year, month, number) = said[at].Length == 4 ? (one, two, three) : (three < 100 ? 2000 + three : three, two, one);
        if (year is < 2007 or > 2199 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, number);
        return true;
    }

    private static bool IsSlash(in Utterance said, int at) => (said.IsSymbol(at, '/') || said.IsSymbol(at, '-')) && said.Touches(at) && said.Touches(at + 1);

    private static bool IsTime(in Utterance said, int at, out TimeOnly time, out int last)
    {
        (time, last) = (default, at + 2);
        if (!said.IsDigits(at) || !said.IsSymbol(at + 1, ':') || !said.IsDigits(at + 2)) return false;
        var (hour, minute, second) = (said[at].Number, said[at + 2].Number, 0);
        if (said.IsSymbol(at + 3, ':') && said.IsDigits(at + 4)) (second, last) = (said[at + 4].Number, at + 4);
        var pm = said.TextIs(last + 1, "pm");
        if (pm || said.TextIs(last + 1, "am"))
        {
            last++;
            if (hour <= 12) hour = hour % 12 + (pm ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59) return false;
        time = new TimeOnly(hour, minute, second);
        return true;
    }
}
