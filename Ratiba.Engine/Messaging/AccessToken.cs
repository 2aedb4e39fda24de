using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Messaging;

/// <summary>Gives the token to send with, or null when the tenant has none for the channel: <c>ChannelCredentials.AccessTokenAsync</c>.</summary>
internal delegate ValueTask<string?> AccessToken(TenantId tenant, ChannelKind channel, CancellationToken cancellation);

/// <summary>Tokens without showing them.</summary>
internal static class AccessTokenStamp
{
    /// <summary>Differs when the token differs; tells nothing about it.</summary>
    public static long Of(string? token) =>
        token is null ? 0 : BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
