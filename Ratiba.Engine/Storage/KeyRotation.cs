using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// Two generations of dedupe keys: the oldest keys go with their table. A writer that waits meanwhile looks the name up anew and finds the new table.
/// </summary>
internal sealed partial class KeyRotation(Database database, RetentionOptions retention, TimeProvider clock, ILogger<KeyRotation> log)
{
    private const string RotateSql =
        """
        drop table public.inbox_keys_previous;
        alter table public.inbox_keys_current rename to inbox_keys_previous;
        alter index public.inbox_keys_current_pkey rename to inbox_keys_previous_pkey;
        create table public.inbox_keys_current (key uuid primary key) with (fillfactor = 90, autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 1);
        """;

    private readonly ILogger _log = log;

    /// <summary>Rotates when the current generation is old enough. False when it is not, or when another session holds the tables: then it is tried again in an hour.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenDedicatedAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            // Writers queue behind a waiting exclusive lock: half a second is what a webhook can spare.
            await ExecuteAsync("set local lock_timeout = '500ms'", null);
            var rotatedAt = await connection.QuerySingleAsync<DateTime>(new CommandDefinition(
                "select rotated_at from public.inbox_key_rotation for update", transaction: transaction, cancellationToken: cancellation));
            var now = clock.GetUtcNow();
            if (now - rotatedAt < retention.Keys) return false;
            await ExecuteAsync(RotateSql, null);
            await ExecuteAsync("update public.inbox_key_rotation set rotated_at = @now", new { now });
            await transaction.CommitAsync(cancellation);
            LogRotated(rotatedAt);
            return true;
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            LogBusy(busy.SqlState);
            return false;
        }

        Task<int> ExecuteAsync(string sql, object? parameters) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dedupe keys were rotated; the current generation was begun at {RotatedAt}")]
    private partial void LogRotated(DateTime rotatedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dedupe keys could not be rotated now ({SqlState}); it is tried again in an hour")]
    private partial void LogBusy(string sqlState);
}
