using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

/// <summary>RELIABILITY.md 12, the noisy neighbour: one tenant's backlog does not hold up the others of its lane (docs/decisions/0007-fair-lanes.md).</summary>
public sealed class FairnessTests(PostgresCluster cluster)
{
    private const int Batch = 64;

    /// <summary>Fails when <c>LaneProgress.Divide</c> sets nobody aside: saw 5,019 events handled before the last quiet one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task QuietTenantsBehindABacklog_AreHandledWithinAFewBatches(int noisy)
    {
        const int backlog = 5_000, quiet = 20;
        await using var database = await cluster.CreateDatabaseAsync();
        await ProbeHandler.CreateTableAsync(database);
        for (var number = 0; number < noisy; number++) await AppendAsync(database, tenant: number, events: backlog / noisy, conversations: backlog);
        for (var number = 0; number < quiet; number++) await AppendAsync(database, tenant: 100 + number, events: 1, conversations: 1);
        var events = (backlog / noisy * noisy) + quiet;

        await using var node = await LaneNode.StartAsync(database, new ProbeHandler(), ("Lanes:BatchEvents", $"{Batch}"));
        await LaneNode.SettledAsync(database, events);

        // Each noisy tenant is found out by one batch of its own; then the quiet ones have their part of every batch.
        var before = await database.ScalarAsync<long>("select count(*) from public.effects where id < (select max(id) from public.effects where text = 'quiet')");
        Assert.InRange(before, quiet - 1, (noisy + 2) * Batch);
        Assert.Equal(events, await database.ScalarAsync<long>("select count(distinct seq) from public.effects"));
        Assert.Equal(events, await database.ScalarAsync<long>("select count(*) from public.effects"));
    }

    /// <summary>Fails when <c>LaneProgress.BeginRound</c> does not go back to events that are due: saw them stay unsettled.</summary>
    [Fact]
    public async Task ConversationsOfACrowdingTenant_KeepTheirOrderThroughRetriesAndNewArrivals()
    {
        const int backlog = 1_000, conversations = 50;
        await using var database = await cluster.CreateDatabaseAsync();
        await ProbeHandler.CreateTableAsync(database);
        await AppendAsync(database, tenant: 0, events: backlog, conversations);
        await AppendAsync(database, tenant: 100, events: backlog / 10, conversations: 5);
        var (random, arrived) = (new Random(20261122), 0);
        var probe = new ProbeHandler
        {
            Before = async (batch, _) =>
            {
                foreach (var one in batch.Events)
                    if (random.Next(20) == 0) batch.Retry(one, "not_yet");
                if (arrived++ < 20) await AppendAsync(database, tenant: arrived % 2 * 100, events: 10, conversations: 5);
            },
        };
        await using var node = await LaneNode.StartAsync(database, probe, ("Lanes:BatchEvents", "16"), ("Lanes:MostAttempts", "100"));
        const int events = backlog + (backlog / 10) + 200;
        await LaneNode.SettledAsync(database, events);

        var effects = await database.QueryAsync<(long Conversation, long Seq)>("select conversation, seq from public.effects order by id");
        Assert.Equal(events, effects.Count);
        foreach (var conversation in effects.GroupBy(effect => effect.Conversation))
            Assert.Equal(conversation.Select(effect => effect.Seq).Order(), conversation.Select(effect => effect.Seq));
    }

    /// <summary>Events as the edge would have appended them, all in one lane.</summary>
    private static Task AppendAsync(TestDatabase database, int tenant, int events, int conversations) => database.ExecuteAsync(
        """
        insert into public.inbox_events (lane, tenant_id, channel, kind, conversation, account, body)
        select 0, lpad(@tenant::text, 32, '0')::uuid, 0, 'message.text', @tenant * 1000000 + n % @conversations, '1001', convert_to(case when @tenant < 100 then 'noisy' else 'quiet' end, 'UTF8')
        from generate_series(1, @events) as n
        """,
        new { tenant, events, conversations });
}
