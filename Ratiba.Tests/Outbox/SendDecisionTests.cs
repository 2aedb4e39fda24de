using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Messaging;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Outbox;

/// <summary>From an error as it comes over the wire to what is written about the row.</summary>
public sealed class SendDecisionTests(PostgresCluster cluster)
{
    [Fact]
    public async Task EveryError_EndsAsItsRowOfTheTableSays()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        // The text says which error to answer with: "<status> <code>".
        graph.Decide = sent => sent.Text.Split(' ') is [var status, var code]
            ? Task.FromResult<FakeGraph.Answer?>(FakeGraph.Answer.Error(int.Parse(status, null), int.Parse(code, null)))
            : Task.FromResult<FakeGraph.Answer?>(null);
        await using var node = await OutboxNode.StartAsync(database, graph, new() { ["Outbox:MaxAttempts"] = "2", ["Outbox:MaxBackoff"] = "00:00:00.03" });
        (string Error, short State, short Attempts, string? Task)[] expected =
        [
            ("400 131026", 5, 1, null),
            ("403 130429", 5, 2, "message_undelivered"),
            ("429 613", 5, 2, "message_undelivered"),
            ("400 131052", 5, 1, null),
            ("400 131053", 5, 2, "message_undelivered"),
            ("500 131000", 5, 2, "message_undelivered"),
            ("500 999999", 5, 2, "message_undelivered"),
            ("400 131009", 5, 1, "message_rejected"),
            ("400 132001", 5, 1, "message_rejected"),
            ("400 132015", 5, 1, "message_rejected"),
            ("400 130497", 5, 1, "message_rejected"),
            ("400 131049", 5, 1, null),
            ("400 131062", 5, 1, null),
            ("400 131047", 5, 2, "template_missing"),
            ("401 190", 0, 0, "channel_stopped"),
            ("400 0", 0, 0, "channel_stopped"),
            ("403 200", 0, 0, "channel_stopped"),
            ("400 131031", 0, 0, "channel_stopped"),
            ("400 131042", 0, 0, "channel_stopped"),
            ("400 368", 0, 0, "channel_stopped"),
        ];

        // An account each, so that a stop of one does not hide another.
        var rows = expected.Select((row, number) => node.Row(row.Error, number + 1, account: $"account-{number}")).ToArray();
        await node.CommitAsync(rows);
        await node.StateAsync(
            "every error written", "select count(*) = @count from public.outbox where state = 5 or (state = 0 and error is not null and attempts = 0)",
            new { count = expected.Length });

        foreach (var ((error, state, attempts, task), row) in expected.Zip(rows))
        {
            var written = (await database.QueryAsync<(short State, short Attempts, int? Code, string Error)>(
                "select state, attempts, error_code, error from public.outbox where id = @id", new { id = row.Id })).Single();
            var tasks = await database.QueryAsync<string>(
                "select kind from public.owner_tasks where subject like @subject", new { subject = $"WhatsApp:{row.Account}:%" });
            Assert.Equal((error, state, attempts, task), (error, written.State, written.Attempts, tasks.SingleOrDefault()));
            Assert.Matches("^[a-z_]+(:.+)?$", written.Error);
            if (error != "400 131047") Assert.Equal(int.Parse(error.Split(' ')[1], null), written.Code);
        }
    }

    // Fails when MinDelay is left out of the backoff: saw it end before six seconds.
    [Fact]
    public async Task PairRate_WaitsSixSecondsAndKeepsOrder()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        var limited = true;
        graph.Decide = sent =>
        {
            if (!limited || sent.Text != "1") return Task.FromResult<FakeGraph.Answer?>(null);
            limited = false;
            return Task.FromResult<FakeGraph.Answer?>(FakeGraph.Answer.Error(403, 131056));
        };
        await using var node = await OutboxNode.StartAsync(database, graph);
        var started = TimeProvider.System.GetTimestamp();

        await node.CommitAsync(node.Row("1"), node.Row("2"), node.Row("other", conversation: 2));
        await graph.ArrivedAsync(2);
        // Two conversations leave side by side, so these two come in either order; "2" is not among them.
        Assert.Equal(["1", "other"], graph.Sends.Select(sent => sent.Text).Take(2).Order());
        await node.SettledAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(6));
        Assert.Equal(["1", "1", "2"], graph.Sends.Where(sent => sent.To.EndsWith('1')).Select(sent => sent.Text));
    }

    [Fact]
    public async Task QualityLimit_HoldsTemplatesBackNotAnswers()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var graph = await FakeGraph.StartAsync();
        graph.Decide = sent => Task.FromResult(sent.Text == "limited" ? FakeGraph.Answer.Error(400, 131048) : null);
        await using var node = await OutboxNode.StartAsync(database, graph);
        await node.CommitAsync(node.Row("limited"));
        await node.StateAsync("a task", "select count(*) = 1 from public.owner_tasks where kind = 'channel_quality'");

        await node.CommitAsync(
            node.Row("reminder", 2, new TemplateCall("reminder", "en", []), TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1)), node.Row("answer", 3));
        await node.StateAsync("one sent, one dead", "select count(*) filter (where state = 1) = 1 and count(*) filter (where state = 5) = 1 from public.outbox");

        Assert.Equal(["limited", "answer"], graph.Sends.Select(sent => sent.Text).Distinct());
    }

    [Fact]
    public void Pace_GivesTurnsAtTheRate()
    {
        var gate = new AccountGate(ChannelKind.WhatsApp, "1", TenantId.None, sendsPerSecond: 80);
        var now = DateTimeOffset.UnixEpoch.AddYears(50);

        var waits = Enumerable.Range(0, 101).Select(_ => gate.TakeTurn(now)).ToList();

        Assert.Equal(21, waits.Count(wait => wait == TimeSpan.Zero));
        Assert.Equal(1.0, waits[^1].TotalSeconds, 3);
        Assert.Equal(TimeSpan.Zero, gate.TakeTurn(now + TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(1, 0.8, 1)]
    [InlineData(4, 6.4, 8)]
    [InlineData(11, 240, 300)]
    [InlineData(1000, 240, 300)]
    public void Backoff_DoublesToItsCap(int attempts, double least, double most)
    {
        var options = new OutboxOptions();

        Assert.InRange(SendRules.Backoff(options, attempts, 1).TotalSeconds, least, most);
        Assert.InRange(SendRules.Backoff(options, attempts, 0).TotalSeconds, least, most);
    }
}
