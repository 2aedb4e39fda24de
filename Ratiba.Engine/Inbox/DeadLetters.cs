using Dapper;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Inbox;

/// <summary>
/// What could not be handled, and its way back (OB2, OB3). A replay appends the same bytes to the inbox as a new event, in the transaction that marks the letter
/// as replayed: it happens once however often it is asked for.
/// </summary>
public sealed class DeadLetters
{
    private const string PageSql = """
        select id, channel, kind, reason, detail, attempts, received_at as ReceivedAt, parked_at as ParkedAt, replayed_at as ReplayedAt
        from public.dead_letters where tenant_id = @tenant and id > @after order by id limit @limit
        """;

    private const string ReplaySql = """
        with letter as (
          update public.dead_letters set replayed_at = now()
          where id = @id and tenant_id = @tenant and replayed_at is null
          returning channel, kind, conversation, account, body)
        insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body)
        select @lane, @tenant, channel, kind, conversation, account, body from letter
        """;

    // The reasons are those that pass by themselves: the tenant was not there yet, or did not serve. Written as the partial index has them, so that it is used.
    private const string IsPassing = "replayed_at is null and reason in ('unknown_tenant', 'tenant_suspended', 'tenant_provisioning')";

    private const string WaitingSql = $"select distinct channel, account from public.dead_letters where {IsPassing} and account <> '' limit @limit";

    // Oldest first, so that a conversation comes back in the order in which it was parked.
    private const string AdoptSql = $"""
        with letter as (
          update public.dead_letters set replayed_at = now(), tenant_id = @tenant
          where id in (
            select id from public.dead_letters
            where {IsPassing} and channel = @channel and account = @account and (tenant_id is null or tenant_id = @tenant)
            order by received_at, id limit @limit for update skip locked)
          returning id, channel, kind, conversation, account, body, received_at)
        insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body)
        select @lane, @tenant, channel, kind, conversation, account, body from letter order by received_at, id
        """;

    private readonly Database _database;
    private readonly InboxWakeUps _wakeUps;

    internal DeadLetters(Database database, InboxWakeUps wakeUps)
    {
        _database = database;
        _wakeUps = wakeUps;
    }

    /// <summary>A page of a tenant's letters, in the order of their ids; the body stays inside.</summary>
    public async Task<IReadOnlyList<DeadLetter>> PageAsync(TenantId tenant, Guid after, int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<DeadLetterRow>(
            new CommandDefinition(PageSql, new { tenant = tenant.Value, after, limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToLetter())];
    }

    /// <summary>Puts the letter back into its tenant's lane.</summary>
    /// <param name="tenant">Whose it must be; another tenant's letter is not found.</param>
    /// <param name="lane">The tenant's lane.</param>
    /// <param name="id">The letter.</param>
    /// <param name="cancellation">Stops waiting; the replay may still happen.</param>
    public async Task<ReplayOutcome> ReplayAsync(TenantId tenant, short lane, Guid id, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var replayed = await connection.ExecuteAsync(
            new CommandDefinition(ReplaySql, new { tenant = tenant.Value, lane, id }, cancellationToken: cancellation));
        if (replayed == 1)
        {
            _wakeUps.Wake(lane);
            return ReplayOutcome.Replayed;
        }
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from public.dead_letters where id = @id and tenant_id = @tenant)", new { id, tenant = tenant.Value }, cancellationToken: cancellation));
        return exists ? ReplayOutcome.AlreadyReplayed : ReplayOutcome.NotFound;
    }

    /// <summary>Accounts with letters whose reason may have passed.</summary>
    internal async Task<IReadOnlyList<(ChannelKind Channel, string Account)>> WaitingAccountsAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<(short Channel, string Account)>(
            new CommandDefinition(WaitingSql, new { limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => ((ChannelKind)row.Channel, row.Account))];
    }

    /// <summary>Replays what was parked for an account only because its tenant was not there or did not serve. Returns how many came back.</summary>
    internal async Task<int> AdoptAsync(TenantId tenant, short lane, ChannelKind channel, string account, int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var adopted = await connection.ExecuteAsync(new CommandDefinition(
            AdoptSql, new { tenant = tenant.Value, lane, channel = (short)channel, account, limit }, cancellationToken: cancellation));
        if (adopted > 0) _wakeUps.Wake(lane);
        return adopted;
    }

    private sealed record DeadLetterRow(
        Guid Id, short Channel, string Kind, string Reason, string? Detail, short Attempts, DateTime ReceivedAt, DateTime ParkedAt, DateTime? ReplayedAt)
    {
        public DeadLetter ToLetter() => new(Id, (ChannelKind)Channel, Kind, Reason, Detail, Attempts, ReceivedAt, ParkedAt, ReplayedAt);
    }
}

/// <summary>An event that could not be handled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Kind">What it is, by the provider's name.</param>
/// <param name="Reason">A stable word.</param>
/// <param name="Detail">More for the operator, or null.</param>
/// <param name="Attempts">Tries before it was parked.</param>
/// <param name="ReceivedAt">When it came in, UTC.</param>
/// <param name="ParkedAt">When it was given up, UTC.</param>
/// <param name="ReplayedAt">When it was put back, UTC; null when it has not been.</param>
public sealed record DeadLetter(
    Guid Id, ChannelKind Channel, string Kind, string Reason, string? Detail, short Attempts, DateTime ReceivedAt, DateTime ParkedAt, DateTime? ReplayedAt);

/// <summary>What became of a replay.</summary>
public enum ReplayOutcome
{
    /// <summary>The event is in the inbox again.</summary>
    Replayed,

    /// <summary>It was put back before; a second time would be a second effect.</summary>
    AlreadyReplayed,

    /// <summary>No such letter of this tenant.</summary>
    NotFound,
}
