using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ratiba.Bench.Language;

/// <summary>One labelled line: a JSON object and where it stands, so that whatever is wrong with it can be named.</summary>
internal sealed record LabelledRow(string File, int Line, JsonElement Json)
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The row as a format's record.</summary>
    public T As<T>()
    {
        try
        {
            return Json.Deserialize<T>(s_options) ?? throw new BadLabelsException($"{File}, line {Line}: the row is null.");
        }
        catch (JsonException e)
        {
            throw Bad(e.Path is null or "$" ? e.Message.Split(" Path:")[0] : $"\"{e.Path.TrimStart('$', '.')}\" is missing or of another type than its format has.");
        }
    }

    /// <summary>What is wrong with this row, named.</summary>
    public BadLabelsException Bad(string what) => new($"{File}, line {Line}: {what}");
}

/// <summary>Labelled data that cannot be read; the message names file, line and what is wrong, and is all that the user sees.</summary>
internal sealed class BadLabelsException(string message) : Exception(message);

/// <summary>A set: all <c>*.jsonl</c> of one folder.</summary>
internal sealed record LabelledSet(string Name, string Folder, IReadOnlyList<LabelledRow> Rows)
{
    /// <summary>The folders at or below <paramref name="directory"/> that hold <c>*.jsonl</c>, with their names: a folder is a set, and so is the directory itself if it holds files.</summary>
    public static IEnumerable<(string Name, string Folder, string[] Files)> Find(string directory)
    {
        foreach (var folder in Directory.EnumerateDirectories(directory).Prepend(directory).Order(StringComparer.Ordinal))
        {
            var files = Directory.GetFiles(folder, "*.jsonl");
            Array.Sort(files, StringComparer.Ordinal);
            if (files.Length > 0) yield return (Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), folder, files);
        }
    }

    /// <summary>Reads all rows of the files.</summary>
    public static LabelledSet Read(string name, string folder, IReadOnlyList<string> files)
    {
        List<LabelledRow> rows = [];
        foreach (var file in files)
        {
            var (before, line) = (rows.Count, 0);
            foreach (var text in File.ReadLines(file))
            {
                line++;
                if (string.IsNullOrWhiteSpace(text)) continue;
                rows.Add(new LabelledRow(file, line, Parse(file, line, text)));
            }
            if (rows.Count == before) throw new BadLabelsException($"{file}: the file is empty; a set has one JSON object a line.");
        }
        return new LabelledSet(name, folder, rows);
    }

    private static JsonElement Parse(string file, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new BadLabelsException($"{file}, line {line}: not a JSON object.");
            ReadStrings(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (InvalidOperationException)
        {
            throw new BadLabelsException($"{file}, line {line}: a string is not valid Unicode.");
        }
        catch (JsonException e)
        {
            throw new BadLabelsException($"{file}, line {line}: not JSON ({e.Message.Split(" LineNumber:")[0].Split(" Path:")[0]})");
        }
    }

    // A string with half a surrogate pair is JSON, but no text: reading it throws, and it should here, where file and line are known.
    private static void ReadStrings(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray()) ReadStrings(item);
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in json.EnumerateObject())
            {
                _ = field.Name;
                ReadStrings(field.Value);
            }
        }
    }
}
