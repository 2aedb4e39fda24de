namespace Ratiba.Bench.Language;

/// <summary>
/// Texts with a clock reading (<c>swahili_clock</c>): every row is in scope. Where no part of the day is named (<c>ambiguous</c>), the source's reading must be among those heard: which
/// half of the day is meant, or which clock digits are on, is asked by the turn, and a shop that is open only by day decides it. A row without a time must yield none, and one with
/// only candidates must not be decided. Where a day is given it must be right as well.
/// </summary>
internal static class ClockReadings
{
    internal sealed record Row(string Id, string Text, string? Time, string? Day = null, bool Ambiguous = false, IReadOnlyList<string>? Candidates = null);

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            var heard = Listener.Nowhere.Hear(label.Text, Listener.AnyDay).Whens;
            HashSet<TimeOnly> times = [.. heard.SelectMany(when => new[] { when.From, when.OtherTime }).OfType<TimeOnly>()];
            var expected = label.Time is null ? (TimeOnly?)null : SetFormat.Clock(row, label.Time);
            var right = expected is { } time
                ? times.Contains(time) && (label.Ambiguous || times.Count == 1)
                : label.Candidates is { Count: > 0 } candidates
                    ? times.Count > 1 && candidates.Any(candidate => times.Contains(SetFormat.Clock(row, candidate)))
                    : times.Count == 0;
            if (expected is not null) tally.Time.There(right);
            if (!right && times.Count > 0) tally.Time.NotThere();
            if (Relative(label.Day) is { } day) right &= tally.Date.There(heard.Any(when => when.Day == day));
            tally.Exact.Add(right);
            tally.Row(
                label.Id, label.Text, $"{label.Time ?? (label.Candidates is null ? "nothing" : string.Join(" or ", label.Candidates))} {label.Day}".Trim(),
                Listener.Describe(heard), right ? null : heard.Count > 0 ? Harm.Wrong : Harm.NotHeard);
        }
    }

    /// <summary>The day that a word of the labels means, as of <see cref="Listener.AnyDay"/>; null for a word that names none.</summary>
    public static DateOnly? Relative(string? word)
    {
        var today = DateOnly.FromDateTime(Listener.AnyDay);
        if (word is "today" or "tomorrow" or "day_after_tomorrow") return today.AddDays(word == "today" ? 0 : word == "tomorrow" ? 1 : 2);
        if (!Enum.TryParse<DayOfWeek>(word, ignoreCase: true, out var weekday)) return null;
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }
}
