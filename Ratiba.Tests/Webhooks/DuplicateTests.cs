using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Webhooks;

/// <summary>
/// RELIABILITY.md 9 and CH6. Fails without the join on <c>fresh</c> in <c>InboxStatements</c> (saw copies become events), without the account in <c>EventHash.Key</c> (saw the
/// other tenant's event lost), and without the look into <c>inbox_keys_previous</c>, or when a rotation drops both generations (saw the late replay taken for new: 503, since the day of its
/// partition was over; or a second event where it was not).
/// </summary>
public sealed class DuplicateTests(PostgresCluster cluster)
{
    [Fact]
    public async Task ManyCopiesAtOnce_AreOneEventEachAndAllAccepted()
    {
        const int keys = 40, copies = 200;
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await database.CreateTenantAsync(account: "1002");
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Inbox:BatchEvents"] = "16" });
        var bodies = Enumerable.Range(0, keys).Select(key => Webhook.WhatsAppText(key % 2 == 0 ? "1001" : "1002", "254712345678", $"wamid.{key}", "habari")).ToArray();
        var refused = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, keys * copies), new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                using var answer = await node.Http.PostSignedAsync("whatsapp", bodies[number % keys]);
                if (answer.StatusCode != HttpStatusCode.OK) Interlocked.Increment(ref refused);
            });
        Assert.Equal(0, refused);
        Assert.Equal(keys, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
        Assert.Equal(keys, await database.ScalarAsync<long>("select count(*) from public.inbox_keys_current"));
    }

    [Fact]
    public async Task SameIdAtAnotherTenant_IsAnotherEvent()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await database.CreateTenantAsync(account: "1002");
        await using var node = await RatibaNode.StartAsync(database);
        foreach (var account in new[] { "1001", "1002", "1001" }) await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(account, "254712345678", "wamid.same", "habari"));
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
    }

    [Fact]
    public async Task SameMessageTwiceInOneBody_IsOneEvent()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var node = await RatibaNode.StartAsync(database);
        const string message = """{"from":"254712345678","id":"wamid.twice","timestamp":"1749416383","type":"text","text":{"body":"habari"}}""";
        var body = Encoding.UTF8.GetBytes(
            $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"metadata":{"phone_number_id":"1001"},"messages":[{{message}},{{message}}]},"field":"messages"}]}]}""");
        using var answer = await node.Http.PostSignedAsync("whatsapp", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
    }

    /// <summary>The hourly upkeep, by a clock that goes a day at a time.</summary>
    [Fact]
    public async Task ReplayAfterAMonth_IsStillADuplicateThoughItsDayIsGone()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Lanes:Enabled"] = "false" });
        ManualClock clock = new(TimeProvider.System.GetUtcNow());
        var today = $"{clock.GetUtcNow():yyyyMMdd}";
        Partitions partitions = new(database.Database, new RetentionOptions(), clock, NullLogger<Partitions>.Instance);
        KeyRotation keys = new(database.Database, new RetentionOptions(), clock, NullLogger<KeyRotation>.Instance);
        var body = Webhook.WhatsAppText("1001", "254712345678", "wamid.late", "habari");
        await node.Http.PostSignedAsync("whatsapp", body);
        // What its lane does. An event that waits keeps its day.
        await database.ExecuteAsync("insert into public.inbox_settled (lane, seq, received_at) select lane, seq, received_at from public.inbox_events");

        List<int> rotations = [], gone = [];
        for (var day = 1; day <= 62; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await partitions.RunAsync(TestContext.Current.CancellationToken);
            if (await keys.RunAsync(TestContext.Current.CancellationToken)) rotations.Add(day);
            if (await database.ScalarAsync<bool>($"select to_regclass('public.inbox_events_{today}') is null and to_regclass('public.inbox_settled_{today}') is null")) gone.Add(day);
            // 29 days later, and 29 days after a rotation: both generations are looked at, the event itself is long dropped.
            if (day is not (1 or 29 or 60)) continue;
            using var answer = await node.Http.PostSignedAsync("whatsapp", body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(day < 31 ? 1 : 0, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
            Assert.Equal(1, await database.ScalarAsync<long>("select last_value from public.inbox_seq"));
        }
        Assert.Equal([31, 62], rotations);
        // Today ends within a day, and is kept for thirty from then on.
        Assert.Equal(Enumerable.Range(31, 32), gone);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from (table public.inbox_keys_current union all table public.inbox_keys_previous) as remembered"));
    }
}
