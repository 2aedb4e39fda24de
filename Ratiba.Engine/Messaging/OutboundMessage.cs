namespace Ratiba.Engine.Messaging;

/// <summary>What we say, the same for every channel; an adapter renders it as buttons, a list, quick replies or numbered text (CH12).</summary>
internal sealed record OutboundMessage
{
    /// <summary>The words. Longer than the channel allows is split by the adapter.</summary>
    public required string Text { get; init; }

    /// <summary>Choices, in order; at most 10 are shown at once.</summary>
    public IReadOnlyList<QuickReply> QuickReplies { get; init; } = [];

    /// <summary>The label that opens a list of more than three choices.</summary>
    public string? ListLabel { get; init; }

    /// <summary>The slot of an approved template that may say this outside the message window (CH10); null when there is none.</summary>
    public TemplateCall? Template { get; init; }

    /// <summary>The provider's id of the message that this answers: it is marked as read when the answer is sent. Null marks nothing.</summary>
    public string? ReplyToProviderId { get; init; }
}

/// <summary>A choice: a tap sends <paramref name="Value"/> exactly as a typed reply would.</summary>
/// <param name="Label">What the customer sees.</param>
/// <param name="Value">What comes back.</param>
/// <param name="Description">A second line where the channel has one.</param>
internal sealed record QuickReply(string Label, string Value, string? Description = null);

/// <summary>An approved template and its body parameters.</summary>
/// <param name="Name">The template's name at the provider.</param>
/// <param name="Language">The template's language code, such as <c>en</c> or <c>sw</c>.</param>
/// <param name="Parameters">Values of <c>{{1}}</c>, <c>{{2}}</c> …</param>
internal sealed record TemplateCall(string Name, string Language, IReadOnlyList<string> Parameters);
