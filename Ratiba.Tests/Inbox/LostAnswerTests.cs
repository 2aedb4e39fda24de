using System.Net;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Inbox;

/// <summary>What the inbox answers when the database does not (RELIABILITY.md 3 and 4).</summary>
public sealed class LostAnswerTests(PostgresCluster cluster)
{
    /// <summary>
    /// RELIABILITY.md 4. Fails when a failed commit is answered <c>Committed</c>: saw 200 instead of 503.
    /// </summary>
    [Fact]
    public async Task ConnectionResetAfterTheCommit_Is503AndTheRetryMakesOneRow()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var node = await StartAsync(database, proxy);
        var body = Webhook.WhatsAppText("1001", "254712345678", "wamid.1", "habari");

        proxy.HoldAnswers();
        var posting = node.Http.PostSignedAsync("whatsapp", body);
        await Eventually.TrueAsync("the row is committed", async () => await EventsAsync(database) == 1, TimeSpan.FromSeconds(10));
        Assert.False(posting.IsCompleted);
        proxy.Break();
        using (var lost = await posting)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
            Assert.NotNull(lost.Headers.RetryAfter);
        }
        proxy.Restore();
        await Eventually.TrueAsync(
            "a retry is accepted", async () => (await node.Http.PostSignedAsync("whatsapp", body)).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(20));
        Assert.Equal(1, await EventsAsync(database));
    }

    /// <summary>RELIABILITY.md 3 without the kill: while the database is away the answer is 503 at once, and the node recovers by itself.</summary>
    [Fact]
    public async Task DatabaseAway_Is503UntilItIsBack()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var node = await StartAsync(database, proxy);
        proxy.Break();
        for (var number = 0; number < 20; number++)
        {
            using var answer = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText("1001", "254712345678", $"wamid.{number}", "habari"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        using (var ready = await node.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        proxy.Restore();
        await Eventually.TrueAsync(
            "the node is ready again",
            async () => (await node.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK,
            TimeSpan.FromSeconds(20));
        using var accepted = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText("1001", "254712345678", "wamid.later", "habari"));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(1, await EventsAsync(database));
    }

    [Fact]
    public async Task FullWaitingRoom_Is503AndLosesNothingThatWasAccepted()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?>
        {
            ["Inbox:WaitingRequests"] = "2",
            ["Inbox:Writers"] = "1",
            ["Lanes:Enabled"] = "false",
        });
        int accepted = 0, refused = 0;
        // The lock makes the writer wait, so that the room fills.
        await using (var connection = await database.Database.OpenAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = new Npgsql.NpgsqlCommand("lock table public.inbox_keys_current in access exclusive mode", connection, transaction);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var posts = Enumerable.Range(0, 40).Select(async number =>
            {
                using var answer = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText("1001", "254712345678", $"wamid.{number}", "habari"));
                if (answer.StatusCode == HttpStatusCode.OK) Interlocked.Increment(ref accepted);
                else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref refused);
            }).ToArray();
            await Eventually.TrueAsync("requests are refused", () => Task.FromResult(Volatile.Read(ref refused) > 0), TimeSpan.FromSeconds(10));
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(posts);
        }
        Assert.Equal(40, accepted + refused);
        Assert.Equal(accepted, await EventsAsync(database));
    }

    private static Task<RatibaNode> StartAsync(TestDatabase database, PostgresProxy proxy) => RatibaNode.StartAsync(
        database, new Dictionary<string, string?> { ["RATIBA_DATABASE"] = proxy.ConnectionString, ["Lanes:Enabled"] = "false" });

    private static Task<long> EventsAsync(TestDatabase database) => database.ScalarAsync<long>("select count(*) from public.inbox_events");
}
