using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

/// <summary>Order, poison and back-pressure of lanes (CH7, RELIABILITY.md 6 in small, and 12).</summary>
public sealed class LaneTests(PostgresCluster cluster)
{
    [Fact]
    public async Task ManyConversations_KeepTheirOrderUnderBackPressure()
    {
        const int customers = 10, each = 20;
        await using var database = await PreparedAsync();
        await using var node = await LaneNode.StartAsync(database, new ProbeHandler());
        await Task.WhenAll(Enumerable.Range(0, customers).Select(async customer =>
        {
            for (var number = 0; number < each; number++)
                await LaneNode.SendAsync(node, $"2547000000{customer:00}", $"wamid.{customer}.{number}", $"number {number:00}");
        }));
        await LaneNode.SettledAsync(database, customers * each);
        var effects = await database.QueryAsync<(long Conversation, string Text)>("select conversation, text from public.effects order by id");
        Assert.Equal(customers * each, effects.Count);
        foreach (var conversation in effects.GroupBy(effect => effect.Conversation))
            Assert.Equal(Enumerable.Range(0, each), conversation.Select(effect => int.Parse(effect.Text[(effect.Text.IndexOf("number ", StringComparison.Ordinal) + 7)..][..2], null)));
    }

    /// <summary>Fails when <c>LaneWorker.FailAsync</c> never parks: saw the event stay unsettled and the customer's later message wait behind it.</summary>
    [Fact]
    public async Task PoisonEvent_IsParkedWithItsReasonAndHoldsUpNobody()
    {
        await using var database = await PreparedAsync();
        var tries = 0;
        var probe = new ProbeHandler
        {
            Before = (batch, _) =>
            {
                foreach (var one in batch.Events)
                {
                    if (!one.Body.AsSpan().IndexOf("poison"u8).Equals(-1))
                    {
                        tries++;
                        throw new InvalidOperationException("cannot be handled");
                    }
                }
                return Task.CompletedTask;
            },
        };
        await using var node = await LaneNode.StartAsync(database, probe, ("Lanes:MostAttempts", "3"));
        await LaneNode.SendAsync(node, "254700000001", "wamid.1", "before");
        await LaneNode.SendAsync(node, "254700000001", "wamid.2", "poison");
        await LaneNode.SendAsync(node, "254700000001", "wamid.3", "after");
        for (var other = 0; other < 20; other++) await LaneNode.SendAsync(node, $"2547000001{other:00}", $"wamid.other.{other}", "somebody else");
        await LaneNode.SettledAsync(database, 23);

        var parked = (await database.QueryAsync<(string Reason, string Detail, short Attempts, string Kind)>("select reason, detail, attempts, kind from public.dead_letters")).Single();
        Assert.Equal(("exception", "InvalidOperationException", (short)3, "message.text"), parked);
        Assert.Equal(22, await database.ScalarAsync<long>("select count(distinct seq) from public.effects"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from public.inbox_attempts"));
        // Once with its batch, then three times alone.
        Assert.InRange(tries, 3, 6);
        var mine = await database.QueryAsync<string>("select text from public.effects where text like '%254700000001%' order by id");
        Assert.Collection(mine, text => Assert.Contains("before", text, StringComparison.Ordinal), text => Assert.Contains("after", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EventThatFailsOnce_SucceedsLaterAndLeavesNoTrace()
    {
        await using var database = await PreparedAsync();
        var failed = false;
        var probe = new ProbeHandler
        {
            Before = (batch, _) =>
            {
                if (failed) return Task.CompletedTask;
                failed = true;
                batch.Retry(batch.Events[0], "not_yet");
                return Task.CompletedTask;
            },
        };
        await using var node = await LaneNode.StartAsync(database, probe);
        await LaneNode.SendAsync(node, "254700000001", "wamid.1", "hello");
        await LaneNode.SettledAsync(database, 1);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.effects"));
        await Eventually.TrueAsync(
            "the failed try is forgotten", async () => await database.ScalarAsync<long>("select count(*) from public.inbox_attempts") == 0, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task EventOfAnotherNode_IsFoundByThePoll()
    {
        await using var database = await PreparedAsync();
        await using var worker = await LaneNode.StartAsync(database, new ProbeHandler());
        await using var edgeOnly = await LaneNode.StartAsync(database, new ProbeHandler(), ("Lanes:Enabled", "false"));
        await LaneNode.SendAsync(edgeOnly, "254700000001", "wamid.1", "hello");
        await LaneNode.SettledAsync(database, 1);
    }

    [Fact]
    public async Task UnknownKind_IsParkedNotLost()
    {
        await using var database = await PreparedAsync();
        await using var node = await LaneNode.StartAsync(database, new ProbeHandler());
        var body = System.Text.Encoding.UTF8.GetBytes(
            """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"flows","value":{"metadata":{"phone_number_id":"1001"},"event":"x"}}]}]}""");
        await node.Http.PostSignedAsync("whatsapp", body);
        await LaneNode.SettledAsync(database, 1);
        Assert.Equal("no_handler", await database.ScalarAsync<string>("select reason from public.dead_letters where kind = 'field.flows'"));
    }

    private async Task<TestDatabase> PreparedAsync()
    {
        var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: LaneNode.Account);
        await ProbeHandler.CreateTableAsync(database);
        return database;
    }
}
