using Dapper;

namespace Ratiba.Engine.Storage;

/// <summary>The rows of <c>public.lanes</c>. A tenant's lane is its id modulo their number, so the number is settled when the database is made.</summary>
internal static class LaneTable
{
    /// <summary>Makes the lanes of a new database; checks those of an old one.</summary>
    /// <exception cref="StorageException">The database was made with another number.</exception>
    public static async Task EnsureAsync(Database database, int count, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two nodes starting together: the second sees the first one's rows.
        await connection.ExecuteAsync(new CommandDefinition("lock table public.lanes in exclusive mode", transaction: transaction, cancellationToken: cancellation));
        var found = await connection.QuerySingleAsync<int>(new CommandDefinition(
            "select count(*)::int from public.lanes", transaction: transaction, cancellationToken: cancellation));
        if (found == 0)
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into public.lanes (lane) select generate_series(0, @count - 1)", new { count }, transaction, cancellationToken: cancellation));
        else if (found != count)
            throw new StorageException(
                $"Lanes:Count is {count}, but this database was made with {found} lanes; tenants would change lanes and lose their order. Set Lanes:Count to {found}.");
        await transaction.CommitAsync(cancellation);
    }
}
