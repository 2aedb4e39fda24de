using System.Security.Cryptography;
using Dapper;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Nodes of one database must have one master key: a node with another would write secrets that the others cannot open, and fail at theirs one by one. The first start
/// leaves the key's fingerprint in the database, every later one compares.
/// </summary>
internal sealed class MasterKeyCheck(Database database, MasterKeys keys)
{
    /// <summary>Refuses to go on with a key that is not this database's.</summary>
    /// <exception cref="StorageException">None of the configured keys is the database's.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into public.master_key (fingerprint) values (@first) on conflict do nothing", new { first = keys.Fingerprints[0] }, cancellationToken: cancellation));
        var known = await connection.QuerySingleAsync<byte[]>(new CommandDefinition("select fingerprint from public.master_key", cancellationToken: cancellation));
        if (keys.Fingerprints.Any(fingerprint => CryptographicOperations.FixedTimeEquals(fingerprint, known))) return;
        throw new StorageException(
            $"This database was begun with the master key of fingerprint {Short(known)}; {keys.Source} has {string.Join(", ", keys.Fingerprints.Select(Short))}. "
            + "All nodes of one RATIBA_DATABASE must have the same key: set RATIBA_MASTER_KEY to that of the other nodes (without the setting it is in master.key in the RATIBA_DATA "
            + "of the first one). To change the key, set new,old on every node.");
    }

    /// <summary>From now on the first key is the database's: every data key is wrapped by it.</summary>
    public async Task MoveToFirstAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "update public.master_key set fingerprint = @first where fingerprint <> @first", new { first = keys.Fingerprints[0] }, cancellationToken: cancellation));
    }

    private static string Short(byte[] fingerprint) => Convert.ToHexStringLower(fingerprint.AsSpan(0, 4));
}
