using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>How the Graph API is called. Section <c>WhatsApp</c>; <c>META_GRAPH_URL</c> sets <see cref="GraphUrl"/>.</summary>
public sealed class WhatsAppOptions
{
    /// <summary>Where the Graph API is.</summary>
    public Uri GraphUrl { get; set; } = new("https://graph.facebook.com");

    /// <summary>The API's version; the current one in Meta's documentation (PROVIDERS.md 1.9).</summary>
    [RegularExpression(@"v\d+\.\d+")]
    public string Version { get; set; } = "v25.0";

    /// <summary>How long one call may take. Past it the outcome is unknown and the customer waits, so rather long.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may take to be made; nothing has been sent then, so rather short.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether customers see that their message was read when it is answered.</summary>
    public bool MarkRead { get; set; } = true;

    /// <summary>How long marking as read may take; the answer's completion waits for it.</summary>
    public TimeSpan MarkReadTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages per second of one number (80 by default, 20 in coexistence with the phone app, up to 1000 by Meta's decision).</summary>
    [Range(1, 1000)]
    public int SendsPerSecond { get; set; } = 80;

    /// <summary>Connections to the Graph API; with marks of read, a send uses two.</summary>
    [Range(1, 4096)]
    public int MaxConnections { get; set; } = 256;
}

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class WhatsAppOptionsValidator : IValidateOptions<WhatsAppOptions>
{
    public ValidateOptionsResult Validate(string? name, WhatsAppOptions options)
    {
        List<string> wrong = [];
        if (!options.GraphUrl.IsAbsoluteUri || options.GraphUrl.Scheme is not ("http" or "https"))
            wrong.Add($"WhatsApp:GraphUrl (META_GRAPH_URL) is '{options.GraphUrl}'; it must be an absolute http or https address.");
        if (options.Timeout <= TimeSpan.Zero) wrong.Add($"WhatsApp:Timeout is {options.Timeout}; it must be above zero.");
        if (options.ConnectTimeout <= TimeSpan.Zero) wrong.Add($"WhatsApp:ConnectTimeout is {options.ConnectTimeout}; it must be above zero.");
        if (options.MarkReadTimeout <= TimeSpan.Zero) wrong.Add($"WhatsApp:MarkReadTimeout is {options.MarkReadTimeout}; it must be above zero.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
