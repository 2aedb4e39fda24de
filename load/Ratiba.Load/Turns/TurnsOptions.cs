namespace Ratiba.Load.Turns;

/// <summary>What the command line asks of a run of turns.</summary>
internal sealed record TurnsOptions
{
    public required int Rounds { get; init; }

    public required TimeSpan Round { get; init; }

    public required TimeSpan Open { get; init; }

    public required int Connections { get; init; }

    public required int Tenants { get; init; }

    /// <summary>Turns that may wait for their reply in the closed model.</summary>
    public required int Window { get; init; }

    public required string? Mix { get; init; }

    public required string? Database { get; init; }

    public required string? Folder { get; init; }

    public required string? Json { get; init; }
}
