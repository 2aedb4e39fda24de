using System.Globalization;

namespace Ratiba.Sandbox.Hosting;

/// <summary>How a sandbox is set up. Everything that a test wants to change while it runs is in <c>POST /sandbox/behaviour</c> instead.</summary>
public sealed record SandboxOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The server that receives the webhooks.</summary>
    public Uri Target { get; init; } = new("http://127.0.0.1:8010");

    /// <summary>Signs WhatsApp webhooks. May hold two comma-separated secrets as the server's variable does; the first one signs.</summary>
    public string WhatsAppSecret { get; init; } = "sandbox-whatsapp-secret";

    /// <summary>Signs Instagram webhooks.</summary>
    public string InstagramSecret { get; init; } = "sandbox-instagram-secret";

    /// <summary>Signs Messenger webhooks.</summary>
    public string MessengerSecret { get; init; } = "sandbox-messenger-secret";

    /// <summary>Whether accepted sends are followed by sent, delivered and read webhooks. The load runs switch it off: it would triple their ingest.</summary>
    public bool Statuses { get; init; } = true;

    /// <summary>Access tokens that are good besides those that start with <c>sandbox-</c>.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The businesses that the chat page offers from the start: number to name. Numbers seen in sends are added.</summary>
    public IReadOnlyDictionary<string, string> Numbers { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock of timestamps and delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads <c>SANDBOX_PORT</c> (8020), <c>SANDBOX_TARGET</c>, <c>SANDBOX_STATUSES</c> (<c>off</c>), <c>SANDBOX_TOKENS</c> (comma-separated),
    /// <c>SANDBOX_NUMBERS</c> (<c>number=name;number=name</c>) and the three <c>*_APP_SECRET</c> of the server.
    /// </summary>
    public static SandboxOptions FromEnvironment(Func<string, string?> variable, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var defaults = new SandboxOptions();
        return new SandboxOptions
        {
            Port = int.Parse(Value("SANDBOX_PORT", "8020"), CultureInfo.InvariantCulture),
            Target = new Uri(Value("SANDBOX_TARGET", defaults.Target.ToString())),
            WhatsAppSecret = Value("WHATSAPP_APP_SECRET", defaults.WhatsAppSecret),
            InstagramSecret = Value("INSTAGRAM_APP_SECRET", defaults.InstagramSecret),
            MessengerSecret = Value("MESSENGER_APP_SECRET", defaults.MessengerSecret),
            Statuses = !string.Equals(Value("SANDBOX_STATUSES", "on"), "off", StringComparison.OrdinalIgnoreCase),
            Tokens = Value("SANDBOX_TOKENS", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Numbers = Value("SANDBOX_NUMBERS", "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : pair[0]),
            Time = time,
        };

        string Value(string name, string fallback) => variable(name) is { Length: > 0 } value ? value : fallback;
    }
}
