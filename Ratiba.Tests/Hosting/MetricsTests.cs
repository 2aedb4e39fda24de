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
}
