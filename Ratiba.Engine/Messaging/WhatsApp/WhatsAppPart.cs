namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>One message as WhatsApp shows it; an <see cref="OutboundMessage"/> becomes one or, when it is long, several.</summary>
/// <param name="Shape">Its form.</param>
/// <param name="Text">The words; empty for a template.</param>
/// <param name="Replies">The choices of buttons and lists.</param>
/// <param name="ListLabel">What opens the list.</param>
/// <param name="Template">The template's call.</param>
internal sealed record WhatsAppPart(
    WhatsAppShape Shape, string Text, IReadOnlyList<QuickReply> Replies, string? ListLabel = null, TemplateCall? Template = null);

/// <summary>Forms of a WhatsApp message that we use.</summary>
internal enum WhatsAppShape
{
    /// <summary>Words only.</summary>
    Text,

    /// <summary>Words with up to three buttons.</summary>
    Buttons,

    /// <summary>Words with a list of up to ten rows.</summary>
    List,

    /// <summary>An approved template.</summary>
    Template,
}
