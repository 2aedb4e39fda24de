using System.Globalization;
using System.Text.Json;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Language.Times;

/// <summary>Swahili times and dates that others wrote, against what their sources say they are.</summary>
public sealed class SwahiliDataTests
{
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    [Fact]
    public void Swahili_clock_readings_agree_with_their_sources()
    {
        List<string> wrong = [];
        var rows = 0;
        foreach (var row in Rows("swahili_clock"))
        {
            if (row.GetProperty("time").GetString() is not { } time) continue;
            rows++;
            var text = row.GetProperty("text").GetString()!;
            if (!Read(text).Any(when => Says(when, time))) wrong.Add(text);
        }
        Assert.True(wrong.Count * 20 <= rows, $"{wrong.Count} of {rows} are wrong, one in twenty is allowed: {string.Join("; ", wrong)}");
    }

    [Fact]
    public void Decidable_times_of_Swahili_requests_are_read()
    {
        List<string> wrong = [];
        var rows = 0;
        foreach (var row in Rows("injongo_swahili"))
        {
            var text = row.GetProperty("text").GetString()!;
            foreach (var span in row.GetProperty("spans").EnumerateArray())
            {
                if (span.GetProperty("label").GetString() != "TIME" || !span.TryGetProperty("derived", out var derived) || !derived.TryGetProperty("time", out var time)) continue;
                rows++;
                var (start, end) = (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
                if (!Read(text).Any(when => when.Span.Start < end && start < when.Span.Start + when.Span.Length && Says(when, time.GetString()!))) wrong.Add(span.GetProperty("text").GetString()!);
            }
        }
        Assert.True(wrong.Count * 20 <= rows, $"{wrong.Count} of {rows} are wrong, one in twenty is allowed: {string.Join("; ", wrong)}");
    }

    private static bool Says(HeardWhen when, string time) => when.From == TimeOnly.Parse(time, CultureInfo.InvariantCulture);

    private static HeardWhen[] Read(string text)
    {
        using var room = new UtteranceRoom();
        var found = new HeardWhen[8];
        return found[..WhenReader.Read(room.Read(text, Lexicon.Shipped), s_context, found)];
    }

    private static IEnumerable<JsonElement> Rows(string set)
    {
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Folder($"datasets/{set}"), "dev.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }
}
