using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>
/// Bare expressions of time, and texts that are none (<c>duckling_time_en</c>). In scope: the strict rows. The source gives a day to every time, the next such time; so do we here, because
/// the turn does (<see cref="Assumptions.Day"/>). Ranges end one unit after what they include: compared is <c>end_minus_grain</c>, or <c>end</c> for a part of the day, as
/// datasets/README.md says.
/// </summary>
internal static class TimeExpressions
{
    internal sealed record Row(string Id, string Text, DateTime Reference, string Type, Expectation? Expected, bool Strict = true, string? Grain = null, IReadOnlyList<string>? Tags = null);

    internal sealed record Expectation(string? Value = null, string? Start = null, string? End = null, string? EndMinusGrain = null);

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            if (!label.Strict)
            {
                tally.OutOfScope();
                continue;
            }
            var heard = Listener.FarAhead.Hear(label.Text, label.Reference).Whens;
            var said = Said(heard, label);
            var expected = Expected(row, label);
            var right = tally.Exact.Add(expected is null ? heard.Count == 0 : said == expected);
            tally.Row(label.Id, label.Text, expected?.ToString() ?? "nothing", Listener.Describe(heard), right ? null : heard.Count > 0 ? Harm.Wrong : Harm.NotHeard);
        }
    }

    private static Stretch? Said(IReadOnlyList<HeardWhen> heard, Row label)
    {
        Stretch? said = null;
        foreach (var when in heard)
        {
            var piece = Stretch.Of(when);
            said = said is null ? piece : said.Value.With(piece);
            if (said is null) return null;
        }
        if (said is not { From: { } from } stretch) return said;
        // "in an hour" is known to the minute here and to the hour there.
        if (label.Grain == "hour" && label.Tags?.Contains("relative-offset") == true) stretch = stretch with { From = from = new TimeOnly(from.Hour, 0) };
        if (stretch.Day is not null) return stretch;
        var day = DateOnly.FromDateTime(label.Reference).AddDays(from < TimeOnly.FromDateTime(label.Reference) ? 1 : 0);
        return stretch with { Day = day, LastDay = stretch.To <= from ? day.AddDays(1) : day };
    }

    private static Stretch? Expected(LabelledRow row, Row label)
    {
        if (label.Type == "none") return null;
        var expected = label.Expected ?? throw row.Bad("nothing is expected, but the type is not \"none\".");
        if (expected.Value is { } value) return label.Type == "date" ? Stretch.OfDay(SetFormat.Day(row, value)) : Stretch.OfInstant(SetFormat.Instant(row, value));
        if (expected.Start is null || expected.End is null) return new Stretch(null, null, null, null, OpenEnded: true);
        if (label.Type == "daterange") return Stretch.OfDays(SetFormat.Day(row, expected.Start), SetFormat.Day(row, expected.End).AddDays(-1));
        var end = label.Tags?.Contains("daypart") == true ? expected.End : expected.EndMinusGrain ?? expected.End;
        return Stretch.OfInstants(SetFormat.Instant(row, expected.Start), SetFormat.Instant(row, end));
    }
}
