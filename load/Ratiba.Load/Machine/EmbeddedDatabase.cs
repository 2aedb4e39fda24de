using Npgsql;

namespace Ratiba.Load.Machine;

/// <summary>How the embedded server of a data folder is reached; the same files that <c>./ratiba sql</c> reads.</summary>
internal static class EmbeddedDatabase
{
    private const string Name = "ratiba";

    public static async Task<string> ConnectionStringAsync(string data, CancellationToken cancellationToken)
    {
        var home = await PointerAsync(Path.Combine(data, "postgres.at"), Path.Combine(data, "postgres"), cancellationToken);
        var socket = await PointerAsync(Path.Combine(home, "run.at"), Path.Combine(home, "run"), cancellationToken);
        var password = (await File.ReadAllTextAsync(Path.Combine(home, "password"), cancellationToken)).Trim();
        return new NpgsqlConnectionStringBuilder { Host = socket, Username = Name, Password = password, Database = Name }.ConnectionString;
    }

    // A long or closed path makes the server put its folder elsewhere and name the place in a file.
    private static async Task<string> PointerAsync(string pointer, string otherwise, CancellationToken cancellationToken) =>
        File.Exists(pointer) ? (await File.ReadAllTextAsync(pointer, cancellationToken)).Trim() : otherwise;
}
