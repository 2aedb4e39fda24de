using Ratiba.Bench.Language;
using Ratiba.Tests.Architecture;

namespace Ratiba.Tests.Language;

/// <summary>Our own labelled messages and injection lines, read where they lie in the sources.</summary>
internal static class LabelledFiles
{
    /// <summary>The folder of the labelled messages.</summary>
    public static string Folder { get; } = Path.Combine(Sources.Root, "Ratiba.Tests", "Language", "Labelled");

    /// <summary>One file of them.</summary>
    public static LabelledSet Of(string file) => LabelledSet.Read(file, Folder, [Path.Combine(Folder, file)]);

    /// <summary>The texts of all of them.</summary>
    public static string[] Texts() => [.. Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal)
        .SelectMany(file => Of(Path.GetFileName(file)).Rows).Select(row => row.As<OwnMessages.Row>().Text)];

    /// <summary>The injection lines with their file.</summary>
    public static IEnumerable<(string File, string Text)> Injections() =>
        from file in Directory.GetFiles(Path.Combine(Sources.Root, "Ratiba.Tests", "Language", "Injections"), "*.txt").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)
        select (Path.GetFileName(file), line);
}
