namespace Ratiba.Sandbox.Behaviour;

/// <summary>
/// How the sandbox treats sends, for all numbers or for one. The JSON of <c>POST /sandbox/behaviour</c>; a new one replaces the old one of the same number,
/// and <c>{}</c> is the well-behaved default. Example:
/// <code>
/// {"phone_number_id":"1001", "delay_ms":250,
///  "fail":{"status":400,"code":131047,"times":2}, "drop":{"when":"after","share":0.1},
///  "statuses":["sent","delivered"], "status_delay_ms":100, "status_error":{"code":131026}, "duplicates":1, "reorder":true}
/// </code>
/// </summary>
internal sealed record SendBehaviour
{
    /// <summary>The number it holds for; null for every number that has none of its own.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>Every answer waits this long.</summary>
    public int DelayMs { get; init; }

    /// <summary>Refuses sends with an error of Meta's; nothing is delivered.</summary>
    public Failure? Fail { get; init; }

    /// <summary>Closes the connection instead of answering.</summary>
    public Drop? Drop { get; init; }

    /// <summary>The status webhooks of an accepted send, in this order; an empty list for none, null for the sandbox's default.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Pause before each status webhook; null for the default.</summary>
    public int? StatusDelayMs { get; init; }

    /// <summary>The send is accepted and then fails by webhook: the way most of Meta's failures come.</summary>
    public Failure? StatusError { get; init; }

    /// <summary>Every webhook, of customers and statuses, is sent this many times more.</summary>
    public int Duplicates { get; init; }

    /// <summary>Status webhooks of a message come in reverse order.</summary>
    public bool Reorder { get; init; }
}

/// <summary>An error of Meta's.</summary>
/// <param name="Code">The code of the body, see PROVIDERS.md 1.10.</param>
/// <param name="Status">The HTTP status; 400 when left out.</param>
/// <param name="Message">The title; Meta's own for known codes when left out.</param>
/// <param name="Times">How often; without it, until the behaviour is replaced.</param>
/// <param name="Share">The share of sends that meet it, 0 to 1; all when left out.</param>
internal sealed record Failure(int Code, int? Status = null, string? Message = null, int? Times = null, double? Share = null);

/// <summary>A connection that is closed without an answer.</summary>
/// <param name="When"><c>after</c>: the message went out, only the answer is lost. <c>before</c>: the message is lost too.</param>
/// <param name="Times">How often; without it, until the behaviour is replaced.</param>
/// <param name="Share">The share of sends that meet it, 0 to 1; all when left out.</param>
internal sealed record Drop(string When = "after", int? Times = null, double? Share = null);
