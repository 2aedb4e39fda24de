using System.Security.Cryptography;
using System.Text;

namespace Ratiba.Sandbox.Webhooks;

/// <summary>How a webhook is signed: rightly, or as a forger would.</summary>
internal enum SignatureMode
{
    /// <summary>By the app secret.</summary>
    Right,

    /// <summary>By another secret.</summary>
    Wrong,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary><c>X-Hub-Signature-256</c>: HMAC-SHA256 of the raw body by the app secret (PROVIDERS.md 1.2).</summary>
internal static class Signature
{
    public const string Header = "X-Hub-Signature-256";

    public static string Of(ReadOnlySpan<byte> body, string secret)
    {
        // While a secret is rotated the variable holds two; Meta signs by the current one, which stands first.
        var current = secret.Split(',', 2, StringSplitOptions.TrimEntries)[0];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(current), body));
    }
}
