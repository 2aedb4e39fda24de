namespace Ratiba.Load.Machine;

/// <summary>Where the project's folders are: the load run starts the server from its own build.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Assembly(string project, string name)
    {
        var path = Path.Combine(Root, project, "bin", "Release", "net10.0", name + ".dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not there: start with ./ratiba load, or build {project} for Release");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ratiba.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Ratiba.sln was not found above {AppContext.BaseDirectory}: run the load generator from inside the repository");
    }
}
