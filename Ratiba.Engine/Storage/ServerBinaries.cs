using System.Globalization;

namespace Ratiba.Engine.Storage;

/// <summary>An installed PostgreSQL server.</summary>
/// <param name="Folder">Its <c>bin</c> folder.</param>
/// <param name="Major">Its major version.</param>
internal sealed record ServerBinaries(string Folder, int Major)
{
    /// <summary>The oldest version whose features the schema uses.</summary>
    public const int OldestMajor = 15;

    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The path of one of its programs.</summary>
    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>
    /// The configured folder; else the newest server of at least version 15 among Debian's and those on the PATH. An existing cluster can only be
    /// opened by its own major version.
    /// </summary>
    public static async Task<ServerBinaries> FindAsync(string? configured, int? clusterMajor, CancellationToken cancellation)
    {
        List<ServerBinaries> found = [];
        foreach (var folder in configured is null ? Candidates() : [configured])
        {
            if (!File.Exists(Path.Combine(folder, "initdb")) || !File.Exists(Path.Combine(folder, "postgres"))) continue;
            if (await MajorOf(folder, cancellation) is { } major) found.Add(new ServerBinaries(folder, major));
        }

        var usable = found.Where(server => server.Major >= OldestMajor && (clusterMajor is null || server.Major == clusterMajor)).MaxBy(server => server.Major);
        if (usable is not null) return usable;

        var wanted = clusterMajor ?? OldestMajor;
        var seen = found.Count == 0 ? "none" : string.Join(", ", found.Select(server => $"{server.Major} in {server.Folder}"));
        var where = configured ?? $"{DebianRoot}/*/bin and PATH";
        throw new StorageException(
            $"No PostgreSQL server {(clusterMajor is null ? $"of version {wanted} or newer" : $"of version {wanted}, which made this cluster,")} in {where} (found: {seen}). " +
            $"Install it with `apt-get install postgresql-{wanted}`, or set RATIBA_DATABASE to a running one.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Directory.Exists(DebianRoot))
            foreach (var version in Directory.EnumerateDirectories(DebianRoot)) yield return Path.Combine(version, "bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)) yield return folder;
    }

    private static async Task<int?> MajorOf(string folder, CancellationToken cancellation)
    {
        // "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"
        var answer = await ChildCommand.RunAsync(Path.Combine(folder, "postgres"), ["--version"], null, cancellation);
        var number = answer.Output.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0]));
        var digits = number is null ? "" : new string([.. number.TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
