namespace Ratiba.Engine.Storage;

/// <summary>How this node talks to Postgres.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Connections for everything but lanes and inbox. More do not help on two cores; fewer make admin calls queue.</summary>
    public int PoolSize { get; set; } = 16;

    /// <summary>Statements kept prepared on one lane's connection; about six per busy tenant. The least used give way.</summary>
    public int PreparedStatementsPerLane { get; set; } = 512;
}
