using System.Security.Cryptography;

namespace Ratiba.Engine.Storage;

/// <summary>Where a cluster's files are.</summary>
/// <param name="Home">The server account's own folder; holds everything below.</param>
/// <param name="SocketFolder">Where the server's unix socket is.</param>
internal sealed record ClusterPlace(string Home, string SocketFolder)
{
    // struct sockaddr_un has 108 bytes with the closing zero, and the socket's name follows the folder.
    private const int LongestSocketPath = 107;
    private const string SocketName = "/.s.PGSQL.5432";

    /// <summary>PGDATA.</summary>
    public string Data => Path.Combine(Home, "data");

    /// <summary>What the server said before its own log began, and why it did not start.</summary>
    public string StartLog => Path.Combine(Home, "start.log");

    /// <summary>The generated password, readable by the server's account and root.</summary>
    public string Password => Path.Combine(Home, "password");

    /// <summary>
    /// <c>{folder}/postgres</c>, unless the server's account cannot get there; then a folder of <c>/var/lib/ratiba</c>, which <c>{folder}/postgres.at</c> names.
    /// </summary>
    public static async Task<ClusterPlace> FindAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        var home = await FindHomeAsync(folder, account, cancellation);
        await account.MakeFolderAsync(home, cancellation);
        await account.MakeFolderAsync(Path.Combine(home, "log"), cancellation);
        var socket = Path.Combine(home, "run");
        if (socket.Length + SocketName.Length > LongestSocketPath) socket = await ShortSocketFolderAsync(home, account, cancellation);
        await account.MakeFolderAsync(socket, cancellation);
        return new ClusterPlace(home, socket);
    }

    /// <summary>The server's major version that made the cluster; null when there is none yet.</summary>
    public int? Major()
    {
        var file = Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private static async Task<string> FindHomeAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        if (await account.CanEnterAsync(folder, cancellation)) return Path.Combine(folder, "postgres");

        // We are root and the folder lies below one that only root enters (its home, a temporary folder). Opening that one for others is not ours to do.
        var pointer = Path.Combine(folder, "postgres.at");
        if (File.Exists(pointer)) return (await File.ReadAllTextAsync(pointer, cancellation)).Trim();
        var elsewhere = $"/var/lib/ratiba/{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        Directory.CreateDirectory("/var/lib/ratiba");
        await File.WriteAllTextAsync(pointer, elsewhere + "\n", cancellation);
        return elsewhere;
    }

    private static async Task<string> ShortSocketFolderAsync(string home, ServerAccount account, CancellationToken cancellation)
    {
        // Anyone may write to /tmp, so the name must not be guessable before it exists; it is remembered, so that a crash leaves at most one behind.
        var pointer = Path.Combine(home, "run.at");
        if (File.Exists(pointer))
        {
            var former = (await File.ReadAllTextAsync(pointer, cancellation)).Trim();
            if (Directory.Exists(former)) return former;
        }
        var folder = $"/tmp/ratiba-pg-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        await account.WriteFileAsync(pointer, folder + "\n", cancellation);
        return folder;
    }
}
