using Ratiba.Engine.Storage;

namespace Ratiba.Tests.Support;

/// <summary>Folders for throw-away clusters, which the database server's account can pass through; those that the framework makes are closed to it.</summary>
internal static class TestFolder
{
    // A run's cluster stays well under one gigabyte; the rest is for the others on the machine.
    private const long EnoughMemory = 4L << 30;

    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    // In memory where there is plenty: the server is as durable as ever, but making and dropping databases costs a quarter (9 s against 20 to 50 s for the storage
    // tests on a busy machine). What is killed in tests are processes, never the kernel, so nothing is missed.
    private static readonly string Root = Directory.Exists("/dev/shm") && Environment.GetEnvironmentVariable("TMPDIR") is null
        && new DriveInfo("/dev/shm").AvailableFreeSpace >= EnoughMemory
            ? "/dev/shm"
            : Path.GetTempPath();

    public static string Create(string purpose)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The tests start a PostgreSQL cluster, which needs a Unix.");
        var folder = Path.Combine(Root, $"ratiba-test-{purpose}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Deletes what killed runs left behind: old folders whose lock nobody holds.</summary>
    public static void DeleteForgotten()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root, "ratiba-test-*"))
        {
            if (TimeProvider.System.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) < Forgotten) continue;
            try
            {
                using (FolderLock.Take(folder)) Directory.Delete(folder, recursive: true);
            }
            catch (Exception inUse) when (inUse is StorageException or IOException or UnauthorizedAccessException)
            {
                // Another run's, or another user's.
            }
        }
    }
}
