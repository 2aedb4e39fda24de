using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>
/// Sentences with labelled expressions of time (<c>recognizers_datetime_en</c>). In scope: rows with a strict expression, scored on their strict ones, and rows with none at all. A row is
/// right when each strict expression was resolved as one of the source's candidates, or when nothing was found where nothing is.
/// </summary>
internal static class TimeSentences
{
    internal sealed record Row(string Id, string Text, DateTime Reference, IReadOnlyList<Entity> Entities, string File = "");

    internal sealed record Entity(string Text, int Start, int End, string Type, IReadOnlyList<Candidate> Expected, bool Strict, string[]? Timex = null);

    internal sealed record Candidate(string? Value = null, string? Start = null, string? End = null);

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            if (label.Entities.Count > 0 && !label.Entities.Any(entity => entity.Strict))
            {
                tally.OutOfScope();
                continue;
            }
            var heard = Listener.FarAheadFromToday.Hear(label.Text, label.Reference).Whens;
            var right = tally.Exact.Add(ScoreRow(row, label, heard, tally));
            var expected = string.Join("; ", label.Entities.Where(entity => entity.Strict).Select(entity => Expected(row, entity)[0].ToString()));
            tally.Row(label.Id, label.Text, expected.Length == 0 ? "nothing" : expected, Listener.Describe(heard), right ? null : heard.Count > 0 ? Harm.Wrong : Harm.NotHeard);
        }
    }

    private static bool ScoreRow(LabelledRow row, Row label, IReadOnlyList<HeardWhen> heard, SetTally tally)
    {
        var right = true;
        HashSet<HeardWhen> rightDays = [], rightClocks = [];
        foreach (var entity in label.Entities.Where(entity => entity.Strict))
        {
            HeardWhen[] at = [.. heard.Where(when => Listener.Overlap(when.Span, entity.Start, entity.End))];
            var said = Said(at, entity, label);
            var candidates = Expected(row, entity);
            right &= said is { } reading && candidates.Contains(reading);
            if (candidates[0].Day is not null && tally.Date.There(candidates.Any(candidate => said?.OnlyDay == candidate.OnlyDay))) rightDays.UnionWith(at);
            if (candidates[0].From is not null && tally.Time.There(candidates.Any(candidate => said?.OnlyClock == candidate.OnlyClock))) rightClocks.UnionWith(at);
        }
        // What overlaps an expression that hangs on a convention is neither right nor wrong.
        var judged = heard.Where(when => !label.Entities.Any(entity => !entity.Strict && Listener.Overlap(when.Span, entity.Start, entity.End))).ToArray();
        tally.Date.NotThere(judged.Count(when => when.Day is not null && !rightDays.Contains(when)));
        tally.Time.NotThere(judged.Count(when => (when.From ?? when.To) is not null && !rightClocks.Contains(when)));
        return right && (label.Entities.Count > 0 || heard.Count == 0);
    }

    // One expression of ours may cover two of the source's ("next month" and "at 6"), and the other way round: what is compared is what was said of the day and of the clock, wherever the cut
    // lies. What another expression of the source does not account for stays and makes the reading wrong.
    private static Stretch? Said(HeardWhen[] at, Entity entity, Row row)
    {
        Stretch? said = null;
        foreach (var when in at)
        {
            var piece = Stretch.Of(when);
            // The source leaves "from" out of its expression here, and with it what it bounds.
            if (when.Span.Start < entity.Start) piece = piece with { OpenEnded = false };
            // A parser of times looks past the day that stands beside them, and one of dates past the clock.
            if (row.File.StartsWith("Time", StringComparison.Ordinal)) piece = piece.OnlyClock;
            if (row.File.StartsWith("DateP", StringComparison.Ordinal)) piece = piece.OnlyDay;
            foreach (var other in row.Entities)
            {
                if (ReferenceEquals(other, entity) || !Listener.Overlap(when.Span, other.Start, other.End)) continue;
                if (entity.Type.StartsWith("time", StringComparison.Ordinal) && other.Type.StartsWith("date", StringComparison.Ordinal)) piece = piece.OnlyClock;
                if (entity.Type is "date" or "daterange" && other.Type.Contains("time", StringComparison.Ordinal)) piece = piece.OnlyDay;
            }
            if (piece == default) continue;
            if (said is null) said = piece;
            else if (said.Value.With(piece) is { } both) said = both;
            else return null;
        }
        return said;
    }

    private static List<Stretch> Expected(LabelledRow row, Entity entity)
    {
        List<Stretch> all = [.. entity.Expected.Select(candidate => Expected(row, entity, candidate))];
        return all.Count > 0 ? all : throw row.Bad($"the expression \"{entity.Text}\" has nothing expected.");
    }

    private static Stretch Expected(LabelledRow row, Entity entity, Candidate candidate)
    {
        string value = candidate.Value ?? "", start = candidate.Start ?? "", end = candidate.End ?? "";
        return entity.Type switch
        {
            "date" => Stretch.OfDay(SetFormat.Day(row, value)),
            "time" => Stretch.OfClock(SetFormat.Clock(row, value), null),
            "datetime" => Stretch.OfInstant(SetFormat.Instant(row, value)),
            "timerange" when start.Length > 0 && end.Length > 0 => Stretch.OfClock(SetFormat.Clock(row, start), SetFormat.Clock(row, end)),
            "datetimerange" when start.Length > 0 && end.Length > 0 => Stretch.OfInstants(SetFormat.Instant(row, start), SetFormat.Instant(row, end)),
            "daterange" when start.Length > 0 && end.Length > 0 => Stretch.OfDays(SetFormat.Day(row, start), LastDay(entity, SetFormat.Day(row, end))),
            "daterange" or "timerange" or "datetimerange" => new Stretch(null, null, null, null, OpenEnded: true),
            _ => throw row.Bad($"the type \"{entity.Type}\" is unknown."),
        };
    }

    // datasets/README.md: "for 'from A to B' the end is B itself; for a week, a month or a part of the day it is the first moment after it". Where B is a month (counted in months by the
    // source's own notation, "P2M"), it is all of it.
    private static DateOnly LastDay(Entity entity, DateOnly end) =>
        !NamesItsEnd(entity.Text) ? end.AddDays(-1)
        : entity.Timex?.Any(timex => timex.EndsWith("M)", StringComparison.Ordinal) && !timex.Contains("PT", StringComparison.Ordinal)) == true ? end.AddMonths(1).AddDays(-1)
        : end;

    private static bool NamesItsEnd(string text)
    {
        var said = $" {text.ToLowerInvariant()} ";
        return s_joints.Any(said.Contains) || (said.Contains(" between ") && said.Contains(" and ")) || IsDash(said);
    }

    private static readonly string[] s_joints = [" to ", " till ", " until ", " til ", " through ", " thru ", " - ", " – ", " -- "];

    // "7-15", "Oct2-5"; not "two-day".
    private static bool IsDash(string said)
    {
        for (var i = said.IndexOfAny(['-', '–']); i >= 0; i = said.IndexOfAny(['-', '–'], i + 1))
            if (i > 0 && i + 1 < said.Length && (char.IsDigit(said[i - 1]) || said[i - 1] is 't' or 'h' or 'd') && char.IsDigit(said[i + 1])) return true;
        return false;
    }
}
