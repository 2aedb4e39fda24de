namespace Ratiba.Engine.Storage;

/// <summary>
/// Who runs the server. PostgreSQL refuses to run as root, rightly: a server that executes SQL must not own the machine. So when we are root the server
/// gets an account of its own (<c>postgres</c>, which Debian's package makes, else <c>nobody</c>) through <c>setpriv</c>, which drops root's groups too and,
/// unlike <c>su</c> and <c>runuser</c>, opens no PAM session. When we are not root the server runs as ourselves.
/// </summary>
internal sealed class ServerAccount
{
    private readonly string? _uid;
    private readonly string? _gid;

    private ServerAccount(string? uid, string? gid)
    {
        _uid = uid;
        _gid = gid;
    }

    /// <summary>Decides from the process's own rights.</summary>
    public static ServerAccount Find()
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount(null, null);
        foreach (var name in (string[])["postgres", "nobody"])
            foreach (var line in File.ReadLines("/etc/passwd"))
                if (line.Split(':') is [var user, _, var uid, var gid, ..] && user == name) return new ServerAccount(uid, gid);
        throw new StorageException("This process is root, PostgreSQL refuses to run as root, and /etc/passwd knows neither `postgres` nor `nobody`. Start Ratiba as another user.");
    }

    /// <summary>The command line that runs a command as this account.</summary>
    public IReadOnlyList<string> Wrap(params IEnumerable<string> command) =>
        _uid is null ? [.. command] : ["setpriv", $"--reuid={_uid}", $"--regid={_gid}", "--clear-groups", .. command];

    /// <summary>Runs a command as this account.</summary>
    public Task<ChildAnswer> RunAsync(IEnumerable<string> command, string? input, CancellationToken cancellation)
    {
        var line = Wrap(command);
        return ChildCommand.RunAsync(line[0], line.Skip(1), input, cancellation);
    }

    /// <summary>Makes a folder that only this account (and root) may enter.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken cancellation)
    {
        string[] owner = _uid is null ? [] : ["-o", _uid, "-g", _gid!]; // set together
        var made = await ChildCommand.RunAsync("install", ["-d", "-m", "700", .. owner, folder], null, cancellation);
        if (!made.Succeeded) throw new StorageException($"The folder {folder} for the database server cannot be made: {made.Error.Trim()}");
    }

    /// <summary>
    /// Writes a file as this account. We may be root and the folder is the account's: writing there as root would follow a planted link.
    /// </summary>
    public async Task WriteFileAsync(string path, string text, CancellationToken cancellation)
    {
        var written = await RunAsync(["sh", "-c", "umask 077; cat > \"$1\"", "sh", path], text, cancellation);
        if (!written.Succeeded) throw new StorageException($"The file {path} cannot be written: {written.Error.Trim()}");
    }

    /// <summary>Whether this account may enter a folder; one closed parent (root's home, say) is enough to keep it out.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellation) =>
        (await RunAsync(["test", "-x", folder], null, cancellation)).Succeeded;
}
