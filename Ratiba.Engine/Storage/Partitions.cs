using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// The days of the big append-only tables: made a week ahead, dropped whole when they are old. No row is ever deleted one by one.
/// Nothing here waits long for a lock, so ingest never queues behind it; what could not be done now is done in an hour.
/// </summary>
internal sealed partial class Partitions(Database database, RetentionOptions retention, TimeProvider clock, ILogger<Partitions> log)
{
    private const int DaysAhead = 7;

    private const string Events = "inbox_events";
    private const string Settled = "inbox_settled";
    private const string Outbox = "outbox";

    // Rows of these days are never updated and leave with their table: vacuuming what was just inserted costs ingest 4 % (docs/decisions/0002-group-commit.md) and finds
    // nothing. The vacuum against transaction id wraparound comes all the same.
    private const string AppendOnly = " with (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 1)";

    private readonly ILogger _log = log;

    /// <summary>Makes what is missing, then drops what is old. One node at a time.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var turn = await AdvisoryLock.TakeAsync(database, LockSubject.Partitions, cancellation);
        await using var connection = await database.OpenDedicatedAsync(cancellation);
        await ExecuteAsync(connection, "set lock_timeout = '2s'; set statement_timeout = '60s'", cancellation);

        await MakeAsync(connection, Events, AppendOnly, DayPartition.InstantBound, cancellation);
        await MakeAsync(connection, Settled, AppendOnly, DayPartition.InstantBound, cancellation);
        await MakeAsync(connection, Outbox, "", DayPartition.IdBound, cancellation);

        // In this order: an event whose settlement is gone would look like one that waits.
        await DropAsync(connection, Events, retention.Events, HasUnsettledSql, cancellation);
        await DropAsync(connection, Settled, retention.Events, HasEventsSql, cancellation);
        await DropAsync(connection, Outbox, retention.Outbox, HasPendingSql, cancellation);
    }

    private static string HasUnsettledSql(DayPartition day) =>
        $"""
        select exists (
          select 1 from public.{day.Name} e left join public.lanes l on l.lane = e.lane
          where e.seq > coalesce(l.floor, 0)
            and not exists (select 1 from public.inbox_settled s where s.lane = e.lane and s.seq = e.seq and s.received_at = e.received_at))
        """;

    private static string HasEventsSql(DayPartition day) => $"select to_regclass('public.{(day with { Table = Events }).Name}') is not null";

    private static string HasPendingSql(DayPartition day) => $"select exists (select 1 from public.{day.Name} where state = 0)";

    private async Task MakeAsync(NpgsqlConnection connection, string table, string storage, Func<DateOnly, string> bound, CancellationToken cancellation)
    {
        var existing = (await FindAsync(connection, table, cancellation)).Select(found => found.Partition.Day).ToHashSet();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        for (var day = today.AddDays(-1); day <= today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            if (existing.Contains(day)) continue;
            var name = new DayPartition(table, day).Name;
            // CREATE TABLE … PARTITION OF would lock the parent against everybody; ATTACH lets reads and writes go on.
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await ExecuteAsync(connection, $"create table public.{name} (like public.{table} including all){storage}", cancellation);
                await ExecuteAsync(connection, $"alter table public.{table} attach partition public.{name} for values from ('{bound(day)}') to ('{bound(day.AddDays(1))}')", cancellation);
                await transaction.CommitAsync(cancellation);
                LogMade(name);
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable && day > today.AddDays(1))
            {
                // There are days left to try again; only a day that is about to be written must exist now.
                LogBusy(name, busy.SqlState);
            }
        }
    }

    private async Task DropAsync(NpgsqlConnection connection, string table, TimeSpan keep, Func<DayPartition, string> isNeededSql, CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - keep;
        foreach (var found in await FindAsync(connection, table, cancellation))
        {
            if (found.Partition.End > oldest) continue;
            try
            {
                if (!found.Detaching && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(isNeededSql(found.Partition), cancellationToken: cancellation)))
                {
                    LogKept(found.Partition.Name);
                    continue;
                }
                // Interrupted after its first half, a concurrent detach can only be finished.
                var how = found.Detaching ? "finalize" : "concurrently";
                if (found.Attached) await ExecuteAsync(connection, $"alter table public.{table} detach partition public.{found.Partition.Name} {how}", cancellation);
                await ExecuteAsync(connection, $"drop table public.{found.Partition.Name}", cancellation);
                LogDropped(found.Partition.Name);
            }
            catch (PostgresException busy)
            {
                // An old day is no reason to stop, whatever keeps it.
                LogBusy(found.Partition.Name, busy.SqlState);
            }
        }
    }

    private static async Task<IReadOnlyList<Found>> FindAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        // A detached partition that was not dropped yet (we died between the two) is only known by its name.
        var sql =
            $"""
            select c.relname as name, i.inhrelid is not null as attached, coalesce(i.inhdetachpending, false) as detaching
            from pg_catalog.pg_class c left join pg_catalog.pg_inherits i on i.inhrelid = c.oid and i.inhparent = 'public.{table}'::regclass
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like '{table}\_%'
            order by c.relname
            """;
        var rows = await connection.QueryAsync<(string Name, bool Attached, bool Detaching)>(new CommandDefinition(sql, cancellationToken: cancellation));
        List<Found> found = [];
        foreach (var row in rows)
            if (DayPartition.Parse(table, row.Name) is { } day) found.Add(new Found(day, row.Attached, row.Detaching));
        return found;
    }

    private static Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellation));

    private sealed record Found(DayPartition Partition, bool Attached, bool Detaching);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition} was made")]
    private partial void LogMade(string partition);

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition} was dropped")]
    private partial void LogDropped(string partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} is past its time but is kept: rows in it still wait to be handled")]
    private partial void LogKept(string partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} could not be made or dropped now ({SqlState}); it is tried again in an hour")]
    private partial void LogBusy(string partition, string sqlState);
}
