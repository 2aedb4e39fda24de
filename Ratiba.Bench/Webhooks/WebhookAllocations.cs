using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ratiba.Bench.Support;
using Ratiba.Edge.Hosting;

namespace Ratiba.Bench.Webhooks;

/// <summary>
/// Bytes allocated per webhook beyond what Kestrel itself allocates: the same requests go to a Kestrel that reads the body and answers 200, and to the real node
/// with its real commit, in one process. Fails past the budget.
/// </summary>
internal static class WebhookAllocations
{
    // Issue 2: at most 2 KB beyond Kestrel's own.
    private const int Budget = 2_048;
    private const int Requests = 20_000;
    private const string Secret = "bench-secret";
    private const string Account = "106540352242922";

    public static async Task<int> RunAsync()
    {
        await using var database = await BenchDatabase.StartAsync();
        await database.AddTenantAsync(Account);
        var bare = await BareAsync();
        var node = await RatibaServer.StartAsync([], builder => Configure(builder, database.ConnectionString), null, CancellationToken.None);
        try
        {
            var kestrel = await MeasureAsync(AddressOf(bare));
            var ours = await MeasureAsync(AddressOf(node.App));
            Console.WriteLine($"Kestrel alone     {kestrel,8:N0} bytes per request (client included)");
            Console.WriteLine($"webhook, durable  {ours,8:N0} bytes per request (client included)");
            Console.WriteLine($"webhook path      {ours - kestrel,8:N0} bytes per request, budget {Budget:N0}: {(ours - kestrel <= Budget ? "PASS" : "FAIL")}");
            return ours - kestrel <= Budget ? 0 : 1;
        }
        finally
        {
            await bare.DisposeAsync();
            await node.DisposeAsync();
        }
    }

    private static void Configure(WebApplicationBuilder builder, string connectionString)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["URLS"] = "http://127.0.0.1:0",
            ["RATIBA_DATABASE"] = connectionString,
            ["RATIBA_DATA"] = Path.GetTempPath(),
            ["RATIBA_EMBEDDED_ISSUER"] = "true",
            ["RATIBA_MASTER_KEY"] = Convert.ToBase64String(new byte[32]),
            ["WHATSAPP_APP_SECRET"] = Secret,
            ["Lanes:Enabled"] = "false",
        });
        builder.Logging.ClearProviders();
    }

    private static async Task<WebApplication> BareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var read = await context.Request.BodyReader.ReadAtLeastAsync((int)(context.Request.ContentLength ?? 0));
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            context.Response.ContentLength = 0;
        });
        await app.StartAsync();
        return app;
    }

    private static IPEndPoint AddressOf(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(); // Kestrel always has it
        return new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
    }

    private static async Task<long> MeasureAsync(IPEndPoint address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        // Made before the measured stretch.
        var requests = Enumerable.Range(0, Requests + 2_000).Select(Request).ToArray();
        var answer = new byte[1024];
        await SendAsync(socket, requests.AsMemory(0, 2_000), answer);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(socket, requests.AsMemory(2_000), answer);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Requests;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte[]> requests, byte[] answer)
    {
        for (var number = 0; number < requests.Length; number++)
        {
            await socket.SendAsync(requests.Span[number]);
            var read = await socket.ReceiveAsync(answer);
            if (!answer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException("Not 200: " + Encoding.ASCII.GetString(answer, 0, read));
        }
    }

    private static byte[] Request(int number)
    {
        var id = $"wamid.{Guid.NewGuid():N}{number}";
        var body = Encoding.UTF8.GetBytes(
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\","
            + "\"metadata\":{\"display_phone_number\":\"254700000000\",\"phone_number_id\":\"" + Account + "\"},\"contacts\":[{\"profile\":{\"name\":\"Achieng\"},"
            + $"\"wa_id\":\"254712345678\"}}],\"messages\":[{{\"from\":\"254712345678\",\"id\":\"{id}\",\"timestamp\":\"1749416383\",\"type\":\"text\","
            + $"\"text\":{{\"body\":\"{new string('a', 150)}\"}}}}]}},\"field\":\"messages\"}}]}}]}}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        var head = Encoding.ASCII.GetBytes(
            $"POST /api/v1/webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }
}
