namespace Ratiba.Tests.Support;

/// <summary>Folders below the temporary one that the database server's account can pass through; those that the framework makes are closed to it.</summary>
internal static class TestFolder
{
    public static string Create(string purpose)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The tests start a PostgreSQL cluster, which needs a Unix.");
        var folder = Path.Combine(Path.GetTempPath(), $"ratiba-{purpose}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
