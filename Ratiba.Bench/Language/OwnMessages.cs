using System.Text.Json;
using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>
/// Our own labelled messages (<c>Ratiba.Tests/Language/Labelled</c>), said to the shop of <c>shop.json</c>. Intents are right when exactly the labelled ones were heard, in any order; slots
/// when exactly the labelled ones were heard with the labelled values. Exact: the rows with any slot of time. Slot figures compare values, without their place.
/// </summary>
internal static class OwnMessages
{
    private static readonly HashSet<string> s_days = ["day", "day_to", "old_day"];
    private static readonly HashSet<string> s_clocks = ["time", "times", "part", "from", "to", "old_time"];

    internal sealed record Row(string Id, string Text, string[] Intents, Dictionary<string, JsonElement> Slots, string? Asked = null, string[]? Options = null);

    /// <summary>What was labelled and heard of one row.</summary>
    internal sealed record Answer(Row Label, IReadOnlyList<Intent> Wanted, IReadOnlyList<Intent> Heard, SortedDictionary<string, string> Expected, SortedDictionary<string, string> Got)
    {
        public bool IntentsRight => Wanted.ToHashSet().SetEquals(Heard);

        public bool SlotsRight => Same(_ => true);

        /// <summary>Whether these slots are as labelled.</summary>
        public bool Same(Func<string, bool> slots) => Expected.Where(slot => slots(slot.Key)).SequenceEqual(Got.Where(slot => slots(slot.Key)));
    }

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var answer in Answers(set))
        {
            tally.Intent.Add(answer.IntentsRight);
            ScoreSlot(answer, tally.Date, s_days);
            ScoreSlot(answer, tally.Time, s_clocks);
            ScoreSlot(answer, tally.Staff, ["staff"]);
            ScoreSlot(answer, tally.Money, ["money"]);
            if (answer.Expected.Keys.Any(IsTime)) tally.Exact.Add(answer.Same(IsTime));
            var stray = answer.Heard.Except(answer.Wanted).ToArray();
            Harm? harm = answer is { IntentsRight: true, SlotsRight: true } ? null : stray.Length == 0 ? answer.IntentsRight ? Harm.Wrong : Harm.NotHeard : stray.Max(Commands.HarmOf);
            var asked = answer.Label.Asked is { } question ? $"[{question}?] " : "";
            tally.Row(answer.Label.Id, asked + answer.Label.Text, Describe(answer.Wanted, answer.Expected), Describe(answer.Heard, answer.Got), harm);
        }
    }

    /// <summary>Puts every row to the ear.</summary>
    public static IEnumerable<Answer> Answers(LabelledSet set)
    {
        var shop = LabelledShop.Read(set.Folder);
        var listener = new Listener(shop.Words);
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            Intent[] wanted = [.. label.Intents.Select(intent => Commands.Of(intent) ?? throw row.Bad($"the intent \"{intent}\" is unknown."))];
            var heard = listener.Hear(label.Text, shop.Now, AskedOf(row, label), label.Options);
            SortedDictionary<string, string> expected = new(label.Slots.ToDictionary(slot => slot.Key, slot => Text(slot.Key, slot.Value)), StringComparer.Ordinal);
            yield return new Answer(label, wanted, [.. heard.Intents.Select(intent => intent.Intent).Distinct()], expected, HeardSlots.Of(heard, shop));
        }
    }

    private static bool IsTime(string slot) => s_days.Contains(slot) || s_clocks.Contains(slot);

    private static void ScoreSlot(Answer answer, SlotTally tally, HashSet<string> slots)
    {
        foreach (var (slot, value) in answer.Expected)
            if (slots.Contains(slot)) tally.There(answer.Got.GetValueOrDefault(slot) == value);
        tally.NotThere(answer.Got.Count(slot => slots.Contains(slot.Key) && answer.Expected.GetValueOrDefault(slot.Key) != slot.Value));
    }

    private static Asked AskedOf(LabelledRow row, Row label) => label.Asked is null
        ? Asked.Nothing
        : Enum.TryParse<Asked>(label.Asked.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var asked)
            ? asked
            : throw row.Bad($"the question \"{label.Asked}\" is unknown.");

    private static string Text(string slot, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => HeardSlots.Set(value.EnumerateArray().Select(item => item.ToString())),
        JsonValueKind.Number => value.GetDecimal().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
        _ => slot == "name" ? value.ToString().ToLowerInvariant() : value.ToString(),
    };

    private static string Describe(IEnumerable<Intent> intents, SortedDictionary<string, string> slots) =>
        $"{Commands.Labels(intents)}{string.Concat(slots.Select(slot => $" | {slot.Key}={slot.Value}"))}";
}
