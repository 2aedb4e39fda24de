using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Ratiba.Engine.Outbox;

/// <summary>How rows become sends. Section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Calls to providers at once on this node. Each holds a connection; more than a provider's latency × rate needs only costs memory.</summary>
    [Range(1, 4096)]
    public int Concurrency { get; set; } = 128;

    /// <summary>Rows of one lane kept in memory; what is more waits in the database.</summary>
    [Range(1, 1_000_000)]
    public int LaneCapacity { get; set; } = 2048;

    /// <summary>Bytes of bodies of one lane kept in memory.</summary>
    [Range(1, long.MaxValue)]
    public long LaneBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The part of a lane that one account may fill, so that a slow number never holds up the lane's other tenants.</summary>
    [Range(0.01, 1.0)]
    public double AccountShare { get; set; } = 0.25;

    /// <summary>Calls per row before it becomes a dead letter. With the backoff below, 12 last about 20 minutes.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Wait after the first failed call; doubled for each further one.</summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two calls.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a send without an answer waits for a status with our key before it is made again. Longer lets fewer customers see a message twice,
    /// shorter lets fewer wait.
    /// </summary>
    public TimeSpan UnknownOutcomeDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often rows written by others are looked for and ownership of lanes is proved.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one proof of ownership allows sending; a node that was frozen for longer asks first. At least two polls.</summary>
    public TimeSpan OwnershipProof { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long rows found at the taking of a lane wait for the previous owner's last completions and for statuses; longer than
    /// <see cref="OwnershipProof"/>. Rows of new turns do not wait, unless behind such a row of their conversation.
    /// </summary>
    public TimeSpan RecoveryDelay { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often a stopped account is tried again although its credentials have not changed; the provider may have healed it.</summary>
    public TimeSpan AccountProbe { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long messages outside the window are held back after the provider complained about quality.</summary>
    public TimeSpan QualityPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a completion waits for others, so that one UPDATE writes many. Adds to no one's latency: the next message does not wait for it.</summary>
    public TimeSpan CompletionWindow { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>Completions per UPDATE.</summary>
    [Range(1, 10_000)]
    public int CompletionBatch { get; set; } = 256;

    /// <summary>How long a stop waits for calls in flight and for their completions.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        List<string> wrong = [];
        if (options.FirstBackoff <= TimeSpan.Zero) wrong.Add($"Outbox:FirstBackoff is {options.FirstBackoff}; it must be above zero.");
        if (options.MaxBackoff < options.FirstBackoff) wrong.Add($"Outbox:MaxBackoff is {options.MaxBackoff}, below Outbox:FirstBackoff {options.FirstBackoff}.");
        if (options.PollInterval <= TimeSpan.Zero) wrong.Add($"Outbox:PollInterval is {options.PollInterval}; it must be above zero.");
        if (options.OwnershipProof < 2 * options.PollInterval)
            wrong.Add($"Outbox:OwnershipProof is {options.OwnershipProof}; it must be at least twice Outbox:PollInterval {options.PollInterval}, or sending stutters.");
        if (options.CompletionWindow < TimeSpan.Zero) wrong.Add($"Outbox:CompletionWindow is {options.CompletionWindow}; it must not be negative.");
        if (options.UnknownOutcomeDelay < TimeSpan.Zero) wrong.Add($"Outbox:UnknownOutcomeDelay is {options.UnknownOutcomeDelay}; it must not be negative.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
