using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>Makes the call that a row asks for. One per provider API.</summary>
internal interface IChannelAdapter
{
    /// <summary>Whether this adapter sends for the channel.</summary>
    bool Serves(ChannelKind channel);

    /// <summary>Calls per second that one account may make.</summary>
    int SendsPerSecond { get; }

    /// <summary>
    /// Sends one row and says what came of it. Expected failures, a lost connection included, are outcomes; only the caller's own cancellation throws.
    /// </summary>
    /// <param name="row">What to send.</param>
    /// <param name="mode">Whether free words are still allowed.</param>
    /// <param name="firstPart">Parts of a split message that have been sent by an earlier call.</param>
    /// <param name="cancellation">Gives up; the outcome is then unknown.</param>
    Task<SendResult> SendAsync(OutboxRow row, SendMode mode, int firstPart, CancellationToken cancellation);

    /// <summary>A value that differs when the tenant's credentials for this channel have changed. Never the credentials themselves.</summary>
    ValueTask<long> CredentialStampAsync(TenantId tenant, ChannelKind channel, CancellationToken cancellation);
}

/// <summary>How a message may be said.</summary>
internal enum SendMode
{
    /// <summary>As it is.</summary>
    Free,

    /// <summary>By its approved template only: the message window is closed (CH9).</summary>
    TemplateOnly,
}

/// <summary>What came of a call. <see cref="SendRules"/> says what follows from each.</summary>
internal enum SendOutcome
{
    /// <summary>The provider has it.</summary>
    Accepted,

    /// <summary>Failed for a reason that passes.</summary>
    Transient,

    /// <summary>The account sends too fast.</summary>
    Throttled,

    /// <summary>This customer gets too much.</summary>
    PairThrottled,

    /// <summary>The account may not send at all until someone acts: token, permission, lock, billing.</summary>
    AccountStopped,

    /// <summary>The provider limits the account for its quality.</summary>
    QualityLimited,

    /// <summary>The message window is closed.</summary>
    OutsideWindow,

    /// <summary>The window is closed and the message has no template.</summary>
    NoTemplate,

    /// <summary>This customer or message is refused for good.</summary>
    Refused,

    /// <summary>Our request or template is wrong.</summary>
    Rejected,

    /// <summary>The request left and no answer came.</summary>
    Unknown,
}

/// <summary>The answer of an adapter.</summary>
/// <param name="Outcome">What came of the call.</param>
/// <param name="ProviderId">The provider's id of the (last) message, where it gave one.</param>
/// <param name="Code">The provider's error code.</param>
/// <param name="Reason">A stable snake_case word for counting; null when accepted.</param>
/// <param name="Words">For the owner: what happened and what helps.</param>
/// <param name="PartsSent">Parts of a split message that the provider has, counted from the first.</param>
/// <param name="RetryAfter">The provider's own wish.</param>
/// <param name="CredentialStamp">The stamp of the credentials that the call used.</param>
internal readonly record struct SendResult(
    SendOutcome Outcome, string? ProviderId = null, int? Code = null, string? Reason = null, string? Words = null, int PartsSent = 0,
    TimeSpan? RetryAfter = null, long CredentialStamp = 0);
