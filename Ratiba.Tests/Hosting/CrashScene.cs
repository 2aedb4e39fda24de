using System.Net;
using Ratiba.Sandbox.Hosting;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Hosting;

/// <summary>What the tests of killed and frozen processes have in common: one shop, numbered customers with one message each, and the count of what came of them.</summary>
internal static class CrashScene
{
    public const string Account = "1001";
    public const string Slug = "kill-spa";

    /// <summary>The last statement of every lane transaction.</summary>
    public const string Settlement = "insert into public.inbox_settled";

    /// <summary>A node that sends to the sandbox and whose lanes are free two seconds after it is heard of no more.</summary>
    public static Task<NodeProcess> StartAsync(TestDatabase database, SandboxServer sandbox, params (string Name, string Value)[] settings) =>
        NodeProcess.StartAsync(database, [("META_GRAPH_URL", sandbox.Address.ToString()), ("Lanes:Lease", "00:00:02"), .. settings]);

    /// <summary>True when the message was acknowledged; a reset or a refusal leaves it unknown.</summary>
    public static async Task<bool> PostAsync(NodeProcess node, int number, string account = Account)
    {
        try
        {
            using var answer = await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(account, $"2547{number:00000000}", MessageId(number), "hello"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>The provider's id of a customer's message.</summary>
    public static string MessageId(int number) => $"wamid.{number}";

    /// <summary>Waits until so many customers have a reply and so many events are settled.</summary>
    public static Task RepliedAsync(TestDatabase database, int messages) => Eventually.TrueAsync(
        $"{messages} replies and settled events",
        async () => await database.ScalarAsync<long>("select count(distinct recipient) from public.outbox") >= messages
            && await database.ScalarAsync<long>("select count(*) from public.inbox_settled") >= messages,
        TimeSpan.FromSeconds(60));

    /// <summary>Every message is one event, settled once, with one row and one reply, and none has become a dead letter or waits.</summary>
    public static async Task AssertOnceEachAsync(TestDatabase database, int messages, string slug = Slug)
    {
        var schema = await database.ScalarAsync<string>($"select schema_name from public.tenants where slug = '{slug}'");
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.inbox_events"));
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.inbox_settled"));
        Assert.Equal(messages, await database.ScalarAsync<long>($"select count(*) from {schema}.messages where author = 'customer'"));
        Assert.Equal(messages, await database.ScalarAsync<long>($"select count(distinct provider_id) from {schema}.messages where author = 'customer'"));
        Assert.Equal(messages, await database.ScalarAsync<long>("select count(*) from public.outbox"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from public.dead_letters"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from public.inbox_attempts"));
    }
}
