using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Finds every expression of time in an utterance and resolves it: gathers the pieces that stand together, then decides what they mean.</summary>
internal static class WhenReader
{
    /// <summary>Writes what was found into <paramref name="room"/>, in the order said, takes its tokens, and returns how many. What finds no room is not read.</summary>
    public static int Read(in Utterance said, in WhenContext context, Span<HeardWhen> room)
    {
        var count = 0;
        DayReading? before = null;
        for (var at = 0; at < said.Count && count < room.Length; at++)
        {
            if (said.IsTaken(at) || !MayBegin(said, at)) continue;
            if ((said.Is(at, Sense.Part, out var word) || said.Is(at, Sense.RelativeDay, out word)) && SwahiliTalk.IsNoTime(said, at, word.Length))
            {
                at += word.Length - 1;
                continue;
            }
            if (!NumericDates.TryRead(said, at, context, dayExpected: false, out _, out var figures) && figures > at)
            {
                // 31/02/2026 is no date, and its figures are nothing else.
                at = figures;
                continue;
            }
            Gathered gathered = default;
            if (!WhenGrammar.TryGather(said, at, context, inRange: false, ref gathered)) continue;
            if (before is { } dated) ShareMonth(said, dated, context, ref gathered);
            before = gathered.EndDay ?? gathered.Day;
            var span = said.Take(gathered.First, gathered.Last);
            at = gathered.Last;
            if (gathered.FromTo && WhenRoles.IsMove(said) && count + 1 < room.Length)
            {
                // "Move it from Friday to Monday": two times, not a stretch.
                var (old, wanted) = WhenResolver.Split(gathered, span, context);
                room[count++] = old;
                room[count++] = wanted;
                continue;
            }
            if (gathered.Bound == WhenBound.Until && WhenRoles.IsGoal(said, gathered.First)) gathered.Bound = WhenBound.None;
            room[count] = WhenResolver.Resolve(gathered, span, context);
            if (gathered.Day is { Shape: DayShape.Weekday or DayShape.MonthDay or DayShape.Month or DayShape.Fixed } told
                && WhenRoles.IsTold(said, gathered.First, told.Shape)) room[count] = room[count] with { Role = WhenRole.Past };
            count++;
        }
        WhenRoles.Assign(said, room[..count]);
        return count;
    }

    // "June 3rd and 4th": the month is said once.
    private static void ShareMonth(in Utterance said, in DayReading before, in WhenContext context, ref Gathered gathered)
    {
        if (before is not { Shape: DayShape.MonthDay or DayShape.Fixed, Number: > 0 }
            || gathered.Day is not { Shape: DayShape.DayOfMonth } day || gathered.EndDay is not null) return;
        for (var i = gathered.First - 1; i > before.Last; i--)
            if (!said.IsSymbol(i, ',') && !said.Is(i, Sense.And) && !said.Is(i, Sense.Or) && !said.Is(i, Sense.Article)) return;
        if (Calendar.OnDate(day.First, day.Last, context, day.Number, before.Day.Month, before.Day.Year) is { Past: false } found) gathered.Day = found;
    }

    // Numbers, days, clocks and the small words that join them: see the order in Sense.cs.
    private static readonly SenseSet s_ofTime = SenseSet.Between(Sense.Number, Sense.MovedTo);

    private static bool MayBegin(in Utterance said, int at) => said[at].Senses.Overlaps(s_ofTime) || said.IsDigits(at)
        || (said.IsWord(at) ? said.TextOf(at) is "the" or "for" or "during" or "rest" or "final" or "eom" or "eod" or "w" or "few"
            : said.IsSymbol(at, '>') || said.IsSymbol(at, '<') || said.IsSymbol(at, '~'));
}
