using Npgsql;

namespace Ratiba.Load.Baselines;

/// <summary>A database of its own in the server's cluster: the same settings, the same disk, no shared tables.</summary>
internal static class BaselineDatabase
{
    // The columns of an inbox row that matter for its size, and the same kind of key.
    private const string Table = """
        create table events (
          key uuid primary key,
          received_at timestamptz not null default now(),
          account text not null,
          kind text not null,
          body bytea not null)
        """;

    /// <summary>Makes it anew; the connection string of the new database.</summary>
    public static async Task<string> CreateAsync(string cluster, string name, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(cluster))
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, $"drop database if exists {name} with (force)", cancellationToken);
            await ExecuteAsync(connection, $"create database {name}", cancellationToken);
        }

        var own = new NpgsqlConnectionStringBuilder(cluster) { Database = name }.ConnectionString;
        await using (var connection = new NpgsqlConnection(own))
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, Table, cancellationToken);
        }

        return own;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
