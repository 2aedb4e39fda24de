namespace Ratiba.Sandbox.Graph;

/// <summary>A call of the send endpoint, reduced to what the sandbox checks, shows and counts.</summary>
internal sealed class SendRequest
{
    public bool IsWhatsApp { get; set; }

    public string To { get; set; } = "";

    /// <summary><c>text</c>, <c>interactive</c>, <c>template</c>, <c>image</c> …; Messenger and Instagram sends are <c>text</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>button</c> or <c>list</c>; null unless <see cref="Type"/> is <c>interactive</c>.</summary>
    public string? InteractiveType { get; set; }

    public string? Text { get; set; }

    public string? Header { get; set; }

    public string? Footer { get; set; }

    public string? ListLabel { get; set; }

    public int Sections { get; set; }

    public bool SectionWithoutTitle { get; set; }

    public int LongestSectionTitle { get; set; }

    public List<Choice> Choices { get; } = [];

    public string? TemplateName { get; set; }

    public string? TemplateLanguage { get; set; }

    public List<string> TemplateParameters { get; } = [];

    /// <summary>The sender's own key, <c>biz_opaque_callback_data</c>: what "sent once" is counted by.</summary>
    public string? CallbackData { get; set; }

    /// <summary>The message that is quoted.</summary>
    public string? ContextId { get; set; }

    /// <summary>Set for mark-as-read: the customer's message.</summary>
    public string? ReadId { get; set; }

    public bool IsMarkRead { get; set; }

    /// <summary>Messenger and Instagram: <c>typing_on</c>, <c>mark_seen</c> …</summary>
    public string? SenderAction { get; set; }
}

/// <summary>A button, list row or quick reply.</summary>
internal sealed record Choice(string Id, string Title, string? Description = null);
