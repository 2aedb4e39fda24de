using System.Text;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Messaging;

/// <summary>Takes the pieces that the splitters find, routes each to its tenant and puts it into the append.</summary>
internal readonly ref struct EventSink(ChannelKind channel, TenantDirectory.Snapshot directory, InboxAppend append, ReadOnlySpan<byte> webhook)
{
    private const int LongestAccount = 64;

    /// <summary>The whole webhook; slices are cut from it.</summary>
    public ReadOnlySpan<byte> Webhook { get; } = webhook;

    /// <summary>How many events were found so far.</summary>
    public int Count => append.Events.Count;

    /// <summary>Adds one event. An unknown or stopped tenant parks it; nothing is refused (CH1).</summary>
    /// <param name="group">Where it stood.</param>
    /// <param name="kind">Its name.</param>
    /// <param name="account">The provider's id of the number or page.</param>
    /// <param name="id">The provider's id of the event; empty = the element itself identifies it.</param>
    /// <param name="variant">What else belongs to the identity, such as a status.</param>
    /// <param name="sender">Who it is about; orders the conversation.</param>
    /// <param name="element">The event's JSON.</param>
    /// <param name="contact">The sender's contact card, kept beside a WhatsApp message; may be empty.</param>
    public void Add(
        EventGroup group, string kind, ReadOnlySpan<byte> account, ReadOnlySpan<byte> id, ReadOnlySpan<byte> variant, ReadOnlySpan<byte> sender,
        ReadOnlySpan<byte> element, ReadOnlySpan<byte> contact)
    {
        var route = Route(account);
        var reason = route is null ? "unknown_tenant" : route.Serves ? null : "tenant_" + route.Status.ToString().ToLowerInvariant();
        var key = EventHash.Key(channel, group, account, id.IsEmpty ? element : id, variant);
        var (start, length) = group == EventGroup.Message ? WriteMessage(element, contact) : Write(element);
        append.Add(new PendingEvent(
            key, route?.Lane ?? 0, route?.Tenant ?? TenantId.None, channel, kind, EventHash.Conversation(channel, account, sender),
            route?.Account ?? Text(account), start, length, reason));
    }

    /// <summary>Nothing in the webhook could be used: all of it becomes one dead letter.</summary>
    public void AddWhole(string kind, string reason)
    {
        append.Clear();
        var (start, length) = Write(Webhook);
        var key = EventHash.Key(channel, EventGroup.Entry, [], Webhook, []);
        append.Add(new PendingEvent(key, 0, TenantId.None, channel, kind, 0, "", start, length, reason));
    }

    private TenantRoute? Route(ReadOnlySpan<byte> account)
    {
        if (account.Length is 0 or > LongestAccount) return null;
        Span<char> text = stackalloc char[LongestAccount];
        return Encoding.UTF8.TryGetChars(account, text, out var length) ? directory.Route(channel, text[..length]) : null;
    }

    private (int Start, int Length) Write(ReadOnlySpan<byte> element)
    {
        element.CopyTo(append.GetSpan(element.Length));
        return (append.Advance(element.Length), element.Length);
    }

    private (int Start, int Length) WriteMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> contact)
    {
        var length = message.Length + "{\"message\":}"u8.Length + (contact.IsEmpty ? 0 : contact.Length + "\"contact\":,"u8.Length);
        var room = append.GetSpan(length);
        var at = 0;
        if (contact.IsEmpty) Put(room, ref at, "{"u8);
        else
        {
            Put(room, ref at, "{\"contact\":"u8);
            Put(room, ref at, contact);
            Put(room, ref at, ","u8);
        }
        Put(room, ref at, "\"message\":"u8);
        Put(room, ref at, message);
        Put(room, ref at, "}"u8);
        return (append.Advance(at), at);
    }

    private static void Put(Span<byte> room, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(room[at..]);
        at += bytes.Length;
    }

    private static string Text(ReadOnlySpan<byte> account) => Encoding.UTF8.GetString(account[..Math.Min(account.Length, LongestAccount)]);
}
