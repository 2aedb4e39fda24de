using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>
/// What was found in one <c>value</c>. Events are made only when the value has ended, because <c>metadata</c> and <c>contacts</c> may stand behind the messages.
/// </summary>
internal ref struct ChangeValue
{
    // One list per thread, cleared per value: a body of a thousand updates grows it once.
    [ThreadStatic]
    private static List<Element>? _elements;

    private Slice _whole;
    private Slice _phoneNumberId;
    private Slice _contacts;
    private List<Element>? _found;

    /// <summary>Walks over the value the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _whole = JsonWalk.Take(ref reader);
            return;
        }
        _found = _elements ??= new List<Element>(16);
        _found.Clear();
        while (JsonWalk.NextProperty(ref reader, out var property))
        {
            var name = property.Of(webhook);
            if (name.SequenceEqual("metadata"u8)) _phoneNumberId = JsonWalk.ScalarProperty(ref reader, webhook, "phone_number_id"u8);
            else if (name.SequenceEqual("contacts"u8)) _contacts = JsonWalk.Take(ref reader);
            else if (name.SequenceEqual("messages"u8)) Collect(ref reader, webhook, EventGroup.Message, _found);
            else if (name.SequenceEqual("statuses"u8)) Collect(ref reader, webhook, EventGroup.Status, _found);
            else if (name.SequenceEqual("message_echoes"u8)) Collect(ref reader, webhook, EventGroup.Echo, _found);
            else if (name.SequenceEqual("errors"u8)) Collect(ref reader, webhook, EventGroup.Errors, _found);
            else reader.Skip();
        }
        _whole = new Slice(start, (int)reader.BytesConsumed - start);
    }

    /// <summary>Makes the events, or one for the whole value when it holds nothing that we take apart.</summary>
    public readonly void Emit(EventSink sink, ReadOnlySpan<byte> field)
    {
        var webhook = sink.Webhook;
        var account = _phoneNumberId.Of(webhook);
        if (_found is null or { Count: 0 })
        {
            if (!_whole.IsEmpty)
                sink.Add(EventGroup.Field, EventKinds.Of(EventGroup.Field, field), account, [], [], account, _whole.Of(webhook), []);
            return;
        }
        foreach (ref readonly var element in CollectionsMarshal.AsSpan(_found))
        {
            var kind = EventKinds.Of(element.Group, element.Group == EventGroup.Errors ? "value"u8 : element.Type.Of(webhook));
            // A status belongs to a message, so it is ordered with that message's other statuses, not with what the customer writes.
            var orderedBy = element.Group == EventGroup.Status ? element.Id : element.Sender;
            var contact = element.Group == EventGroup.Message ? ContactOf(element, webhook) : default;
            var variant = element.Group == EventGroup.Status ? element.StatusVariant : default;
            sink.Add(element.Group, kind, account, element.Id.Of(webhook), variant.Of(webhook), orderedBy.Of(webhook), element.Whole.Of(webhook), contact.Of(webhook));
        }
    }

    private static void Collect(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook, EventGroup group, List<Element> found)
    {
        for (var walk = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref walk);)
        {
            var start = (int)reader.TokenStartIndex;
            var element = new Element { Group = group };
            if (reader.TokenType == JsonTokenType.StartObject) ReadElement(ref reader, webhook, ref element);
            else reader.Skip();
            element.Whole = new Slice(start, (int)reader.BytesConsumed - start);
            found.Add(element);
        }
    }

    private static void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> webhook, ref Element element)
    {
        while (JsonWalk.NextProperty(ref reader, out var property))
        {
            var name = property.Of(webhook);
            if (name.SequenceEqual("id"u8)) element.Id = JsonWalk.Scalar(ref reader);
            else if (name.SequenceEqual(element.Group == EventGroup.Echo ? "to"u8 : "from"u8)) element.Phone = JsonWalk.Scalar(ref reader);
            else if (name.SequenceEqual("from_user_id"u8)) element.UserId = JsonWalk.Scalar(ref reader);
            else if (name.SequenceEqual(element.Group == EventGroup.Status ? "status"u8 : "type"u8)) element.Type = JsonWalk.Scalar(ref reader);
            else if (name.SequenceEqual("recipient_participant_id"u8)) element.Participant = JsonWalk.Scalar(ref reader);
            else reader.Skip();
        }
    }

    /// <summary>The card in <c>contacts</c> that belongs to the sender; with one card there is no doubt.</summary>
    private readonly Slice ContactOf(in Element element, ReadOnlySpan<byte> webhook)
    {
        if (_contacts.IsEmpty) return default;
        var cards = _contacts.Of(webhook);
        var reader = new Utf8JsonReader(cards);
        reader.Read();
        Slice only = default;
        var count = 0;
        for (var walk = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref walk);)
        {
            var start = (int)reader.TokenStartIndex;
            var mine = IsCardOf(ref reader, cards, element.UserId.Of(webhook), element.Phone.Of(webhook));
            only = new Slice(_contacts.Start + start, (int)reader.BytesConsumed - start);
            if (mine) return only;
            count++;
        }
        return count == 1 ? only : default;
    }

    private static bool IsCardOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> cards, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> phone)
    {
        if (!JsonWalk.IsObject(ref reader)) return false;
        var mine = false;
        while (JsonWalk.NextProperty(ref reader, out var property))
        {
            var name = property.Of(cards);
            if (!name.SequenceEqual("wa_id"u8) && !name.SequenceEqual("user_id"u8)) reader.Skip();
            else if (JsonWalk.Scalar(ref reader) is { IsEmpty: false } id) mine |= id.Of(cards).SequenceEqual(userId) || id.Of(cards).SequenceEqual(phone);
        }
        return mine;
    }

    private struct Element
    {
        public EventGroup Group;
        public Slice Whole;
        public Slice Id;
        public Slice Type;
        public Slice Phone;
        public Slice UserId;
        public Slice Participant;

        // The BSUID is the customer's identity where it is told; the phone otherwise (PROVIDERS.md 1.5).
        public readonly Slice Sender => UserId.IsEmpty ? Phone : UserId;

        // A group's participants each report their own status of one message (PROVIDERS.md 1.3), so their id belongs to the key. The slice spans from the one
        // to the other, whichever stands first; copies of one webhook give equal slices.
        public readonly Slice StatusVariant
        {
            get
            {
                if (Participant.IsEmpty) return Type;
                var start = Math.Min(Type.Start, Participant.Start);
                return new Slice(start, Math.Max(Type.Start + Type.Length, Participant.Start + Participant.Length) - start);
            }
        }
    }
}
