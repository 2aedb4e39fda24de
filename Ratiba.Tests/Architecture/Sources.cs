namespace Ratiba.Tests.Architecture;

/// <summary>The source files of the solution this test run was built from.</summary>
internal static class Sources
{
    /// <summary>The folder with <c>Ratiba.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files of a project with their text, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Of(string project)
    {
        var root = Path.Combine(Root, project);
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(root, path);
            var folder = relative.Split(Path.DirectorySeparatorChar)[0];
            if (folder is "bin" or "obj") continue;
            yield return new SourceFile($"{project}/{relative}", folder == relative ? "" : folder, File.ReadAllText(path));
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ratiba.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No Ratiba.sln above {AppContext.BaseDirectory}: the tests read the sources and must run from their build folder.");
    }
}

/// <param name="Path">Relative to the solution.</param>
/// <param name="Folder">The feature: the first folder below the project; empty at the root.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Folder, string Text);
