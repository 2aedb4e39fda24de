using Dapper;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Answers of admin POSTs by Idempotency-Key, for 24 hours (AD4). Whoever inserts the row works; a duplicate waits for the answer.
/// The worker holds a lease: when it dies, a duplicate takes over after the lease, so a crash blocks a key only for that long.
/// </summary>
public sealed class IdempotencyStore
{
    /// <summary>How long an answer is kept (API.md).</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Longer than any admin request takes; a duplicate of a crashed one waits at most this long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(10);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private long _purgedAt;

    /// <summary>On the node's database.</summary>
    public IdempotencyStore(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Claims a key for a request, or tells what is known of it.</summary>
    /// <param name="scope">Whose key it is, and of which route.</param>
    /// <param name="key">The client's key.</param>
    /// <param name="requestHash">SHA-256 of the body.</param>
    /// <param name="owner">This request; it takes part in <see cref="FinishAsync"/> and <see cref="ReleaseAsync"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IdempotencyClaim> ClaimAsync(string scope, string key, byte[] requestHash, Guid owner, CancellationToken cancellation)
    {
        const string sql =
            """
            with claimed as (
              insert into public.idempotency_keys as k (scope, key, request_hash, owner, lease_until, created_at)
              values (@scope, @key, @requestHash, @owner, @lease, @now)
              on conflict (scope, key) do update
                set request_hash = excluded.request_hash, owner = excluded.owner, lease_until = excluded.lease_until, created_at = excluded.created_at,
                    status = null, content_type = null, location = null, body = null
                where k.created_at < @expired or (k.status is null and k.lease_until < @now and k.request_hash = excluded.request_hash)
              returning 1)
            select 1 as "Claimed", null::bytea as "RequestHash", null::smallint as "Status", null as "ContentType", null as "Location", null::bytea as "Body"
            from claimed
            union all
            select 0, request_hash, status, content_type, location, body from public.idempotency_keys
            where scope = @scope and key = @key and not exists (select from claimed)
            """;
        await PurgeAsync(cancellation);
        var now = _clock.GetUtcNow().UtcDateTime;
        await using var connection = await _database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            sql, new { scope, key, requestHash, owner, now, lease = now + Lease, expired = now - Kept }, cancellationToken: cancellation));
        return row switch
        {
            // The row was inserted by another request after our statement's snapshot: it is there the next time we look.
            null => new IdempotencyClaim.UnderWay(),
            { Claimed: 1 } => new IdempotencyClaim.Mine(),
            { RequestHash: var hash } when !requestHash.AsSpan().SequenceEqual(hash) => new IdempotencyClaim.OtherBody(),
            { Status: { } status } => new IdempotencyClaim.Answered(new StoredAnswer(status, row.ContentType, row.Location, row.Body ?? [])),
            _ => new IdempotencyClaim.UnderWay(),
        };
    }

    /// <summary>Stores the answer, unless somebody has taken over.</summary>
    public async Task FinishAsync(string scope, string key, Guid owner, StoredAnswer answer, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update public.idempotency_keys set status = @Status, content_type = @ContentType, location = @Location, body = @Body
            where scope = @scope and key = @key and owner = @owner
            """,
            new { scope, key, owner, Status = (short)answer.Status, answer.ContentType, answer.Location, answer.Body }, cancellationToken: cancellation));
    }

    /// <summary>Lets go of a key whose request came to nothing, so that it can be tried again.</summary>
    public async Task ReleaseAsync(string scope, string key, Guid owner, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from public.idempotency_keys where scope = @scope and key = @key and owner = @owner and status is null",
            new { scope, key, owner }, cancellationToken: cancellation));
    }

    private async Task PurgeAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var last = Interlocked.Read(ref _purgedAt);
        if (now.UtcTicks - last < PurgeInterval.Ticks || Interlocked.CompareExchange(ref _purgedAt, now.UtcTicks, last) != last) return;
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from public.idempotency_keys where created_at < @expired", new { expired = (now - Kept).UtcDateTime }, cancellationToken: cancellation));
    }

    private sealed record Row(int Claimed, byte[]? RequestHash, short? Status, string? ContentType, string? Location, byte[]? Body);
}

/// <summary>What is known of an Idempotency-Key.</summary>
public abstract record IdempotencyClaim
{
    private IdempotencyClaim() { }

    /// <summary>This request is the first: do the work.</summary>
    public sealed record Mine : IdempotencyClaim;

    /// <summary>The first request is at work: look again.</summary>
    public sealed record UnderWay : IdempotencyClaim;

    /// <summary>The key was used with another body.</summary>
    public sealed record OtherBody : IdempotencyClaim;

    /// <summary>The first request was answered.</summary>
    public sealed record Answered(StoredAnswer Answer) : IdempotencyClaim;
}

/// <summary>An answer as it was given. Headers with secrets are not part of it.</summary>
/// <param name="Status">Its status.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Location">Where what was made is.</param>
/// <param name="Body">Its body.</param>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, byte[] Body);
