using System.CommandLine;
using BenchmarkDotNet.Reports;

namespace Ratiba.Bench.Support;

/// <summary>Keeps BenchmarkDotNet's tables for the repository (<c>Ratiba.Bench/results</c>).</summary>
internal static class ResultFiles
{
    /// <summary>The option that names the folder.</summary>
    public static Option<string?> Option() => new("--results") { Description = "Also copies the tables, in GitHub's Markdown, into this folder." };

    /// <summary>Copies the summary's table into the folder, if one is named.</summary>
    public static void Keep(Summary summary, string? folder)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(summary.ResultsDirectoryPath, $"{summary.Title[..summary.Title.IndexOf('-')]}-report-github.md"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file).Replace("-report-github", "", StringComparison.Ordinal)), overwrite: true);
    }
}
