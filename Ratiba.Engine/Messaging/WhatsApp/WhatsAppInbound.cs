using System.Text.Json;
using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>One element of WhatsApp's <c>messages[]</c> with its contact (PROVIDERS.md 1.4 to 1.6) as a normalised message.</summary>
internal static class WhatsAppInbound
{
    /// <param name="received">The event; its body is <c>{"contact":{…}?,"message":{…}}</c>.</param>
    /// <param name="reader">Stands on the body's opening brace.</param>
    /// <param name="reason">Why there is no message.</param>
    public static InboundMessage? Read(InboxEvent received, Utf8JsonReader reader, out string? reason)
    {
        Contact contact = default;
        WhatsAppContent? content = null;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("contact"u8) && LenientJson.TryEnter(ref reader, out var inner)) contact = ReadContact(inner);
            else if (name.SequenceEqual("message"u8) && LenientJson.TryEnter(ref reader, out inner)) content = WhatsAppContent.Read(inner);
            else LenientJson.Skip(ref reader);
        }
        if (content is null)
        {
            reason = "no_message";
            return null;
        }

        // BSUIDs turn up in every field that once held a phone number, and the other way round is not seen (1.5).
        var userId = content.FromUserId ?? contact.UserId ?? BsuidOrNull(content.From) ?? BsuidOrNull(contact.WaId);
        var phone = PhoneOrNull(content.From) ?? PhoneOrNull(contact.WaId);
        var key = userId ?? phone ?? content.From ?? contact.WaId ?? content.SystemSubject;
        if (string.IsNullOrEmpty(key))
        {
            reason = "no_sender";
            return null;
        }

        reason = null;
        var kind = content.Kind(FromKind(received.Kind));
        return new InboundMessage
        {
            Channel = received.Channel,
            Account = received.Account,
            CustomerKey = key,
            // The phone number is refused by fewer message types than the BSUID (131062).
            ReplyTo = phone ?? key,
            Phone = phone,
            ProfileName = contact.Name,
            ProviderId = content.Id,
            Kind = kind,
            Text = content.Text ?? "",
            Payload = kind == InboundKind.Tap ? content.Payload : null,
            SentAt = content.SentAt,
        };
    }

    /// <summary>Whether an id is a business-scoped user id: two capital letters, a dot, and more.</summary>
    public static bool IsBsuid(string id) => id.Length > 3 && id[2] == '.' && char.IsAsciiLetterUpper(id[0]) && char.IsAsciiLetterUpper(id[1]);

    private static string? BsuidOrNull(string? id) => id is not null && IsBsuid(id) ? id : null;

    private static string? PhoneOrNull(string? id)
    {
        var digits = id.AsSpan().TrimStart('+');
        // E.164 has at most 15 digits; shorter than 6 is a short code or a test value.
        return digits.Length is >= 6 and <= 15 && digits.IndexOfAnyExceptInRange('0', '9') < 0 ? digits.ToString() : null;
    }

    private static string FromKind(string kind) => kind["message.".Length..];

    private static Contact ReadContact(Utf8JsonReader reader)
    {
        Contact contact = default;
        while (LenientJson.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("wa_id"u8)) contact.WaId = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (name.SequenceEqual("user_id"u8)) contact.UserId = LenientJson.Text(ref reader, InboundParser.IdLimit);
            else if (name.SequenceEqual("profile"u8) && LenientJson.TryEnter(ref reader, out var profile)) contact.Name = ReadName(profile);
            else LenientJson.Skip(ref reader);
        }
        if (contact.UserId is "") contact.UserId = null;
        return contact;
    }

    private static string? ReadName(Utf8JsonReader profile)
    {
        string? text = null;
        while (LenientJson.NextProperty(ref profile, out var name))
        {
            if (name.SequenceEqual("name"u8)) text = LenientJson.Text(ref profile, 256);
            else LenientJson.Skip(ref profile);
        }
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private record struct Contact(string? Name, string? WaId, string? UserId);
}
