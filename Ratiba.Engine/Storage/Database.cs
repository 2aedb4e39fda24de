using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// The one database of this node. Lanes and the inbox keep their own long-lived connections (<see cref="OpenDedicatedAsync"/>);
/// everything else borrows from the pool.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource _pooled;
    private readonly NpgsqlDataSource _dedicated;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="options">Sizes and limits.</param>
    public Database(string connectionString, DatabaseOptions options)
    {
        _pooled = Source(connectionString, "ratiba", pooling: true, options.PoolSize, autoPrepare: 64);
        _dedicated = Source(connectionString, "ratiba-dedicated", pooling: false, 0, options.PreparedStatementsPerLane);
    }

    internal NpgsqlDataSource Pool => _pooled;

    /// <summary>A connection from the pool.</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => _pooled.OpenConnectionAsync(cancellation);

    /// <summary>A connection of the caller's own, so that a backend's prepared statements and relation cache belong to one lane.</summary>
    internal ValueTask<NpgsqlConnection> OpenDedicatedAsync(CancellationToken cancellation) => _dedicated.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pooled.DisposeAsync();
        await _dedicated.DisposeAsync();
    }

    private static NpgsqlDataSource Source(string connectionString, string name, bool pooling, int size, int autoPrepare)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = name,
            Pooling = pooling,
            MaxAutoPrepare = autoPrepare,
            AutoPrepareMinUsages = 2,
            // A cancelled statement must not hang its lane on a dead server.
            CancellationTimeout = 2_000,
            NoResetOnClose = true,
            Multiplexing = false,
        };
        // The fixed-shape statements of lanes and inbox have one good plan; without this Postgres plans some of them anew at every call.
        if (!pooling) settings.Options = "-c plan_cache_mode=force_generic_plan";
        else settings.MaxPoolSize = size;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
