using Ratiba.Engine.Messaging;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Messaging;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Outbox;

public sealed class OutboxDispatcherTests(PostgresCluster cluster)
{
    private const string SentSql = "select count(*) = @count from public.outbox where state = 1 and provider_id like 'wamid.%'";

    // Fails when completed ids are not remembered: saw the row before the later one again.
    [Fact]
    public async Task CommittedRow_IsSentOnceAndCompleted()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);
        var row = node.Row("Karibu");

        await node.CommitAsync(row);
        await node.StateAsync("sent", SentSql, new { count = 1 });

        var sent = Assert.Single(graph.Sends);
        Assert.Equal((OutboxNode.Account, row.Recipient, row.Id, "Karibu", "Bearer token-1"), (sent.Account, sent.To, sent.Key, sent.Text, sent.Authorization));
        // Polls and late hand-overs do not bring it back: it would be sent before a later row of its conversation.
        node.Dispatcher.Committed([row]);
        await node.InsertAsync(node.Row("later"));
        await node.StateAsync("the later row is sent", SentSql, new { count = 2 });
        Assert.Equal(["Karibu", "later"], graph.Sends.Select(send => send.Text));
        Assert.Equal(1, await database.ScalarAsync<short>("select attempts from public.outbox where id = @id", new { id = row.Id }));
    }

    [Fact]
    public async Task AnsweredMessage_IsMarkedAsRead()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);
        var row = node.Row("") with { Body = OutboundBody.Write(new OutboundMessage { Text = "a", ReplyToProviderId = "wamid.in" }) };

        await node.CommitAsync(row);
        await node.SettledAsync();

        Assert.Equal(["wamid.in"], graph.Reads);
    }

    // Fails when ConversationLine.Active is ignored (a line is made ready for each row): saw workers finish each other's rows and the wait time out.
    [Fact]
    public async Task Conversation_KeepsItsOrderUnderRetries()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var failures = new Random(7);
        var accepted = new List<(string To, string Text)>();
        graph.Decide = sent =>
        {
            lock (accepted)
            {
                if (failures.Next(3) == 0) return Task.FromResult<FakeGraph.Answer?>(FakeGraph.Answer.Error(500, 131000));
                accepted.Add((sent.To, sent.Text));
                return Task.FromResult<FakeGraph.Answer?>(null);
            }
        };
        await using var node = await OutboxNode.StartAsync(database, graph, new() { ["Outbox:MaxBackoff"] = "00:00:00.04", ["Outbox:MaxAttempts"] = "100" });

        for (var number = 0; number < 10; number++)
            await node.CommitAsync([.. Enumerable.Range(1, 12).Select(conversation => node.Row($"{number}", conversation))]);
        await node.SettledAsync();

        Assert.Equal(120, accepted.Count);
        foreach (var conversation in accepted.GroupBy(sent => sent.To))
            Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}"), conversation.Select(sent => sent.Text));
    }

    // Fails when the sequence of EndCatchUp is broken (the hand-overs kept aside are admitted before the rows read): saw "1" before "0".
    [Fact]
    public async Task Overflow_GoesThroughTheDatabaseInOrder()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(
            database, graph, new() { ["Outbox:LaneCapacity"] = "4", ["Outbox:AccountShare"] = "1", ["Outbox:Concurrency"] = "3", ["WhatsApp:SendsPerSecond"] = "1000" });

        for (var number = 0; number < 100; number++)
            await node.CommitAsync([.. Enumerable.Range(1, 5).Select(conversation => node.Row($"{number}", conversation))]);
        await node.SettledAsync();

        Assert.Equal(500, graph.Sends.Count);
        foreach (var conversation in graph.Sends.GroupBy(sent => sent.To))
            Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number}"), conversation.Select(sent => sent.Text));
    }

    [Fact]
    public async Task CrowdingAccount_DoesNotHoldUpOthers()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(
            database, graph, new() { ["Outbox:LaneCapacity"] = "20", ["Outbox:AccountShare"] = "0.5", ["WhatsApp:SendsPerSecond"] = "20" });

        // At 20 a second these take 3 s.
        await node.CommitAsync([.. Enumerable.Range(100, 60).Select(conversation => node.Row("noise", conversation, account: "noisy"))]);
        var rows = Enumerable.Range(1, 4).Select(conversation => node.Row("quiet", conversation, account: "quiet")).ToArray();
        await node.CommitAsync(rows);

        await node.StateAsync("the quiet account's rows", "select count(*) = 4 from public.outbox where account = 'quiet' and state = 1");
        Assert.True(await database.ScalarAsync<bool>("select count(*) > 20 from public.outbox where account = 'noisy' and state = 0"));
        await node.SettledAsync();
        Assert.Equal(64, graph.Sends.Count);
    }

    [Fact]
    public async Task PendingRows_AreSentAfterTheLaneIsAcquired()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph, acquire: false);
        // One millisecond, so that ids have no order of their own.
        var rows = Enumerable.Range(0, 50).Select(number => node.Row($"{number}")).ToArray();
        await node.InsertAsync(rows);

        node.Dispatcher.LaneAcquired(OutboxNode.Lane, 0);
        await node.SettledAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), graph.Sends.Select(sent => sent.Text));
    }

    [Fact]
    public async Task RowOfAnotherWriter_IsFoundByThePoll()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);

        await node.InsertAsync(node.Row("from the admin API"));
        await node.SettledAsync();

        Assert.Single(graph.Sends);
    }

    [Fact]
    public async Task ScheduledRow_WaitsForItsTimeWithoutHoldingUpOthers()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);
        var later = node.Row("later") with { NextAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1) };

        await node.CommitAsync(later, node.Row("now"));
        await graph.ArrivedAsync(1);

        Assert.Equal("now", Assert.Single(graph.Sends).Text);
        await database.ExecuteAsync("update public.outbox set next_at = now() where state = 0 and id = @id", new { id = later.Id });
        await node.SettledAsync();
    }

    // Fails when the epoch is not compared in PollAsync: saw the row sent.
    [Fact]
    public async Task StaleOwner_StopsSending()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph, OutboxNode.OneAtATime);
        await node.CommitAsync(node.Row("before"));
        await node.SettledAsync();

        await database.ExecuteAsync("update public.lanes set epoch = epoch + 1 where lane = @lane", new { lane = OutboxNode.Lane });
        await node.PolledAsync();
        await node.CommitAsync(node.Row("after"));
        await node.PolledAsync();

        Assert.Equal(["before"], graph.Sends.Where(sent => sent.Text != OutboxNode.Marker).Select(sent => sent.Text));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.outbox where state = 0"));
    }

    // Fails when LaneLost leaves the lane's rows to be sent: saw the row of a lane that is somebody else's.
    [Fact]
    public async Task LostLane_IsNotSentFor()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph, OutboxNode.OneAtATime);
        node.Dispatcher.LaneLost(OutboxNode.Lane);

        await node.CommitAsync(node.Row("nobody's"));
        await node.PolledAsync();

        Assert.All(graph.Sends, sent => Assert.Equal(OutboxNode.Marker, sent.Text));
    }

    // Fails when the account is not stopped: saw the next conversations' calls go on.
    [Fact]
    public async Task BadToken_StopsTheAccountUntilItChanges()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        graph.Decide = sent => Task.FromResult(
            sent.Authorization == "Bearer token-1" && sent.Account == OutboxNode.Account ? FakeGraph.Answer.Error(401, 190) : null);
        await using var node = await OutboxNode.StartAsync(database, graph, OutboxNode.OneAtATime);

        await node.CommitAsync(node.Row("1"), node.Row("2"));
        await node.StateAsync("an owner's task", "select count(*) = 1 from public.owner_tasks where kind = 'channel_stopped' and done_at is null");
        await node.CommitAsync([.. Enumerable.Range(10, 20).Select(conversation => node.Row("more", conversation))]);
        await node.CommitAsync(node.Row("other account", 99, account: "2066"));
        await node.StateAsync("the other account's row", "select count(*) = 1 from public.outbox where state = 1");
        var calls = graph.Sends.Count(sent => sent.Account == OutboxNode.Account);
        await node.PolledAsync("2066");

        Assert.Equal(calls, graph.Sends.Count(sent => sent.Account == OutboxNode.Account));
        Assert.Equal(0, await database.ScalarAsync<int>("select max(attempts)::int from public.outbox where state = 0"));
        node.Token = "token-2";
        await node.SettledAsync();
        Assert.Equal(["1", "2"], graph.Sends.Where(sent => sent.To == "254700000001" && sent.Authorization == "Bearer token-2").Select(sent => sent.Text));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.owner_tasks"));
    }

    // Fails when CheckFirst is not set for unknown outcomes: saw two sends.
    [Fact]
    public async Task UnknownOutcome_IsNotResentWhenAStatusCame()
    {
        var delay = TimeSpan.FromSeconds(1.5);
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var first = true;
        graph.Decide = _ =>
        {
            var reset = first ? FakeGraph.Answer.Reset : null;
            first = false;
            return Task.FromResult(reset);
        };
        await using var node = await OutboxNode.StartAsync(database, graph, new(OutboxNode.OneAtATime) { ["Outbox:UnknownOutcomeDelay"] = $"{delay}" });
        var row = node.Row("taken, and the answer lost");

        await node.CommitAsync(row, node.Row("next"));
        await node.StateAsync("unknown outcome noted", "select count(*) = 1 from public.outbox where error = 'outcome_unknown' and attempts = 1");
        Assert.Single(graph.Sends);
        await database.ExecuteAsync("update public.outbox set state = 1, provider_id = 'wamid.status' where id = @id", new { id = row.Id });
        await node.SettledAsync();

        // Another conversation's row that is due after the first one's next try would have been.
        await node.CommitAsync(node.Row("later", 2) with { NextAt = TimeProvider.System.GetUtcNow() + delay });
        await graph.ArrivedAsync(3);
        Assert.Equal(["taken, and the answer lost", "next", "later"], graph.Sends.Select(sent => sent.Text));
    }

    [Fact]
    public async Task UnknownOutcome_IsResentWhenNoStatusCame()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var answers = 0;
        graph.Decide = async sent =>
        {
            if (Interlocked.Increment(ref answers) > 1) return null;
            await Task.Delay(TimeSpan.FromSeconds(1));
            return null;
        };
        await using var node = await OutboxNode.StartAsync(
            database, graph, new() { ["Outbox:UnknownOutcomeDelay"] = "00:00:00.3", ["WhatsApp:Timeout"] = "00:00:00.2" });

        await node.CommitAsync(node.Row("slow"), node.Row("next"));
        await node.SettledAsync();

        Assert.Equal(["slow", "slow", "next"], graph.Sends.Select(sent => sent.Text));
        Assert.Equal(2, await database.ScalarAsync<short>("select max(attempts) from public.outbox"));
    }

    [Fact]
    public async Task NoConnection_IsRetriedNotUnknown()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        string url;
        await using (var gone = await FakeGraph.StartAsync()) url = gone.Url;
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph, new() { ["META_GRAPH_URL"] = url, ["Outbox:MaxAttempts"] = "3" });

        await node.CommitAsync(node.Row("a"));
        await node.SettledAsync();

        Assert.StartsWith("attempts_used_up:no_connection", await database.ScalarAsync<string>("select error from public.outbox where state = 5"), StringComparison.Ordinal);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.owner_tasks where kind = 'message_undelivered'"));
    }

    [Fact]
    public async Task RateOfAnAccount_IsKept()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph, new() { ["WhatsApp:SendsPerSecond"] = "40" });
        var started = TimeProvider.System.GetTimestamp();

        await node.CommitAsync([.. Enumerable.Range(1, 50).Select(conversation => node.Row("a", conversation))]);
        await node.SettledAsync();

        // 50 sends, of which a quarter of a second's worth (10) go at once: 1 s for the rest.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.95, 3);
    }

    [Theory]
    [InlineData(-1, "text")]
    [InlineData(1, "template")]
    public async Task Window_ClosesToTheSecond(int secondsPast, string expected)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var clock = new ManualClock(now);
        await using var node = await OutboxNode.StartAsync(database, graph, clock: clock);
        var lastInbound = now - TimeSpan.FromHours(24) - TimeSpan.FromSeconds(secondsPast);

        await node.CommitAsync(node.Row("a", template: new TemplateCall("reminder", "en", []), window: lastInbound + TimeSpan.FromHours(24)));
        await graph.ArrivedAsync(1);

        Assert.Equal(expected, graph.Sends.Single().Type);
    }

    [Fact]
    public async Task OutsideTheWindowWithoutTemplate_IsATaskForTheOwner()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);

        await node.CommitAsync(node.Row("a", window: TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1)));
        await node.SettledAsync();

        Assert.Empty(graph.Sends);
        Assert.StartsWith("template_missing: ", await database.ScalarAsync<string>("select error from public.outbox where state = 5"), StringComparison.Ordinal);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.owner_tasks where kind = 'template_missing'"));
    }

    [Fact]
    public async Task WindowClosedByTheProvider_FallsBackToTheTemplate()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        graph.Decide = sent => Task.FromResult(sent.Type == "text" ? FakeGraph.Answer.Error(400, 131047) : null);
        await using var node = await OutboxNode.StartAsync(database, graph);

        await node.CommitAsync(node.Row("a", template: new TemplateCall("reminder", "en", [])));
        await node.StateAsync("sent", SentSql, new { count = 1 });

        Assert.Equal(["text", "template"], graph.Sends.Select(sent => sent.Type));
    }

    [Fact]
    public async Task ChannelWithoutAdapter_IsADeadLetter()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var node = await OutboxNode.StartAsync(database, graph);

        await node.CommitAsync(node.Row("a") with { Channel = ChannelKind.Web });
        await node.StateAsync("dead", "select count(*) = 1 from public.outbox where state = 5 and error = 'no_adapter'");
    }

    [Fact]
    public async Task Stop_FinishesWhatIsInFlight()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        graph.Decide = async _ =>
        {
            await answer.Task;
            return null;
        };
        await using var node = await OutboxNode.StartAsync(database, graph);
        await node.CommitAsync([.. Enumerable.Range(1, 8).Select(conversation => node.Row("a", conversation))]);
        await graph.ArrivedAsync(8);

        var stopping = node.StopAsync();
        answer.SetResult();
        await stopping;

        Assert.True(await database.ScalarAsync<bool>(SentSql.Replace("@count", "8", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LongAnswer_IsResumedAtThePartThatFailed()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var calls = 0;
        graph.Decide = _ => Task.FromResult(Interlocked.Increment(ref calls) == 2 ? FakeGraph.Answer.Error(500, 131000) : null);
        await using var node = await OutboxNode.StartAsync(database, graph);
        var text = string.Join(' ', Enumerable.Range(1, 1500).Select(number => $"w{number}"));

        await node.CommitAsync(node.Row(text));
        await node.SettledAsync();

        var parts = graph.Sends.Select(sent => sent.Text).ToList();
        Assert.Equal(3, parts.Count);
        Assert.Equal(parts[1], parts[2]);
        Assert.Equal(text, parts[0] + " " + parts[1]);
    }
}
