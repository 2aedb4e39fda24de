using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ratiba.Edge.Http;

/// <summary>Kestrel's limits. Slow or greedy clients are cut off here, before any of our code (RELIABILITY.md 14).</summary>
internal static class KestrelSetup
{
    public static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Uploads of price lists are the largest bodies (25 MB, CT12); webhooks have their own, smaller cap.
        kestrel.Limits.MaxRequestBodySize = 26 * 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        kestrel.Limits.MaxConcurrentConnections = 20_000;
    }
}
