using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ratiba.Bench.Language;

/// <summary>Prints the figures, and writes them as JSON.</summary>
internal static class Report
{
    private const int WorstShown = 8;

    /// <summary>A table of all sets and the worst misses of each.</summary>
    public static void Print(TextWriter to, IReadOnlyList<SetTally> tallies)
    {
        var width = tallies.Max(tally => tally.Name.Length);
        to.WriteLine($"{"set".PadRight(width)}   rows  scope  intents    exact    whole");
        foreach (var tally in tallies)
            to.WriteLine($"{tally.Name.PadRight(width)} {tally.Rows,6} {tally.InScope,6} {Percent(tally.Intent.Value),8} {Percent(tally.Exact.Value),8} {Percent(tally.Whole.Value),8}");
        to.WriteLine();
        to.WriteLine($"{"slot".PadRight(width)}             precision   recall       F1    hits  false missed");
        foreach (var tally in tallies)
            foreach (var (name, slot) in Slots(tally))
                if (slot.F1 is not null)
                    to.WriteLine($"{tally.Name.PadRight(width)} {name,-8}     {Percent(slot.Precision),8} {Percent(slot.Recall),8} {Percent(slot.F1),8} {slot.Hits,7} {slot.False,6} {slot.Missed,6}");
        foreach (var tally in tallies.Where(tally => tally.Misses.Count > 0))
        {
            to.WriteLine();
            to.WriteLine($"{tally.Name}: the worst of {tally.Misses.Count} misses ({tally.Format})");
            foreach (var miss in tally.WorstMisses.Take(WorstShown))
            {
                to.WriteLine($"  {miss.Id}: {OneLine(miss.Text)}");
                to.WriteLine($"      expected {miss.Expected}");
                to.WriteLine($"      heard    {miss.Got}");
            }
        }
    }

    /// <summary>Writes the figures as issue 3 lays them down; null where a figure does not apply.</summary>
    public static void Write(string file, IReadOnlyList<SetTally> tallies)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("sets");
        foreach (var tally in tallies)
        {
            json.WriteStartObject(tally.Name);
            json.WriteNumber("rows", tally.Rows);
            json.WriteNumber("in_scope", tally.InScope);
            WriteFigure(json, "intent_accuracy", tally.Intent.Value);
            if (Slots(tally).All(slot => slot.Slot.F1 is null))
            {
                json.WriteNull("slot_f1");
            }
            else
            {
                json.WriteStartObject("slot_f1");
                foreach (var (name, slot) in Slots(tally)) WriteFigure(json, name, slot.F1);
                json.WriteEndObject();
            }
            WriteFigure(json, "exact", tally.Exact.Value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("misses");
        foreach (var miss in tallies.SelectMany(tally => tally.Misses).OrderByDescending(miss => miss.Harm))
        {
            json.WriteStartObject();
            json.WriteString("set", miss.Set);
            json.WriteString("id", miss.Id);
            json.WriteString("text", miss.Text);
            json.WriteString("expected", miss.Expected);
            json.WriteString("got", miss.Got);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (string Name, SlotTally Slot)[] Slots(SetTally tally) => [("date", tally.Date), ("time", tally.Time), ("staff", tally.Staff), ("money", tally.Money)];

    private static void WriteFigure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure) json.WriteNumber(name, Math.Round(figure, 4));
        else json.WriteNull(name);
    }

    private static string Percent(double? value) => value is { } share ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text).Replace('\n', ' ').Replace('\r', ' ').ToString();
        return line.Length <= 200 ? line : line[..200] + " …";
    }
}
