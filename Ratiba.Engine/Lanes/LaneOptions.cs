using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Lanes;

/// <summary>How lanes read, retry and change owners.</summary>
public sealed class LaneOptions
{
    /// <summary>False makes this node an edge only: it takes webhooks, other nodes handle them.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Lanes made with a new database; more allow more nodes, each costs a connection. Fixed for the life of the database.</summary>
    [Range(1, 1024)]
    public int Count { get; set; } = 8;

    /// <summary>Events in one transaction at most. Larger batches cost less per event and make others wait longer.</summary>
    [Range(1, 10_000)]
    public int BatchEvents { get; set; } = 256;

    /// <summary>
    /// The least time between the beginnings of two rounds of a lane that has read everything. Longer makes larger rounds, which cost less per event (with 50 ms
    /// about 15 % more turns per second); a customer who writes to a busy lane waits that much longer at most.
    /// </summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a lane trusts that no wake-up was missed; events that another node committed wait this long at most.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node owns its lanes without renewing. Shorter fails over sooner and tolerates shorter pauses of the process.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of one event before it is parked.</summary>
    [Range(1, 100)]
    public int MostAttempts { get; set; } = 5;

    /// <summary>The pause after the first failed try; it grows fourfold with each further one.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between tries, and between attempts to reach a database that is away.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stopping node may finish its batches; what is left stays in the inbox.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
