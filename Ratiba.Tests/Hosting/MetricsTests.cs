using System.Text;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Hosting;

/// <summary>What the operator's Prometheus reads.</summary>
public sealed class MetricsTests(PostgresCluster cluster)
{
    [Fact]
    public async Task UnknownKinds_AreCountedByName()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Lanes:Enabled"] = "false" });
        await node.Http.PostSignedAsync("whatsapp", Encoding.UTF8.GetBytes(
            """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1001"},"messages":[{"id":"1","type":"hologram"}]}}]}]}"""));
        await node.Http.PostSignedAsync("whatsapp", "{\"object\":\"whatsapp_business_account\"}"u8.ToArray());
        var metrics = await node.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("kind=\"message.hologram\"", metrics, StringComparison.Ordinal);
        Assert.Contains("reason=\"no_events\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Durations_AreToldInMilliseconds()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await database.CreateTenantAsync(account: "1001");
        await using var node = await RatibaNode.StartAsync(database);
        await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText("1001", "254700000001", "1", "hi"));
        await Eventually.TrueAsync("a turn is timed", async () =>
        {
            var lines = (await node.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Split('\n');
            var timed = lines.Where(line => line.Contains("_seconds_bucket{", StringComparison.Ordinal) && line.StartsWith("ratiba_", StringComparison.Ordinal))
                .ToLookup(line => line[..line.IndexOf('{')]);
            return timed.Count >= 2 && timed.All(histogram => histogram.Any(line => line.Contains("le=\"0.001\"", StringComparison.Ordinal)));
        }, TimeSpan.FromSeconds(20));
    }
}
