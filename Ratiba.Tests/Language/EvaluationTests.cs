using System.Text.Json;
using Ratiba.Bench.Language;

namespace Ratiba.Tests.Language;

/// <summary>The evaluation command: formats known by their fields, bad data named, figures in the laid down shape.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("ratiba-labels-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void Run_KnownRowsInAnyFolder_AreScored()
    {
        Write("a_name_of_no_meaning", """{"id":"1","text":"3pm","time":"15:00"}""", """{"id":"2","text":"hello","time":null}""");
        Write("prices", """{"id":"1","content":"Haircut 500","currency":"KES"}""");
        var json = Path.Combine(_data, "figures.json");

        Assert.Equal(0, LanguageCommand.Run(_data, json, null, _output, _errors));

        using var figures = JsonDocument.Parse(File.ReadAllText(json));
        var set = Assert.Single(figures.RootElement.GetProperty("sets").EnumerateObject());
        Assert.Equal("a_name_of_no_meaning", set.Name);
        Assert.Equal(["rows", "in_scope", "intent_accuracy", "slot_f1", "exact"], set.Value.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["date", "time", "staff", "money"], set.Value.GetProperty("slot_f1").EnumerateObject().Select(field => field.Name));
        Assert.Equal(2, set.Value.GetProperty("rows").GetInt32());
        Assert.Equal(1, set.Value.GetProperty("exact").GetDouble());
        Assert.Equal(JsonValueKind.Null, set.Value.GetProperty("intent_accuracy").ValueKind);
        Assert.Empty(figures.RootElement.GetProperty("misses").EnumerateArray());
        Assert.Contains("prices: skipped", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"2","text":"saa nne""", "line 2: not JSON")]
    [InlineData("""["saa nne"]""", "line 2: not a JSON object")]
    [InlineData("""{"id":"2","text":"saa nne"}""", "line 2: the field \"time\" is missing")]
    [InlineData("""{"id":"2","text":"saa nne","time":10}""", "line 2: \"time\" is missing or of another type")]
    [InlineData("""{"id":"2","text":"saa nne","time":"ten"}""", "line 2: \"ten\" is no time of day")]
    [InlineData("""{"id":"2","text":"\ud83d","time":null}""", "line 2: a string is not valid Unicode")]
    public void Run_BrokenLine_IsNamedAndOthersAreScored(string line, string expected)
    {
        Write("broken", """{"id":"1","text":"3pm","time":"15:00"}""", line);
        Write("whole", """{"id":"1","text":"3pm","time":"15:00"}""");

        Assert.Equal(2, LanguageCommand.Run(_data, null, null, _output, _errors));

        Assert.Contains(Path.Combine(_data, "broken", "dev.jsonl"), _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("whole", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EmptyFile_IsNamed()
    {
        Write("empty");
        Assert.Equal(2, LanguageCommand.Run(_data, null, null, _output, _errors));
        Assert.Contains("the file is empty", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoFolder_IsNamed()
    {
        Assert.Equal(2, LanguageCommand.Run(Path.Combine(_data, "absent"), null, null, _output, _errors));
        Assert.Contains("there is no such folder", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnwritableResult_IsNamed()
    {
        Write("whole", """{"id":"1","text":"3pm","time":"15:00"}""");
        Assert.Equal(2, LanguageCommand.Run(_data, Path.Combine(_data, "absent", "figures.json"), null, _output, _errors));
        Assert.Contains("cannot be written", _errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private void Write(string set, params string[] lines) => File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Path.Combine(_data, set)).FullName, "dev.jsonl"), lines);
}
