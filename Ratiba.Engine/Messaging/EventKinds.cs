using System.Collections.Concurrent;
using System.Text;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Names of event kinds: a group and the provider's own name for it, such as <c>message.text</c>. Known names are interned; a name we have never heard of is
/// kept (cleaned, at most 40 characters), so that every unknown kind is stored and counted by name (CH13).
/// </summary>
internal static class EventKinds
{
    // A signed sender could still invent names: past this many they are counted together as "<group>.other".
    private const int MostLearned = 200;
    private const int LongestName = 40;

    private static readonly string[] Groups = ["message", "status", "echo", "messaging", "standby", "field", "entry", "errors"];

    private static readonly string[][] KnownNames =
    [
        ["text", "interactive", "button", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "order", "system", "unsupported",
            "unknown", "edit", "revoke", "request_welcome"],
        ["sent", "delivered", "read", "failed", "played", "deleted"],
        ["text", "image", "video", "audio", "document", "sticker", "revoke", "edit"],
        ["message", "echo", "postback", "reaction", "read", "delivery", "referral", "optin", "account_linking", "message_request", "policy_enforcement", "app_roles",
            "pass_thread_control", "take_thread_control", "request_thread_control", "message_edit"],
        ["message", "echo", "postback", "reaction", "read", "delivery"],
        ["account_update", "message_template_status_update", "user_preferences", "messages"],
        ["changes"],
        ["value"],
    ];

    private static readonly ConcurrentDictionary<string, string> Learned = new(StringComparer.Ordinal);
    private static readonly (byte[] Name, string Kind)[][] Known = BuildKnown();

    /// <summary>The kind for a name as it stands in the JSON.</summary>
    public static string Of(EventGroup group, ReadOnlySpan<byte> name)
    {
        foreach (var (known, kind) in Known[(int)group])
            if (name.SequenceEqual(known)) return kind;
        return Learn(group, name);
    }

    private static string Learn(EventGroup group, ReadOnlySpan<byte> name)
    {
        Span<char> clean = stackalloc char[LongestName];
        var length = Math.Min(name.Length, LongestName);
        for (var i = 0; i < length; i++)
            clean[i] = char.IsAsciiLetterOrDigit((char)name[i]) ? char.ToLowerInvariant((char)name[i]) : '_';
        var kind = $"{Groups[(int)group]}.{(length == 0 ? "none" : new string(clean[..length]))}";
        if (Learned.TryGetValue(kind, out var learned)) return learned;
        return Learned.Count < MostLearned ? Learned.GetOrAdd(kind, kind) : Groups[(int)group] + ".other";
    }

    private static (byte[] Name, string Kind)[][] BuildKnown()
    {
        var known = new (byte[], string)[Groups.Length][];
        for (var group = 0; group < Groups.Length; group++)
            known[group] = [.. KnownNames[group].Select(name => (Encoding.UTF8.GetBytes(name), $"{Groups[group]}.{name}"))];
        return known;
    }
}

/// <summary>Where in a webhook an event stood.</summary>
internal enum EventGroup
{
    /// <summary>WhatsApp <c>value.messages[]</c>.</summary>
    Message,

    /// <summary>WhatsApp <c>value.statuses[]</c>.</summary>
    Status,

    /// <summary>WhatsApp <c>value.message_echoes[]</c>.</summary>
    Echo,

    /// <summary>Page and Instagram <c>entry.messaging[]</c>.</summary>
    Messaging,

    /// <summary>Page and Instagram <c>entry.standby[]</c>: another app owns the thread.</summary>
    Standby,

    /// <summary>Any other <c>changes[].field</c>, whole.</summary>
    Field,

    /// <summary>Something else of an entry.</summary>
    Entry,

    /// <summary>WhatsApp <c>value.errors[]</c>.</summary>
    Errors,
}
