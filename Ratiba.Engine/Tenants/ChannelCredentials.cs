using System.Collections.Concurrent;
using System.Text;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Access tokens for senders. Opened tokens stay in memory until the registry's version of their tenant moves; there are at most three per tenant.
/// Nothing here is ever shown by the API: tokens are write-only.
/// </summary>
internal sealed class ChannelCredentials(CredentialStore store, SecretBox box, TenantDirectory directory)
{
    private readonly ConcurrentDictionary<(TenantId, ChannelKind), (long Version, string? Token)> _opened = new();

    /// <summary>The token to send with, or null when the tenant has none for this channel.</summary>
    public ValueTask<string?> AccessTokenAsync(TenantId tenant, ChannelKind channel, CancellationToken cancellation)
    {
        // The version is taken before the row is read: a change in between makes the entry stale, never wrong for longer than the registry is.
        var version = directory.Find(tenant)?.Version ?? 0;
        return _opened.TryGetValue((tenant, channel), out var opened) && opened.Version == version
            ? ValueTask.FromResult(opened.Token)
            : new ValueTask<string?>(OpenAsync(tenant, channel, version, cancellation));
    }

    /// <summary>Sets the account and, when one is given, the token of a channel.</summary>
    internal async Task<ChannelChange> SetAsync(
        TenantId tenant, ChannelKind channel, string account, string? token, string actor, CancellationToken cancellation)
    {
        if (await store.DataKeyAsync(tenant, cancellation) is not { } dataKey) return ChannelChange.NoSuchTenant;
        var sealedToken = token is null ? null : box.Seal(tenant, dataKey, PurposeOf(channel), Encoding.UTF8.GetBytes(token));
        return await store.SetChannelAsync(tenant, channel, account, sealedToken, actor, cancellation);
    }

    private async Task<string?> OpenAsync(TenantId tenant, ChannelKind channel, long version, CancellationToken cancellation)
    {
        var row = await store.TokenAsync(tenant, channel, cancellation);
        var token = row is { } found ? Encoding.UTF8.GetString(box.Open(tenant, found.DataKey, PurposeOf(channel), found.Token)) : null;
        // Only known tenants are kept, so that the cache cannot outgrow the registry.
        if (version > 0) _opened[(tenant, channel)] = (version, token);
        return token;
    }

    private static string PurposeOf(ChannelKind channel) => "token:" + channel.ToString().ToLowerInvariant();
}
