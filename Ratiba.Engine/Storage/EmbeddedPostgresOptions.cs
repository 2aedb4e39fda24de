namespace Ratiba.Engine.Storage;

/// <summary>The private PostgreSQL cluster of one node.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>Where the cluster, its password, its log and its lock live.</summary>
    public required string Folder { get; init; }

    /// <summary>The server's <c>bin</c> folder; null looks for the newest one that is installed.</summary>
    public string? BinFolder { get; init; }

    /// <summary>False switches fsync and its like off, for clusters that are thrown away after a test. <see cref="DurabilityCheck"/> refuses such a server.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Megabytes of shared buffers. The working set is small (the newest events, the lanes, the catalogues); the rest is the kernel's cache.</summary>
    public int SharedBuffersMegabytes { get; init; } = 256;

    /// <summary>Connections the server admits: a node's pool, its lanes and inbox writers, and room for an operator.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>How long a start may take. Recovery after a crash replays at most <c>max_wal_size</c>, which is well under a minute here.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a fast shutdown (with its checkpoint) may take before it becomes an immediate one, which is a crash that recovery mends.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Further server settings; they win over ours.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
