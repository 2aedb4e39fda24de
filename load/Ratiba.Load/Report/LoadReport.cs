using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ratiba.Load.Report;

/// <summary>The figures of one run: where, when, with what, how much, and whether that is enough.</summary>
internal sealed record LoadReport(string Scenario, DateTimeOffset At, IReadOnlyDictionary<string, string> Machine, IReadOnlyList<Figure> Figures)
{
    /// <summary>Whether every figure that has a target meets it.</summary>
    public bool Passed => Figures.All(figure => figure.Passed != false);

    /// <summary>A Markdown table, so that it can stand in the README as it is.</summary>
    public string ToTable()
    {
        string[] heads = ["figure", "value", "target", ""];
        List<string[]> rows = [heads, .. Figures.Select(figure => new[] { figure.Name, figure.Value, figure.Target ?? "", figure.Mark })];
        var widths = Enumerable.Range(0, heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Scenario}, {At:yyyy-MM-dd HH:mm} UTC");
        foreach (var (name, value) in Machine)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {value}");
        }

        text.AppendLine();
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
            if (i == 0)
            {
                text.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).AppendLine("|");
            }
        }

        return text.ToString();
    }

    public Task SaveAsync(string path, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, ReportJson.Default.LoadReport), cancellationToken);
}

/// <summary>The JSON of <c>--json</c>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
