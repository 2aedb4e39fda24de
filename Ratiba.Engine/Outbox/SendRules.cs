using System.Collections.Frozen;

namespace Ratiba.Engine.Outbox;

/// <summary>What follows from an outcome.</summary>
/// <param name="Then">What becomes of the row.</param>
/// <param name="MinDelay">The shortest wait before the next call.</param>
/// <param name="PausesAccount">The account's other conversations wait as well.</param>
/// <param name="TaskKind">The kind of the owner's task that is opened; null opens none.</param>
internal sealed record SendRule(SendThen Then, TimeSpan MinDelay = default, bool PausesAccount = false, string? TaskKind = null);

/// <summary>What becomes of a row after a call.</summary>
internal enum SendThen
{
    /// <summary>It is done.</summary>
    Sent,

    /// <summary>It is tried again after a backoff, until its tries are used up.</summary>
    Retry,

    /// <summary>It is tried again at once with its template.</summary>
    TryTemplate,

    /// <summary>It waits in the database, with all of its account, and no try is counted.</summary>
    StopAccount,

    /// <summary>It is a dead letter.</summary>
    Dead,
}

/// <summary>The rules as data. Providers' codes become outcomes in their own tables, such as <c>WhatsAppErrors</c>.</summary>
internal static class SendRules
{
    // Meta borrows and repays bursts at about one message in 6 s to one user (PROVIDERS.md 1.9).
    private static readonly TimeSpan PairPause = TimeSpan.FromSeconds(6);

    private static readonly FrozenDictionary<SendOutcome, SendRule> All = new Dictionary<SendOutcome, SendRule>
    {
        [SendOutcome.Accepted] = new(SendThen.Sent),
        [SendOutcome.Transient] = new(SendThen.Retry),
        [SendOutcome.Throttled] = new(SendThen.Retry, PausesAccount: true),
        [SendOutcome.PairThrottled] = new(SendThen.Retry, PairPause),
        [SendOutcome.AccountStopped] = new(SendThen.StopAccount, TaskKind: "channel_stopped"),
        // Answers inside the window go on slowly; what opens a conversation is held back by the account's gate.
        [SendOutcome.QualityLimited] = new(SendThen.Retry, TimeSpan.FromMinutes(1), TaskKind: "channel_quality"),
        [SendOutcome.OutsideWindow] = new(SendThen.TryTemplate, TaskKind: "template_missing"),
        [SendOutcome.NoTemplate] = new(SendThen.Dead, TaskKind: "template_missing"),
        [SendOutcome.Refused] = new(SendThen.Dead),
        [SendOutcome.Rejected] = new(SendThen.Dead, TaskKind: "message_rejected"),
        [SendOutcome.Unknown] = new(SendThen.Retry),
    }.ToFrozenDictionary();

    /// <summary>The rule of an outcome.</summary>
    public static SendRule Of(SendOutcome outcome) => All[outcome];

    /// <summary>The wait before call number <paramref name="attempts"/> + 1: doubled each time up to the cap, less up to a fifth so that rows spread.</summary>
    public static TimeSpan Backoff(OutboxOptions options, int attempts, double random)
    {
        var factor = Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var ticks = Math.Min(options.FirstBackoff.Ticks * factor, options.MaxBackoff.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 - (0.2 * random))));
    }
}
