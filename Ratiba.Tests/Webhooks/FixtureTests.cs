using System.Net;
using System.Text.Json.Nodes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Webhooks;

/// <summary>Every payload from the field goes through the real endpoint: accepted, kept, and nothing twice.</summary>
public sealed class FixtureTests(PostgresCluster cluster)
{
    // API answers and requests that stand among the webhooks (fixtures/providers/SOURCES.md).
    private static readonly string[] NoWebhooks = ["sendapi-", "error-", "our-answer-"];

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("instagram")]
    [InlineData("messenger")]
    public async Task EveryPayload_IsAcceptedAndKeptOnce(string channel)
    {
        var files = Directory.GetFiles(SharedData.Folder($"fixtures/providers/{channel}"), "*.json")
            .Where(file => !NoWebhooks.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal))).ToArray();
        Assert.NotEmpty(files);
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Lanes:Enabled"] = "false" });
        foreach (var file in files)
        {
            // The files come from projects that use the same made-up ids: across files they are no duplicates.
            await database.ExecuteAsync("truncate public.inbox_keys_current, public.dead_letters");
            var name = Path.GetFileNameWithoutExtension(file);
            var body = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var before = await KeptAsync(database);
            for (var copy = 0; copy < 2; copy++)
            {
                using var answer = await node.Http.PostSignedAsync(channel, body);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{name}: {answer.StatusCode}");
            }
            var after = await KeptAsync(database);
            Assert.True(after - before == ElementsOf(body), $"{name}: {after - before} kept, {ElementsOf(body)} sent");
        }
    }

    [Fact]
    public async Task KnownPayloads_ReachTheirTenantUnderTheProvidersName()
    {
        var folder = SharedData.Folder("fixtures/providers/whatsapp");
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1122334455667");
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Lanes:Enabled"] = "false" });
        foreach (var (file, kind) in new[]
        {
            ("text", "message.text"), ("audio-voice-note", "message.audio"), ("status-sent", "status.sent"), ("smb_message_echoes-text", "echo.text"),
            ("interactive-button-reply", "message.interactive"), ("unsupported-131051", "message.unsupported"),
        })
        {
            await database.ExecuteAsync("truncate public.inbox_events, public.inbox_keys_current");
            await node.Http.PostSignedAsync("whatsapp", await File.ReadAllBytesAsync(Path.Combine(folder, file + ".json"), TestContext.Current.CancellationToken));
            Assert.Equal([kind], await database.QueryAsync<string>("select kind from public.inbox_events"));
        }
    }

    private static async Task<long> KeptAsync(TestDatabase database) =>
        await database.ScalarAsync<long>("select (select count(*) from public.inbox_events) + (select count(*) from public.dead_letters)");

    /// <summary>How many events a body holds, counted by a DOM: another way than the one under test. What holds none is kept whole, as one.</summary>
    private static int ElementsOf(byte[] body)
    {
        var count = 0;
        foreach (var entry in Items(JsonNode.Parse(body)?["entry"]))
        {
            count += Items(entry["messaging"]).Count() + Items(entry["standby"]).Count();
            foreach (var change in Items(entry["changes"]))
            {
                var value = change["value"];
                if (value is null) continue;
                var inside = value is not JsonObject ? 0 : new[] { "messages", "statuses", "message_echoes", "errors" }.Sum(name => Items(value[name]).Count());
                count += Math.Max(1, inside);
            }
        }
        return Math.Max(1, count);
    }

    private static IEnumerable<JsonNode> Items(JsonNode? node) => node switch
    {
        JsonArray array => array.OfType<JsonNode>(),
        JsonObject single => [single],
        _ => [],
    };
}
