namespace Ratiba.Sandbox.Graph;

/// <summary>
/// The limits of PROVIDERS.md 1.9 and 2.3. Lengths are UTF-16 units: where Meta counts characters of several units as one, the sandbox is the stricter one.
/// </summary>
internal static class SendLimits
{
    private const int TextBody = 4096;
    private const int InteractiveBody = 1024;
    private const int HeaderOrFooter = 60;
    private const int Buttons = 3;
    private const int ButtonTitle = 20;
    private const int ButtonId = 256;
    private const int Sections = 10;
    private const int Rows = 10;
    private const int RowTitle = 24;
    private const int RowDescription = 72;
    private const int RowId = 200;
    private const int CallbackData = 512;
    private const int QuickReplies = 13;
    private const int PageText = 2000;

    /// <summary>What Meta would refuse in it; null when it is fine.</summary>
    public static GraphError? Check(SendRequest send)
    {
        if (!send.IsWhatsApp)
        {
            return CheckPage(send);
        }

        if (send.IsMarkRead)
        {
            return string.IsNullOrEmpty(send.ReadId) ? GraphError.Missing("message_id") : null;
        }

        if (send.To.Length == 0)
        {
            return GraphError.Parameter("The parameter to is required.");
        }

        if (!IsAddress(send.To))
        {
            return GraphError.Value("to is neither a phone number nor a user id");
        }

        if (send.CallbackData is { Length: > CallbackData })
        {
            return GraphError.Value($"biz_opaque_callback_data length invalid. Max length: {CallbackData}, is: {send.CallbackData.Length}");
        }

        return send.Type switch
        {
            "text" or "" => Length("text.body", send.Text, 1, TextBody),
            "interactive" => CheckInteractive(send),
            "template" => send.TemplateName is not { Length: > 0 } ? GraphError.Missing("template.name")
                : send.TemplateLanguage is not { Length: > 0 } ? GraphError.Missing("template.language.code") : null,
            "image" or "audio" or "video" or "document" or "sticker" or "location" or "contacts" or "reaction" => null,
            _ => GraphError.Parameter($"type is not a message type: {send.Type}"),
        };
    }

    private static GraphError? CheckInteractive(SendRequest send) =>
        Length("interactive.body.text", send.Text, 1, InteractiveBody)
        ?? Length("interactive.header.text", send.Header, 0, HeaderOrFooter)
        ?? Length("interactive.footer.text", send.Footer, 0, HeaderOrFooter)
        ?? (send.InteractiveType switch
        {
            "button" => CheckButtons(send),
            "list" => CheckList(send),
            _ => GraphError.Value($"interactive.type is not supported by the sandbox: {send.InteractiveType}"),
        });

    private static GraphError? CheckButtons(SendRequest send)
    {
        if (send.Choices.Count is < 1 or > Buttons)
        {
            return GraphError.Value($"Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: {Buttons}, is: {send.Choices.Count}");
        }

        foreach (var button in send.Choices)
        {
            if ((Length("Button title", button.Title, 1, ButtonTitle) ?? Length("Button id", button.Id, 1, ButtonId)) is { } error)
            {
                return error;
            }
        }

        return Unique(send.Choices);
    }

    private static GraphError? CheckList(SendRequest send)
    {
        if (Length("List button", send.ListLabel, 1, ButtonTitle) is { } label)
        {
            return label;
        }

        if (send.Sections is < 1 or > Sections)
        {
            return GraphError.Value($"Invalid sections count. Min: 1, Max: {Sections}, is: {send.Sections}");
        }

        if (send.Choices.Count is < 1 or > Rows)
        {
            return GraphError.Value($"Total row count exceed max allowed count: {Rows}, is: {send.Choices.Count}");
        }

        if (send.Sections > 1 && send.SectionWithoutTitle)
        {
            return GraphError.Value("Section title is required when there is more than one section");
        }

        if (send.LongestSectionTitle > RowTitle)
        {
            return GraphError.Value($"Section title length invalid. Max length: {RowTitle}, is: {send.LongestSectionTitle}");
        }

        foreach (var row in send.Choices)
        {
            var error = Length("Row title", row.Title, 1, RowTitle)
                ?? Length("Row description", row.Description, 0, RowDescription)
                ?? Length("Row id", row.Id, 1, RowId);
            if (error is not null)
            {
                return error;
            }
        }

        return Unique(send.Choices);
    }

    private static GraphError? CheckPage(SendRequest send)
    {
        if (send.To.Length == 0)
        {
            return GraphError.Parameter("The parameter recipient is required.");
        }

        if (!IsAddress(send.To))
        {
            return GraphError.Parameter("recipient.id is not an id");
        }

        if (send.SenderAction is not null)
        {
            return null;
        }

        return send.Choices.Count > QuickReplies
            ? GraphError.Parameter($"quick_replies: at most {QuickReplies} are allowed, is: {send.Choices.Count}")
            : send.Text is not { Length: >= 1 and <= PageText }
                ? GraphError.Parameter($"message.text length invalid. Min length: 1, Max length: {PageText}, is: {send.Text?.Length ?? 0}")
                : null;
    }

    private static GraphError? Unique(List<Choice> choices) =>
        choices.Count > 1 && choices.DistinctBy(choice => choice.Id).Count() < choices.Count ? GraphError.Value("Ids of buttons or rows must be unique") : null;

    private static GraphError? Length(string what, string? value, int least, int most) =>
        (value?.Length ?? 0) < least || (value?.Length ?? 0) > most
            ? GraphError.Value($"{what} length invalid. Min length: {least}, Max length: {most}, is: {value?.Length ?? 0}")
            : null;

    // Digits with an optional plus, or a business-scoped user id (CC.alphanumerics). Also what lets the answer be written without escaping.
    private static bool IsAddress(string to)
    {
        if (to.Length > 160)
        {
            return false;
        }

        foreach (var letter in to.AsSpan(to[0] == '+' ? 1 : 0))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '.')
            {
                return false;
            }
        }

        return true;
    }
}
