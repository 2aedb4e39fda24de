using System.Collections.Concurrent;
using Ratiba.Sandbox.Hosting;
using Ratiba.Tests.Support;
using static Ratiba.Tests.Hosting.CrashScene;

namespace Ratiba.Tests.Hosting;

/// <summary>
/// RELIABILITY.md 1 and 2: what was acknowledged survives <c>kill -9</c> at any moment and takes effect once. The effects are rows: one inbound message and one
/// reply per webhook. A send that was under way at the kill may reach the provider twice, because the Graph API has no idempotency key (PROVIDERS.md 1.9).
/// </summary>
public sealed class KillTests(PostgresCluster cluster)
{
    /// <summary>Fails when the webhook is answered before its commit: saw acknowledged messages missing.</summary>
    [Fact]
    public async Task KilledAtRandomMomentsUnderLoad_LosesNothingAndDoublesNothing()
    {
        const int kills = 4, messages = 400;
        await using var database = await cluster.CreateDatabaseAsync();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
        var node = await StartAsync(database, sandbox);
        await node.Http.OnboardAsync(Slug, Account);
        var random = new Random(20261122);
        var acked = new ConcurrentDictionary<int, bool>();
        var open = new ConcurrentQueue<int>(Enumerable.Range(0, messages));
        for (var round = 0; round <= kills; round++)
        {
            // A quarter of the messages per round; what was not acknowledged is sent again after the restart, as Meta does.
            var share = round == kills ? open.ToArray() : open.Take(messages / kills).ToArray();
            var sending = Parallel.ForEachAsync(
                share, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
                {
                    if (await PostAsync(node, number)) acked[number] = true;
                });
            if (round < kills)
            {
                var until = acked.Count + random.Next(1, Math.Max(2, share.Length));
                await Eventually.TrueAsync("some are acknowledged", () => Task.FromResult(acked.Count >= until || sending.IsCompleted), TimeSpan.FromSeconds(60));
                await node.KillAsync();
            }
            await sending;
            open = new ConcurrentQueue<int>(Enumerable.Range(0, messages).Where(number => !acked.ContainsKey(number)));
            if (round == kills) break;
            await node.DisposeAsync();
            node = await StartAsync(database, sandbox);
        }
        Assert.Equal(messages, acked.Count);
        await RepliedAsync(database, messages);
        await AssertOnceEachAsync(database, messages);
        await node.DisposeAsync();
    }

    /// <summary>The commit has happened, its answer has not: the kill leaves one event, and the retry adds none.</summary>
    [Fact]
    public async Task KilledBetweenCommitAndResponse_HasOneEffectAfterTheRetry()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
        var first = await StartAsync(database, sandbox, ("RATIBA_DATABASE", proxy.ConnectionString));
        await first.Http.OnboardAsync(Slug, Account);
        proxy.HoldAnswers();
        var posting = PostAsync(first, 0);
        await Eventually.TrueAsync(
            "the event is committed", async () => await database.ScalarAsync<long>("select count(*) from public.inbox_events") == 1, TimeSpan.FromSeconds(20));
        await first.KillAsync();
        Assert.False(await posting);
        await first.DisposeAsync();

        await using var second = await StartAsync(database, sandbox);
        Assert.True(await PostAsync(second, 0));
        await RepliedAsync(database, 1);
        await AssertOnceEachAsync(database, 1);
    }

    /// <summary>
    /// Effects and settlement are one transaction: there is no moment between them at which a kill could double or lose an effect. The kill comes where the worker
    /// says its last word, the settlement: before the server has heard it, or after it has committed and before the worker has heard of that. Fails when the
    /// settlement is a transaction of its own behind that of the effects: saw the message stored twice.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KilledWhileTheEffectsCommit_HasOneEffectAfterTheRestart(bool committed)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
        // One node takes the webhook, the one that dies only works on the lane: so what is stopped is the lane's.
        await using var edge = await StartAsync(database, sandbox, ("Lanes:Enabled", "false"));
        await edge.Http.OnboardAsync(Slug, Account);
        var worker = await StartAsync(database, sandbox, ("RATIBA_DATABASE", proxy.ConnectionString));
        var settling = proxy.StopRequest(Settlement);
        Assert.True(await PostAsync(edge, 0));
        await settling.ReachedAsync();
        if (committed)
        {
            proxy.HoldAnswers();
            settling.Lift();
            await Eventually.TrueAsync(
                "the server has committed", async () => await database.ScalarAsync<long>("select count(*) from public.inbox_settled") == 1, TimeSpan.FromSeconds(20));
        }
        await worker.KillAsync();
        // A dead process's connections are closed; the proxy is not the kernel and must be told.
        proxy.Break();
        Assert.Equal(committed ? 1 : 0, await database.ScalarAsync<long>("select count(*) from public.inbox_settled"));
        await worker.DisposeAsync();

        await using var next = await StartAsync(database, sandbox);
        await RepliedAsync(database, 1);
        await AssertOnceEachAsync(database, 1);
    }

    /// <summary>The reply is a committed row and the provider does not answer: after the kill it is sent, once.</summary>
    [Fact]
    public async Task KilledBetweenOutboxAndSend_SendsAfterTheRestart()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
        var first = await StartAsync(database, sandbox, ("META_GRAPH_URL", "http://127.0.0.1:9"));
        await first.Http.OnboardAsync(Slug, Account);
        Assert.True(await PostAsync(first, 0));
        await RepliedAsync(database, 1);
        await first.KillAsync();
        await first.DisposeAsync();

        await using var second = await StartAsync(database, sandbox);
        await Eventually.TrueAsync("the reply is sent", async () => await database.ScalarAsync<short>("select state from public.outbox") == 1, TimeSpan.FromSeconds(30));
        Assert.Equal(1, await SendsAsync(sandbox));
        await AssertOnceEachAsync(database, 1);
    }

    private static async Task<int> SendsAsync(SandboxServer sandbox)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var sends = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<System.Text.Json.JsonElement>(
            http, "/sandbox/sends", TestContext.Current.CancellationToken);
        return sends.GetProperty("sends").GetArrayLength();
    }
}
