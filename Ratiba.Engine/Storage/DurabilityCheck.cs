using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// Whether a commit of this server survives a power cut. A 2xx means committed, so a server that answers "committed" from memory must never be ready.
/// </summary>
public sealed class DurabilityCheck(Database database)
{
    private const string Sql =
        """
        select name, setting from pg_catalog.pg_settings
        where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting in ('off', 'false', 'no', '0')
        order by name
        """;

    /// <summary>The settings that break the promise; empty when the server is durable. Any other <c>synchronous_commit</c> than off flushes locally first.</summary>
    /// <exception cref="NpgsqlException">The server does not answer.</exception>
    public async Task<IReadOnlyList<UnsafeSetting>> FindUnsafeAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<UnsafeSetting> found = [];
        while (await reader.ReadAsync(cancellation)) found.Add(new UnsafeSetting(reader.GetString(0), reader.GetString(1)));
        return found;
    }
}

/// <summary>A server setting under which an acknowledged event can be lost.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record UnsafeSetting(string Name, string Value)
{
    /// <summary>What is wrong and what to do.</summary>
    public string Problem =>
        $"PostgreSQL runs with {Name} = {Value}: a committed event could be lost. Run `ALTER SYSTEM RESET {Name}; SELECT pg_reload_conf();` " +
        $"(and look for {Name} in ALTER ROLE and ALTER DATABASE settings), or set it to on.";
}
