namespace Ratiba.Load.Machine;

/// <summary>The run's files: kept where the command line says, otherwise temporary.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly bool _keep;

    public WorkFolder(string? chosen)
    {
        _keep = chosen is not null;

        // Beside /tmp, not in it: the embedded server's account must be able to enter, and /tmp may be memory instead of a disk.
        Root = chosen is null ? Directory.CreateDirectory(Path.Combine("/var/tmp", "ratiba-load-" + Path.GetRandomFileName())).FullName : Path.GetFullPath(chosen);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public void Dispose()
    {
        if (!_keep && Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
