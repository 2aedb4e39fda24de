using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Storage;

public sealed class PartitionsTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("inbox_events")]
    [InlineData("inbox_settled")]
    [InlineData("outbox")]
    public async Task Days_AreMadeFromYesterdayToAWeekAhead(string table)
    {
        await using var db = await cluster.CreateDatabaseAsync();

        await db.RunPartitionsAsync(new ManualClock(Now));
        await db.RunPartitionsAsync(new ManualClock(Now));

        var days = await DaysAsync(db, table);
        Assert.Equal(
            [$"{table}_20260228", .. Enumerable.Range(1, 8).Select(day => $"{table}_2026030{day}")], days.Where(name => name.StartsWith($"{table}_20260", StringComparison.Ordinal)
                && string.CompareOrdinal(name, $"{table}_20260309") < 0));
    }

    [Fact]
    public async Task OutboxRow_LandsInTheDayOfItsId()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        await db.RunPartitionsAsync(new ManualClock(Now));
        var lastOfDay = new DateTimeOffset(2026, 3, 1, 23, 59, 59, 999, TimeSpan.Zero);

        await InsertOutboxAsync(db, lastOfDay, state: 0);
        await InsertOutboxAsync(db, lastOfDay.AddMilliseconds(1), state: 0);

        Assert.Equal(["outbox_20260301", "outbox_20260302"], await db.QueryAsync<string>("select tableoid::regclass::text from public.outbox order by id"));
    }

    [Fact]
    public async Task SettledDay_IsDroppedAfterAMonth()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(Now);
        await db.RunPartitionsAsync(clock);
        await InsertEventAsync(db, seq: 1);
        await db.ExecuteAsync("insert into public.inbox_settled (lane, seq, received_at) values (0, 1, @at)", new { at = Now });

        clock.Advance(TimeSpan.FromDays(30.4));
        await db.RunPartitionsAsync(clock);
        Assert.Contains("inbox_events_20260301", await DaysAsync(db, "inbox_events"));

        clock.Advance(TimeSpan.FromDays(0.2));
        await db.RunPartitionsAsync(clock);
        Assert.DoesNotContain("inbox_events_20260301", await DaysAsync(db, "inbox_events"));
        Assert.DoesNotContain("inbox_settled_20260301", await DaysAsync(db, "inbox_settled"));
    }

    // Fails when HasUnsettledSql is replaced by `select false`: the day was gone.
    [Fact]
    public async Task UnsettledEvent_KeepsItsDayUntilItIsSettled()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(Now);
        await db.RunPartitionsAsync(clock);
        await InsertEventAsync(db, seq: 1);
        await InsertEventAsync(db, seq: 2);
        await db.ExecuteAsync("insert into public.inbox_settled (lane, seq, received_at) values (0, 2, @at)", new { at = Now });

        clock.Advance(TimeSpan.FromDays(60));
        await db.RunPartitionsAsync(clock);
        Assert.Contains("inbox_events_20260301", await DaysAsync(db, "inbox_events"));
        Assert.Contains("inbox_settled_20260301", await DaysAsync(db, "inbox_settled"));
        Assert.DoesNotContain("inbox_events_20260302", await DaysAsync(db, "inbox_events"));

        await db.ExecuteAsync("update public.lanes set floor = 2 where lane = 0");
        await db.RunPartitionsAsync(clock);
        Assert.DoesNotContain("inbox_events_20260301", await DaysAsync(db, "inbox_events"));
    }

    [Fact]
    public async Task PendingOutboxRow_KeepsItsDay()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(Now);
        await db.RunPartitionsAsync(clock);
        await InsertOutboxAsync(db, Now, state: 0);
        await InsertOutboxAsync(db, Now.AddDays(1), state: 1);

        clock.Advance(TimeSpan.FromDays(120));
        await db.RunPartitionsAsync(clock);

        var days = await DaysAsync(db, "outbox");
        Assert.Contains("outbox_20260301", days);
        Assert.DoesNotContain("outbox_20260302", days);
    }

    [Fact]
    public async Task DetachInterruptedHalfWay_IsFinished()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(Now);
        await db.RunPartitionsAsync(clock);
        await using (var reader = new NpgsqlConnection(db.ConnectionString))
        {
            // An open reader keeps a concurrent detach in its second half, where a timeout then ends it.
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var reading = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var count = new NpgsqlCommand("select count(*) from public.inbox_events", reader);
            await count.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            await using var detaching = new NpgsqlConnection(db.ConnectionString);
            await detaching.OpenAsync(TestContext.Current.CancellationToken);
            // Two commands: what runs "concurrently" must stand alone.
            await using var limit = new NpgsqlCommand("set lock_timeout = '50ms'", detaching);
            await limit.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var detach = new NpgsqlCommand("alter table public.inbox_events detach partition public.inbox_events_20260302 concurrently", detaching);
            var timedOut = await Assert.ThrowsAsync<PostgresException>(() => detach.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, timedOut.SqlState);
        }
        Assert.True(await db.ScalarAsync<bool>("select inhdetachpending from pg_inherits where inhrelid = 'public.inbox_events_20260302'::regclass"));

        clock.Advance(TimeSpan.FromDays(40));
        await db.RunPartitionsAsync(clock);

        Assert.DoesNotContain("inbox_events_20260302", await db.QueryAsync<string>("select relname from pg_class where relkind = 'r'"));
    }

    // A prepared insert keeps working over the rename, and lands in the new table.
    [Fact]
    public async Task Keys_AreRotatedAfterAMonth_AndRememberedForAnother()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var rotation = new KeyRotation(db.Database, new RetentionOptions(), clock, NullLogger<KeyRotation>.Instance);
        await using var writer = new NpgsqlConnection(db.ConnectionString);
        await writer.OpenAsync(TestContext.Current.CancellationToken);
        await using var insert = new NpgsqlCommand("insert into public.inbox_keys_current values ($1)", writer) { Parameters = { new NpgsqlParameter<Guid>() } };
        await insert.PrepareAsync(TestContext.Current.CancellationToken);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await InsertKeyAsync(first);

        clock.Advance(TimeSpan.FromDays(30.9));
        Assert.False(await rotation.RunAsync(TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromDays(0.2));
        Assert.True(await rotation.RunAsync(TestContext.Current.CancellationToken));
        Assert.False(await rotation.RunAsync(TestContext.Current.CancellationToken));
        await InsertKeyAsync(second);
        Assert.Equal(first, await db.ScalarAsync<Guid>("select key from public.inbox_keys_previous"));
        Assert.Equal(second, await db.ScalarAsync<Guid>("select key from public.inbox_keys_current"));

        clock.Advance(TimeSpan.FromDays(32));
        Assert.True(await rotation.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(second, await db.ScalarAsync<Guid>("select key from public.inbox_keys_previous"));

        async Task InsertKeyAsync(Guid key)
        {
            insert.Parameters[0].Value = key;
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task KeysInUse_RotationGivesWay()
    {
        await using var db = await cluster.CreateDatabaseAsync();
        var clock = new ManualClock(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(32));
        var rotation = new KeyRotation(db.Database, new RetentionOptions(), clock, NullLogger<KeyRotation>.Instance);
        await using var writer = new NpgsqlConnection(db.ConnectionString);
        await writer.OpenAsync(TestContext.Current.CancellationToken);
        await using (await writer.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var insert = new NpgsqlCommand("insert into public.inbox_keys_current values (gen_random_uuid())", writer);
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            Assert.False(await rotation.RunAsync(TestContext.Current.CancellationToken));
        }
        Assert.True(await rotation.RunAsync(TestContext.Current.CancellationToken));
    }

    private static Task<IReadOnlyList<string>> DaysAsync(TestDatabase db, string table) => db.QueryAsync<string>(
        "select inhrelid::regclass::text from pg_inherits where inhparent = @table::regclass order by 1", new { table = $"public.{table}" });

    private static Task InsertEventAsync(TestDatabase db, long seq) => db.ExecuteAsync(
        """
        insert into public.inbox_events (seq, received_at, lane, tenant_id, channel, kind, conversation, account, body)
        values (@seq, @at, 0, gen_random_uuid(), 1, 'message.text', 0, 'a', '')
        """,
        new { seq, at = Now });

    private static Task InsertOutboxAsync(TestDatabase db, DateTimeOffset at, short state) => db.ExecuteAsync(
        """
        insert into public.outbox (id, tenant_id, lane, channel, account, recipient, conversation, kind, body, state, next_at)
        values (@id, gen_random_uuid(), 0, 1, 'a', 'r', 0, 'message', '', @state, @at)
        """,
        new { id = RowId.At(at), at, state });
}
