using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Messaging;

/// <summary>What a customer wrote, tapped or sent, the same for every channel (CH2).</summary>
internal sealed record InboundMessage
{
    /// <summary>Where it came from.</summary>
    public required ChannelKind Channel { get; init; }

    /// <summary>The tenant's number or page.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's id of the customer: the BSUID where there is one, else the phone number or page-scoped id (PROVIDERS.md 1.5).</summary>
    public required string CustomerKey { get; init; }

    /// <summary>What a reply is addressed to; a BSUID, a phone number or a page-scoped id.</summary>
    public required string ReplyTo { get; init; }

    /// <summary>Digits with country code, without plus; null where the channel does not tell it.</summary>
    public string? Phone { get; init; }

    /// <summary>The name in the customer's profile, if any.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The provider's message id; null where the provider left it out.</summary>
    public string? ProviderId { get; init; }

    /// <summary>What it is.</summary>
    public required InboundKind Kind { get; init; }

    /// <summary>The text as written, a tap's label, or a caption; empty where there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value behind a tapped button, list row or quick reply; the same as if the customer had typed it (CH12).</summary>
    public string? Payload { get; init; }

    /// <summary>When the customer sent it, by the provider; null where missing or unreadable.</summary>
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>What kind of thing a customer sent.</summary>
internal enum InboundKind
{
    /// <summary>Written words.</summary>
    Text,

    /// <summary>A button, list row, quick reply or postback.</summary>
    Tap,

    /// <summary>A voice note.</summary>
    Voice,

    /// <summary>A picture, video, document, sticker, contact card or location.</summary>
    Media,

    /// <summary>Something that needs no answer: a reaction, an edit, a system notice.</summary>
    Notice,

    /// <summary>Something the channel itself could not show.</summary>
    Unsupported,
}
