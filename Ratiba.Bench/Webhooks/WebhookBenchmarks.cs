using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Ratiba.Edge.Webhooks;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Bench.Webhooks;

/// <summary>What a webhook costs before its commit: the signature, and the cut into events. Ratios are against the bare HMAC of the same bytes.</summary>
[MemoryDiagnoser]
[WarmupCount(5), IterationCount(10), IterationTime(200)]
public class WebhookBenchmarks
{
    private static readonly byte[] Secret = "bench-secret"u8.ToArray();
    private readonly TenantDirectory _directory = new();
    private readonly InboxAppend _append = new();
    private byte[] _body = [];
    private string _signature = "";

    /// <summary>One text message of 600 bytes, and the largest batch that Meta sends.</summary>
    [Params(1, 1000)]
    public int Messages { get; set; }

    /// <summary>Makes the body.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var messages = Enumerable.Range(0, Messages).Select(number =>
            $"{{\"from\":\"254712345678\",\"id\":\"wamid.HBgMMjU0NzEyMzQ1Njc4FQIAEhggQTg{number:0000}\",\"timestamp\":\"1749416383\",\"type\":\"text\",\"text\":{{\"body\":\"{new string('a', 150)}\"}}}}");
        _body = Encoding.UTF8.GetBytes(
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\","
            + "\"metadata\":{\"display_phone_number\":\"254700000000\",\"phone_number_id\":\"106540352242922\"},"
            + $"\"contacts\":[{{\"profile\":{{\"name\":\"Achieng\"}},\"wa_id\":\"254712345678\"}}],\"messages\":[{string.Join(',', messages)}]}},\"field\":\"messages\"}}]}}]}}");
        _signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, _body));
    }

    /// <summary>The floor: nothing but the HMAC.</summary>
    [Benchmark(Baseline = true)]
    public int Hmac()
    {
        Span<byte> digest = stackalloc byte[32];
        return HMACSHA256.HashData(Secret, _body, digest);
    }

    /// <summary>Header and body, in constant time.</summary>
    [Benchmark]
    public bool Signature() => MetaSignature.IsValid([Secret], _body, _signature);

    /// <summary>The cut into events, with routing and dedupe keys.</summary>
    [Benchmark]
    public void Split()
    {
        _append.Clear();
        MetaSplitter.Split(ChannelKind.WhatsApp, _body, _directory, _append);
    }
}
