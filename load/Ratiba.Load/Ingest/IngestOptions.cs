namespace Ratiba.Load.Ingest;

/// <summary>What the command line asks of an ingest run.</summary>
internal sealed record IngestOptions
{
    public required int Rounds { get; init; }

    public required TimeSpan Round { get; init; }

    public required TimeSpan Open { get; init; }

    public required int Connections { get; init; }

    public required int Tenants { get; init; }

    public required long Preload { get; init; }

    /// <summary>A running server's connection string; null for the embedded one.</summary>
    public required string? Database { get; init; }

    public required string? Folder { get; init; }

    public required string? Json { get; init; }

    public required bool Baselines { get; init; }

    public required bool WithLanes { get; init; }
}
