using System.Text;
using Ratiba.Engine.Primitives;

namespace Ratiba.Edge.Webhooks;

/// <summary>One of Meta's three webhooks: its path, its app secrets and its verify token.</summary>
/// <param name="Kind">The channel.</param>
/// <param name="Path">The route, matched to the letter.</param>
/// <param name="SecretSetting">The environment variable of the secrets.</param>
/// <param name="Secrets">One secret, or two while one is rotated (API.md, Settings). Empty switches the webhook off.</param>
/// <param name="VerifyToken">What Meta repeats in the handshake; empty switches the handshake off.</param>
internal sealed record MetaChannel(ChannelKind Kind, string Path, string SecretSetting, byte[][] Secrets, byte[] VerifyToken)
{
    /// <summary>The three webhooks as the environment sets them.</summary>
    /// <exception cref="InvalidOperationException">More than two secrets are set for a channel.</exception>
    public static MetaChannel[] From(IConfiguration settings) =>
    [
        Of(settings, ChannelKind.WhatsApp, "/api/v1/webhooks/whatsapp", "WHATSAPP"),
        Of(settings, ChannelKind.Instagram, "/api/v1/webhooks/instagram", "INSTAGRAM"),
        Of(settings, ChannelKind.Messenger, "/api/v1/webhooks/messenger", "MESSENGER"),
    ];

    private static MetaChannel Of(IConfiguration settings, ChannelKind kind, string path, string prefix)
    {
        var setting = prefix + "_APP_SECRET";
        var secrets = (settings[setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (secrets.Length > 2)
            throw new InvalidOperationException($"{setting} holds {secrets.Length} secrets; at most 2 are accepted, the old and the new one while rotating. Remove the others.");
        return new MetaChannel(
            kind, path, setting, [.. secrets.Select(Encoding.UTF8.GetBytes)], Encoding.UTF8.GetBytes(settings[prefix + "_VERIFY_TOKEN"] ?? ""));
    }
}
