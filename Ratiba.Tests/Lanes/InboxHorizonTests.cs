using Npgsql;
using Ratiba.Engine.Lanes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

public sealed class InboxHorizonTests(PostgresCluster cluster)
{
    /// <summary>
    /// Nothing else completes in the meantime, so a snapshot does not know of the held-up append: with the snapshot's xmax for a bound the second look passed its number,
    /// and its event was never read.
    /// </summary>
    [Fact]
    public async Task AppendThatIsHeldUp_IsNotPassed()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        InboxHorizon horizon = new();
        await using var append = await database.Database.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await append.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            insert into public.inbox_keys_current (key) values (gen_random_uuid());
            insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body)
            values (1, gen_random_uuid(), 1, 'message.text', 1, '1', '') returning seq
            """,
            append, transaction);
        var seq = (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!; // an insert of one row returns it

        for (var look = 0; look < 5; look++)
        {
            horizon.Observe(await LaneLeases.LookAsync(database.Database, TestContext.Current.CancellationToken));
            Assert.True(horizon.Safe.Seq < seq, $"look {look} passed {seq}");
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        // The other tests' databases share the cluster's transaction ids: theirs may be older.
        await Eventually.TrueAsync("the horizon passes the committed append", async () =>
        {
            horizon.Observe(await LaneLeases.LookAsync(database.Database, TestContext.Current.CancellationToken));
            return horizon.Safe.Seq == seq;
        }, TimeSpan.FromSeconds(20));
    }
}
