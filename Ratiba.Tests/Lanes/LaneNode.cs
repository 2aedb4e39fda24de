using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ratiba.Engine.Lanes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

/// <summary>Nodes whose lanes are worked by a probe, with small batches so that back-pressure happens in every run.</summary>
internal static class LaneNode
{
    public const string Account = "1001";

    public static Task<RatibaNode> StartAsync(TestDatabase database, ProbeHandler probe, params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> all = new()
        {
            ["Lanes:BatchEvents"] = "8",
            ["Lanes:PollInterval"] = "00:00:00.100",
            ["Lanes:FirstRetry"] = "00:00:00.010",
        };
        foreach (var (name, value) in settings) all[name] = value;
        return RatibaNode.StartAsync(database, all, services =>
        {
            services.RemoveAll<ILaneHandler>();
            services.AddSingleton<ILaneHandler>(probe);
        });
    }

    public static Task SendAsync(RatibaNode node, string customer, string id, string text, string account = Account) =>
        node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(account, customer, id, text));

    public static Task SettledAsync(TestDatabase database, int events) => Eventually.TrueAsync(
        $"{events} events settled", async () => await database.ScalarAsync<long>("select count(*) from public.inbox_settled") == events, TimeSpan.FromSeconds(20));
}
