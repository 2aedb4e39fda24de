using System.Collections.Concurrent;
using System.Net;
using Ratiba.Sandbox.Hosting;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Hosting;

/// <summary>
/// RELIABILITY.md 1 and 2: what was acknowledged survives <c>kill -9</c> at any moment and takes effect once. The effects are rows: one inbound message and one
/// reply per webhook. A send that was under way at the kill may reach the provider twice, because the Graph API has no idempotency key (PROVIDERS.md 1.9).
/// </summary>
public sealed class KillTests(PostgresCluster cluster)
{
    private const string Account = "1001";
    private const string Slug = "kill-spa";

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
    /// Effects and settlement are one transaction: there is no moment between them at which a kill could double or lose an effect. The kill is not held to one moment:
    /// it comes before, during or after that transaction, and each must end the same.
    /// </summary>
    [Fact]
    public async Task KilledWhileTheEffectsCommit_HasOneEffectAfterTheRestart()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Statuses = false }, TestContext.Current.CancellationToken);
        // One node takes the webhook, the one that dies only works on the lane: so the held answers are those of the lane.
        await using var edge = await StartAsync(database, sandbox, ("Lanes:Enabled", "false"));
        await edge.Http.OnboardAsync(Slug, Account);
        var worker = await StartAsync(database, sandbox, ("RATIBA_DATABASE", proxy.ConnectionString));
        await Eventually.TrueAsync(
            "the worker owns every lane", async () => await database.ScalarAsync<long>("select count(*) from public.lanes where owner is null") == 0, TimeSpan.FromSeconds(20));
        // From the hold on the worker learns of no commit, so what it does not know at the kill may or may not have happened.
        Assert.True(await PostAsync(edge, 0));
        proxy.HoldAnswers();
        await worker.KillAsync();
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

    private static Task<NodeProcess> StartAsync(TestDatabase database, SandboxServer sandbox, params (string Name, string Value)[] settings) =>
        NodeProcess.StartAsync(database, [("META_GRAPH_URL", sandbox.Address.ToString()), ("Lanes:Lease", "00:00:02"), .. settings]);

    /// <summary>True when the message was acknowledged; a reset or a refusal leaves it unknown.</summary>
    private static async Task<bool> PostAsync(NodeProcess node, int number)
    {
        try
        {
            using var answer = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(Account, $"2547{number:00000000}", $"wamid.{number}", "hello"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static Task RepliedAsync(TestDatabase database, int messages) => Eventually.TrueAsync(
        $"{messages} replies", async () => await database.ScalarAsync<long>("select count(distinct recipient) from public.outbox") >= messages, TimeSpan.FromSeconds(60));

    private static async Task AssertOnceEachAsync(TestDatabase database, int messages)
    {
        var schema = await database.ScalarAsync<string>($"select schema_name from public.tenants where slug = '{Slug}'");
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.inbox_settled"));
        Assert.Equal(messages, await database.ScalarAsync<long>($"select count(*) from {schema}.messages where author = 'customer'"));
        Assert.Equal(messages, await database.ScalarAsync<long>($"select count(distinct provider_id) from {schema}.messages where author = 'customer'"));
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.outbox"));
    }

    private static async Task<int> SendsAsync(SandboxServer sandbox)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var sends = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<System.Text.Json.JsonElement>(
            http, "/sandbox/sends", TestContext.Current.CancellationToken);
        return sends.GetProperty("sends").GetArrayLength();
    }
}
