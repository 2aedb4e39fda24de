using System.Text;
using System.Text.Json;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Messaging;

/// <summary>The providers' payloads of <c>shared/fixtures</c>, and events made of them as the splitter makes them.</summary>
internal static class Fixtures
{
    public const string Account = "1122334455667";

    /// <summary>Names of a provider's files.</summary>
    public static IEnumerable<string> Names(string provider) =>
        Directory.GetFiles(Folder(provider), "*.json").Order().Select(file => Path.GetFileNameWithoutExtension(file));

    public static byte[] Read(string provider, string name) => File.ReadAllBytes(Path.Combine(Folder(provider), name + ".json"));

    /// <summary>The one message event of a WhatsApp file.</summary>
    public static InboxEvent WhatsAppMessage(string name) => WhatsAppMessages(Read("whatsapp", name)).First();

    /// <summary>All message events of a WhatsApp body.</summary>
    public static List<InboxEvent> WhatsAppMessages(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        List<InboxEvent> events = [];
        foreach (var value in Values(document.RootElement))
        {
            if (!value.TryGetProperty("messages", out var messages)) continue;
            var contact = value.TryGetProperty("contacts", out var contacts) ? $"\"contact\":{contacts[0].GetRawText()}," : "";
            foreach (var message in messages.EnumerateArray())
                events.Add(Event(ChannelKind.WhatsApp, "message." + message.GetProperty("type").GetString(), $"{{{contact}\"message\":{message.GetRawText()}}}"));
        }
        return events;
    }

    /// <summary>The one status event of a WhatsApp file.</summary>
    public static InboxEvent WhatsAppStatus(string name)
    {
        using var document = JsonDocument.Parse(Read("whatsapp", name));
        var status = Values(document.RootElement).Single().GetProperty("statuses")[0];
        return Event(ChannelKind.WhatsApp, "status." + status.GetProperty("status").GetString(), status.GetRawText());
    }

    /// <summary>The first element of a page's or Instagram's file.</summary>
    public static InboxEvent Messaging(ChannelKind channel, string name)
    {
        using var document = JsonDocument.Parse(Read(channel == ChannelKind.Instagram ? "instagram" : "messenger", name));
        var element = document.RootElement.GetProperty("entry")[0].GetProperty("messaging")[0];
        return Event(channel, element.TryGetProperty("postback", out _) ? "messaging.postback" : "messaging.message", element.GetRawText());
    }

    public static InboxEvent Event(ChannelKind channel, string kind, string body) => Event(channel, kind, Encoding.UTF8.GetBytes(body));

    public static InboxEvent Event(ChannelKind channel, string kind, byte[] body) =>
        new(1, DateTimeOffset.UnixEpoch, TenantId.None, channel, kind, 1, Account, body);

    private static IEnumerable<JsonElement> Values(JsonElement root)
    {
        var entries = root.GetProperty("entry");
        if (entries.ValueKind != JsonValueKind.Array) yield break;
        foreach (var entry in entries.EnumerateArray())
            foreach (var change in entry.GetProperty("changes").EnumerateArray())
                yield return change.GetProperty("value");
    }

    private static string Folder(string provider) => SharedData.Folder(Path.Combine("fixtures", "providers", provider));
}
