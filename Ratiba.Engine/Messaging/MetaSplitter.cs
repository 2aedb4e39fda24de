using System.Text.Json;
using System.Text.Unicode;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Cuts a Meta webhook into events, one per message or status, in one pass over the raw bytes and before the commit. It looks only at what routing, order and
/// dedupe need; the meaning is read after the acknowledgement. It is lenient as PROVIDERS.md 0 asks: an odd element never costs its siblings.
/// <list type="table">
/// <item><term>message.*</term><description><c>{"contact":{…}?,"message":{…}}</c></description></item>
/// <item><term>status.*, echo.*, errors.*, messaging.*, standby.*</term><description>the element as it stood</description></item>
/// <item><term>field.*</term><description>the <c>value</c> as it stood</description></item>
/// </list>
/// </summary>
public static class MetaSplitter
{
    // Deeper than any payload in the field; System.Text.Json's own default.
    private const int DeepestJson = 64;

    /// <summary>Fills <paramref name="append"/> with at least one event or dead letter; never throws on any bytes.</summary>
    public static void Split(ChannelKind channel, ReadOnlySpan<byte> webhook, TenantDirectory directory, InboxAppend append)
    {
        var sink = new EventSink(channel, directory.Current, append, webhook);
        if (!Utf8.IsValid(webhook))
        {
            sink.AddWhole("unreadable", "not_utf8");
            return;
        }
        try
        {
            if (!Walk(channel, sink)) sink.AddWhole("unknown_object", "unknown_object");
            else if (sink.Count == 0) sink.AddWhole("empty", "no_events");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            sink.AddWhole("unreadable", "unreadable_json");
        }
    }

    /// <summary>False when the body is no object, or one of another kind than the route serves.</summary>
    private static bool Walk(ChannelKind channel, EventSink sink)
    {
        var reader = new Utf8JsonReader(sink.Webhook, new JsonReaderOptions { MaxDepth = DeepestJson });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        // An envelope that leaves "object" out is still read: the route already says what it is.
        var known = true;
        while (JsonWalk.NextProperty(ref reader, out var name))
        {
            if (name.Of(sink.Webhook).SequenceEqual("object"u8)) known = JsonWalk.Scalar(ref reader).Of(sink.Webhook).SequenceEqual(ObjectOf(channel));
            else if (!name.Of(sink.Webhook).SequenceEqual("entry"u8)) reader.Skip();
            else if (channel == ChannelKind.WhatsApp) WhatsAppEnvelope.Split(ref reader, sink);
            else PageEnvelope.Split(ref reader, sink);
        }
        // Anything but white space behind the object is not JSON: this throws.
        reader.Read();
        return known;
    }

    private static ReadOnlySpan<byte> ObjectOf(ChannelKind channel) => channel switch
    {
        ChannelKind.WhatsApp => "whatsapp_business_account"u8,
        ChannelKind.Instagram => "instagram"u8,
        _ => "page"u8,
    };
}
