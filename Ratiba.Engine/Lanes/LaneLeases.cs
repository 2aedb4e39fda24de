using Dapper;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Lanes;

/// <summary>All SQL of leases and of the inbox's horizon. Leases run by the database's clock only.</summary>
internal static class LaneLeases
{
    // The number first, then a transaction id: see InboxHorizon. A transaction of its own, since that of a beat has its id before it reads the number.
    private const string LookSql = """
        select case when is_called then last_value else last_value - 1 end from public.inbox_seq;
        select pg_current_xact_id()::text::bigint as own, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest, now() at time zone 'utc' as now;
        """;

    private const string BeatSql = """
        insert into public.nodes (id, started_at, seen_at) select @node, now(), now() where @works on conflict (id) do update set seen_at = now();
        delete from public.nodes where seen_at < now() - @lease * 10;
        select count(*)::int from public.nodes where seen_at > now() - @lease;
        update public.lanes l set lease_until = now() + @lease, floor = greatest(l.floor, mine.floor)
        from unnest(@lanes, @epochs, @floors) as mine(lane, epoch, floor)
        where l.lane = mine.lane and l.epoch = mine.epoch and l.owner = @node
        returning l.lane;
        """;

    // An owner that stands still, or whose machine is gone, may hold its lane in an open transaction for ever: its session is ended, and a later beat takes the lane.
    private const string EndStuckSql = """
        select pg_terminate_backend(a.pid) from public.lanes l join pg_stat_activity a on a.application_name = @sessions || l.lane
        where l.lease_until < now() and a.datname = current_database() and a.usename = current_user and a.xact_start < now() - @lease
        """;

    // A running transaction of the old owner holds the lane in share mode. Its lane is passed over: waiting for it would keep this node from renewing its own leases.
    // After this commit the old owner can commit nothing more.
    private const string TakeSql = """
        with free as materialized (select lane from public.lanes where lease_until < now() order by lane limit @most for update skip locked)
        update public.lanes l set epoch = l.epoch + 1, owner = @node, lease_until = now() + @lease
        from free where l.lane = free.lane
        returning l.lane, l.epoch, l.floor
        """;

    private const string ReleaseSql = """
        update public.lanes l set owner = null, lease_until = '-infinity', floor = greatest(l.floor, mine.floor)
        from unnest(@lanes, @floors) as mine(lane, floor) where l.lane = mine.lane and l.owner = @node
        """;

    /// <summary>Renews leases, saves floors and counts the nodes that work on lanes, in one round trip.</summary>
    public static async Task<Beat> BeatAsync(
        Database database, Guid node, short[] lanes, long[] epochs, long[] floors, bool works, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(
            new CommandDefinition(BeatSql, new { node, works, lease, lanes, epochs, floors }, cancellationToken: cancellation));
        var nodes = await results.ReadSingleAsync<int>();
        var renewed = (await results.ReadAsync<short>()).ToHashSet();
        return new Beat(Math.Max(nodes, 1), renewed);
    }

    /// <summary>Looks at the horizon.</summary>
    public static async Task<Seen> LookAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(LookSql, cancellationToken: cancellation));
        var head = await results.ReadSingleAsync<long>();
        var transactions = await results.ReadSingleAsync<(long Own, long Oldest, DateTime Now)>();
        return new Seen(head, (ulong)transactions.Own, (ulong)transactions.Oldest, DateTime.SpecifyKind(transactions.Now, DateTimeKind.Utc));
    }

    /// <summary>Takes lanes whose lease has run out, each with a new epoch.</summary>
    public static async Task<IEnumerable<TakenLane>> TakeAsync(Database database, Guid node, int most, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(EndStuckSql, new { lease, sessions = LaneStore.Sessions }, cancellationToken: cancellation));
        var taken = await connection.QueryAsync<(short Lane, long Epoch, long Floor)>(
            new CommandDefinition(TakeSql, new { node, most, lease }, cancellationToken: cancellation));
        return taken.Select(row => new TakenLane(row.Lane, row.Epoch, row.Floor));
    }

    /// <summary>Gives lanes back, so that another node can take them at once.</summary>
    public static async Task ReleaseAsync(Database database, Guid node, short[] lanes, long[] floors, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(ReleaseSql, new { node, lanes, floors }, cancellationToken: cancellation));
    }

    /// <summary>The lanes of this database.</summary>
    public static async Task<int> CountAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("select count(*)::int from public.lanes", cancellationToken: cancellation));
    }

    /// <summary>What one beat found.</summary>
    internal sealed record Beat(int Nodes, HashSet<short> Renewed);

    /// <summary>What <see cref="InboxHorizon.Observe"/> takes.</summary>
    /// <param name="Head">The last number given out.</param>
    /// <param name="Own">A transaction id that was given out after that number was read.</param>
    /// <param name="Oldest">Every transaction with a lower id has ended.</param>
    /// <param name="Now">UTC.</param>
    internal sealed record Seen(long Head, ulong Own, ulong Oldest, DateTime Now);

    /// <summary>A lane that now belongs to this node.</summary>
    internal sealed record TakenLane(short Lane, long Epoch, long Floor);
}
