namespace Ratiba.Tests.Support;

/// <summary>The folder <c>shared</c> beside the project: payloads and data of others, read by tests and never copied.</summary>
internal static class SharedData
{
    /// <summary>The path of a folder of it; skips the test where it is absent.</summary>
    public static string Folder(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", relative);
            if (File.Exists(Path.Combine(folder.FullName, "shared", "DESIGN.md")) && Directory.Exists(candidate)) return candidate;
        }
        Assert.Skip($"shared/{relative} is not beside the project on this machine.");
        return "";
    }
}
