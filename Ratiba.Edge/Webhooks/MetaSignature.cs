using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Ratiba.Edge.Webhooks;

/// <summary><c>X-Hub-Signature-256: sha256=&lt;64 lower-case hex digits&gt;</c> over the raw body (PROVIDERS.md 1.2).</summary>
internal static class MetaSignature
{
    private const string Prefix = "sha256=";
    private const int Digits = 64;

    /// <summary>
    /// Whether one of the secrets signed these bytes. Every secret is tried and compared in constant time, so that neither the digest nor which secret fits
    /// can be learned from the time it takes. Anything but exactly one header of exactly the documented form is refused.
    /// </summary>
    public static bool IsValid(byte[][] secrets, ReadOnlySpan<byte> body, StringValues header)
    {
        if (header.Count != 1 || header[0] is not { Length: 71 } value || !value.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> claimed = stackalloc byte[Digits];
        if (!Ascii.IsValid(value) || Encoding.ASCII.GetBytes(value.AsSpan(Prefix.Length), claimed) != Digits) return false;

        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[Digits];
        var valid = false;
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(secret, body, digest);
            Convert.TryToHexStringLower(digest, expected, out _);
            valid |= CryptographicOperations.FixedTimeEquals(expected, claimed);
        }
        return valid;
    }
}
