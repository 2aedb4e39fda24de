using System.Text.Json;
using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>
/// Swahili with an intent and labelled spans (<c>injongo_swahili</c>). Intents are scored where the desk has a counterpart: reservations, cancellations, confirmations; and banking, calls,
/// music and recipes, which must not be taken for the shop's business. Alarms, flights, calendars and travel notices are no messages to a shop and only their spans are scored. Spans
/// count by overlap (the annotators were not of one mind), and where the set derives a value, by that as well. Exact: the TIME spans with one derived <c>time</c>.
/// </summary>
internal static class SwahiliIntents
{
    internal sealed record Row(string Id, string Text, string Intent, IReadOnlyList<LabelledSpan> Spans);

    internal sealed record Derived(int? Day = null, int? Month = null, string? Weekday = null, string? Time = null, decimal? Value = null);

    /// <summary>
    /// What may be heard for the source's intents. Who reserves may be heard to ask whether there is room. "Confirm my reservation" asks whether it stands; it is no yes.
    /// </summary>
    private static readonly Dictionary<string, Intent[]> s_intents = new()
    {
        ["restaurant_reservation"] = [Intent.Book, Intent.CheckAvailability],
        ["book_hotel"] = [Intent.Book, Intent.CheckAvailability],
        ["cancel_reservation"] = [Intent.Cancel],
        ["confirm_reservation"] = [Intent.MyBookings],
        ["transfer"] = [Intent.OutOfScope, Intent.None],
        ["balance"] = [Intent.OutOfScope, Intent.None],
        ["bill_balance"] = [Intent.OutOfScope, Intent.None],
        ["make_call"] = [Intent.OutOfScope, Intent.None],
        ["play_music"] = [Intent.OutOfScope, Intent.None],
        ["recipe"] = [Intent.OutOfScope, Intent.None],
    };

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            var allowed = s_intents.GetValueOrDefault(label.Intent);
            // LANGUAGE.md, section 7: "Nitarudishiwa pesa zangu nikifuta ..?" asks about cancelling and cancels nothing, whatever the source calls it.
            if (label.Intent == "cancel_reservation" && label.Text.Contains('?', StringComparison.Ordinal)) allowed = [Intent.Cancel, Intent.AskPolicy];
            if (allowed is null && label.Spans.Count == 0)
            {
                tally.OutOfScope();
                continue;
            }
            var heard = Listener.Nowhere.Hear(label.Text, Listener.AnyDay);
            var whens = heard.Whens;
            var (right, expected) = ScoreSpans(row, label, heard, whens, tally);
            Harm? harm = right ? null : Harm.Wrong;
            if (allowed is not null && !tally.Intent.Add(Commands.Means(heard, allowed))) harm = Commands.HarmOf(heard.Best);
            tally.Row(
                label.Id, label.Text, string.Join("; ", (allowed is null ? [] : new[] { string.Join(" or ", allowed.Select(Commands.LabelOf)) }).Concat(expected)),
                $"{Commands.Labels(heard.Intents.Select(intent => intent.Intent))}; {Listener.Describe(whens)}", harm);
        }
    }

    private static (bool Right, List<string> Expected) ScoreSpans(LabelledRow row, Row label, Understanding heard, IReadOnlyList<HeardWhen> whens, SetTally tally)
    {
        var right = true;
        List<string> expected = [];
        foreach (var span in label.Spans)
        {
            var derived = span.Derived is { ValueKind: JsonValueKind.Object } json ? Read(row, json) : new Derived();
            var at = whens.Where(when => Listener.Overlap(when.Span, span.Start, span.End));
            var found = span.Label switch
            {
                "DATE" => tally.Date.There(at.Any(when => IsDay(when, derived))),
                "TIME" => tally.Time.There(at.Any(when => IsTime(row, when, derived))),
                "MONEY" => tally.Money.There(heard.Money.Any(amount => Listener.Overlap(amount.Span, span.Start, span.End) && (derived.Value is null || amount.Kes == derived.Value))),
                _ => true,
            };
            if (span.Label == "TIME" && derived.Time is not null) tally.Exact.Add(found);
            right &= found;
            if (!found) expected.Add($"{span.Label} {span.Text} = {derived.Time ?? derived.Weekday ?? (derived.Day is null ? "found" : $"{derived.Day}.{derived.Month}.")}");
        }
        // A finding within any span of time is judged there; "leo jioni" is one TIME, or a DATE and a TIME.
        var stray = whens.Where(when => !label.Spans.Any(span => span.Label is "DATE" or "TIME" && Listener.Overlap(when.Span, span.Start, span.End))).ToArray();
        tally.Date.NotThere(stray.Count(when => when.Day is not null));
        tally.Time.NotThere(stray.Count(when => (when.From ?? when.To) is not null || when.Part is not null));
        tally.Money.NotThere(heard.Money.Count(amount => !label.Spans.Any(span => span.Label == "MONEY" && Listener.Overlap(amount.Span, span.Start, span.End))));
        if (stray.Length > 0) expected.Add("no other time");
        return (right && stray.Length == 0, expected);
    }

    private static Derived Read(LabelledRow row, JsonElement json) => (row with { Json = json }).As<Derived>();

    private static bool IsDay(HeardWhen when, Derived derived)
    {
        foreach (var day in new[] { when.Day, when.LastDay, when.OtherDay }.OfType<DateOnly>())
            if ((derived.Day ?? day.Day) == day.Day && (derived.Month ?? day.Month) == day.Month
                && (derived.Weekday is null || string.Equals(derived.Weekday, day.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase))) return true;
        return false;
    }

    private static bool IsTime(LabelledRow row, HeardWhen when, Derived derived) => derived.Time is { } time
        ? when.OtherTime is null && when.From == SetFormat.Clock(row, time)
        : (when.From ?? when.To) is not null || when.Part is not null;
}
