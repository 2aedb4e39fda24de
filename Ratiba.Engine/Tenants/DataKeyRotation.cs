using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Rewraps every tenant's data key under the first master key. Runs at start and changes nothing when no key was rotated; secrets themselves are not touched,
/// and both keys open all the time, so nothing stops. When it is through, the old key can be taken out of RATIBA_MASTER_KEY.
/// </summary>
internal sealed partial class DataKeyRotation(CredentialStore store, SecretBox box, ILogger<DataKeyRotation> log)
{
    // Small pages: the start of a node with thousands of tenants must not hold one big result.
    private const int Page = 500;

    /// <summary>Rewraps what is not under the first key, and returns how many that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var rewrappedCount = 0;
        for (var after = Guid.Empty; ;)
        {
            var page = await store.DataKeysAsync(after, Page, cancellation);
            foreach (var (tenant, dataKey) in page)
            {
                try
                {
                    if (box.Rewrap(new TenantId(tenant), dataKey) is not { } rewrapped) continue;
                    await store.ReplaceDataKeyAsync(tenant, dataKey, rewrapped, cancellation);
                    rewrappedCount++;
                }
                catch (CryptographicException unreadable)
                {
                    // One tenant's lost key must not keep the others' shop closed; its own sends fail until the key is back.
                    LogUnreadable(new TenantId(tenant), unreadable.Message);
                }
            }
            if (page.Count < Page) break;
            after = page[^1].Tenant;
        }
        if (rewrappedCount > 0) LogRewrapped(rewrappedCount);
        return rewrappedCount;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The data key of tenant {Tenant} cannot be opened: {Problem} Add the master key that wrapped it to RATIBA_MASTER_KEY")]
    private partial void LogUnreadable(TenantId tenant, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} data keys rewrapped under the first master key; the others in RATIBA_MASTER_KEY are no longer needed")]
    private partial void LogRewrapped(int count);
}
