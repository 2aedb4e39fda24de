using System.Globalization;
using System.Text.Json;

namespace Ratiba.Bench.Language;

/// <summary>
/// A kind of labelled row that can be scored. It is recognised by the fields of the rows, never by a folder's name: any folder of the format is evaluated.
/// </summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Fields">Fields that every row of it has.</param>
/// <param name="Score">Scores a set of it.</param>
internal sealed record SetFormat(string Name, string[] Fields, Action<LabelledSet, SetTally> Score)
{
    /// <summary>All formats, the more specific first.</summary>
    public static readonly IReadOnlyList<SetFormat> All =
    [
        new("service dialogues", ["utterance", "acts", "spans"], ServiceDialogues.Score),
        new("own messages", ["text", "intents", "slots"], OwnMessages.Score),
        new("expressions in sentences", ["text", "reference", "entities"], TimeSentences.Score),
        new("bare expressions", ["text", "reference", "type", "expected"], TimeExpressions.Score),
        new("intents and spans", ["text", "intent", "spans"], SwahiliIntents.Score),
        new("short messages", ["text", "label"], ShortMessages.Score),
        new("money and dates", ["text", "kind", "value"], MoneyAndDates.Score),
        new("clock readings", ["text", "time"], ClockReadings.Score),
    ];

    /// <summary>The format of the rows, or null when it is none that is known.</summary>
    public static SetFormat? Of(LabelledSet set) =>
        All.FirstOrDefault(format => format.Fields.All(field => set.Rows[0].Json.TryGetProperty(field, out _)));

    /// <summary>Scores the set.</summary>
    public SetTally Evaluate(LabelledSet set)
    {
        // Named here, so that no format has to ask for each field; what is of a wrong type is named when the row is read.
        foreach (var row in set.Rows)
            foreach (var field in Fields)
                if (!row.Json.TryGetProperty(field, out _)) throw row.Bad($"the field \"{field}\" is missing, which every row of \"{Name}\" has.");
        var tally = new SetTally(set.Name, Name);
        Score(set, tally);
        return tally;
    }

    /// <summary>A date and time of a label.</summary>
    public static DateTime Instant(LabelledRow row, string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        ? DateTime.SpecifyKind(at, DateTimeKind.Unspecified)
        : throw row.Bad($"\"{text}\" is no date and time.");

    /// <summary>A day of a label.</summary>
    public static DateOnly Day(LabelledRow row, string text) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day : throw row.Bad($"\"{text}\" is no date.");

    /// <summary>A time of day of a label.</summary>
    public static TimeOnly Clock(LabelledRow row, string text) =>
        TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : throw row.Bad($"\"{text}\" is no time of day.");
}

/// <summary>A stretch of a row's text.</summary>
internal sealed record LabelledSpan(int Start, int End, string Text, string? Slot = null, string? Label = null, JsonElement? Derived = null);
