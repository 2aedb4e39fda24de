using System.Globalization;

namespace Ratiba.Engine.Storage;

/// <summary>
/// One Ratiba per data folder. The operating system holds the lock for as long as the process lives and lets go of it however the process ends,
/// so that a crash leaves nothing to clean up.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock or says who has it.</summary>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "ratiba.lock");
        // A locked file cannot even be opened for reading here, so the holder's pid stands beside it.
        var pidPath = Path.Combine(folder, "ratiba.pid");
        FileStream file;
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB).
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse) when (inUse is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            var holder = File.Exists(pidPath) ? File.ReadAllText(pidPath).Trim() : "unknown";
            throw new StorageException(
                $"The data folder {folder} is in use by the Ratiba process {holder}. Stop it (kill {holder}), or give this one another folder by RATIBA_DATA.", inUse);
        }
        File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        return new FolderLock(file);
    }

    /// <summary>Lets go. The file stays: deleting it would let two later processes lock two different files of one name.</summary>
    public void Dispose() => _file.Dispose();
}
