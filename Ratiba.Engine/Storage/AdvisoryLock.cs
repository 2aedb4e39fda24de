using System.Buffers.Binary;
using Npgsql;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Storage;

/// <summary>A lock between nodes, held by a connection of its own: it falls with the node.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    // One number space for the whole database; the high half marks ours, the low half says what. Tenants' locks use the one-number form, a space of its own.
    private const int Ours = 0x5241; // "RA"

    private readonly NpgsqlConnection _connection;

    private AdvisoryLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the lock.</summary>
    public static Task<AdvisoryLock> TakeAsync(Database database, LockSubject subject, CancellationToken cancellation) =>
        TakeAsync(database, $"select pg_advisory_lock({Ours}, {(int)subject})", cancellation);

    /// <summary>Waits for the lock of one tenant's schema.</summary>
    public static Task<AdvisoryLock> TakeAsync(Database database, TenantId tenant, CancellationToken cancellation)
    {
        Span<byte> bytes = stackalloc byte[16];
        tenant.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return TakeAsync(database, $"select pg_advisory_lock({BinaryPrimitives.ReadInt64BigEndian(bytes[8..])})", cancellation);
    }

    /// <summary>Lets go by ending the session.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<AdvisoryLock> TakeAsync(Database database, string sql, CancellationToken cancellation)
    {
        var connection = await database.OpenDedicatedAsync(cancellation);
        try
        {
            // No timeout: another node's migration takes as long as it takes; the caller's token ends the wait.
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
            return new AdvisoryLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>What only one node does at a time.</summary>
internal enum LockSubject
{
    /// <summary>Migrating <c>public</c>.</summary>
    PublicMigration = 1,

    /// <summary>Migrating all tenants.</summary>
    TenantMigrations = 2,

    /// <summary>Making and dropping partitions.</summary>
    Partitions = 3,
}
