using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ratiba.Engine.Messaging;

/// <summary>Cuts <c>entry × messaging|standby|changes</c> of Messenger pages and Instagram accounts (PROVIDERS.md 2). Routes by <c>entry.id</c>.</summary>
internal static class PageEnvelope
{
    [ThreadStatic]
    private static List<Element>? _elements;

    /// <summary>Walks the <c>entry</c> value the reader stands on.</summary>
    public static void Split(ref Utf8JsonReader reader, EventSink sink)
    {
        var webhook = sink.Webhook;
        for (var walk = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref walk);)
        {
            if (!JsonWalk.IsObject(ref reader)) continue;
            Slice account = default;
            var found = _elements ??= new List<Element>(8);
            found.Clear();
            while (JsonWalk.NextProperty(ref reader, out var property))
            {
                var name = property.Of(webhook);
                if (name.SequenceEqual("id"u8)) account = JsonWalk.Scalar(ref reader);
                else if (name.SequenceEqual("messaging"u8)) Collect(ref reader, webhook, EventGroup.Messaging, found);
                else if (name.SequenceEqual("standby"u8)) Collect(ref reader, webhook, EventGroup.Standby, found);
                else if (name.SequenceEqual("changes"u8)) Collect(ref reader, webhook, EventGroup.Field, found);
                else reader.Skip();
            }
            foreach (ref readonly var element in CollectionsMarshal.AsSpan(found)) Emit(element, account.Of(webhook), sink);
        }
    }

    private static void Emit(in Element element, ReadOnlySpan<byte> account, EventSink sink)
    {
        var webhook = sink.Webhook;
        var name = element.Key.Of(webhook);
        // Only messages and postbacks have an id of their own; the mid in a reaction or a read is that of the message it is about (PROVIDERS.md 2.2).
        var hasOwnId = name.SequenceEqual("message"u8) || name.SequenceEqual("postback"u8);
        sink.Add(
            element.Group, EventKinds.Of(element.Group, element.IsEcho ? "echo"u8 : name), account, hasOwnId ? element.Id.Of(webhook) : [], name,
            element.Customer.Of(webhook), element.Whole.Of(webhook), []);
    }

    private static void Collect(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook, EventGroup group, List<Element> found)
    {
        for (var walk = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref walk);)
        {
            var element = new Element { Group = group };
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.StartObject) reader.Skip();
            else if (group == EventGroup.Field) element.Key = JsonWalk.ScalarProperty(ref reader, webhook, "field"u8);
            else ReadElement(ref reader, webhook, ref element);
            element.Whole = new Slice(start, (int)reader.BytesConsumed - start);
            found.Add(element);
        }
    }

    private static void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook, ref Element element)
    {
        while (JsonWalk.NextProperty(ref reader, out var property))
        {
            var name = property.Of(webhook);
            if (name.SequenceEqual("sender"u8)) element.Sender = ReadInner(ref reader, webhook, ref element);
            else if (name.SequenceEqual("recipient"u8)) element.Recipient = ReadInner(ref reader, webhook, ref element);
            else if (reader.TokenType == JsonTokenType.StartObject && element.Key.IsEmpty)
            {
                element.Key = property;
                element.Id = ReadInner(ref reader, webhook, ref element);
            }
            else reader.Skip();
        }
    }

    /// <summary>The <c>id</c> or <c>mid</c> inside the object the reader stands on; notes <c>is_echo</c> on the way.</summary>
    private static Slice ReadInner(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook, ref Element element)
    {
        if (!JsonWalk.IsObject(ref reader)) return default;
        Slice id = default;
        while (JsonWalk.NextProperty(ref reader, out var property))
        {
            var name = property.Of(webhook);
            if (name.SequenceEqual("id"u8) || name.SequenceEqual("mid"u8)) id = JsonWalk.Scalar(ref reader);
            else if (name.SequenceEqual("is_echo"u8) && reader.TokenType == JsonTokenType.True) element.IsEcho = true;
            else reader.Skip();
        }
        return id;
    }

    private struct Element
    {
        public EventGroup Group;
        public Slice Whole;
        public Slice Key;
        public Slice Id;
        public Slice Sender;
        public Slice Recipient;
        public bool IsEcho;

        // An echo's sender is the page itself; the customer is its recipient (PROVIDERS.md 2.2).
        public readonly Slice Customer => IsEcho ? Recipient : Sender;
    }
}
