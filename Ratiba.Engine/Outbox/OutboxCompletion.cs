namespace Ratiba.Engine.Outbox;

/// <summary>What is to be written about a row after a call.</summary>
/// <param name="Lane">Whose row; told when it is committed.</param>
/// <param name="Row">The row, with the attempts made and the instant of the next.</param>
/// <param name="State">Pending when it is tried again.</param>
/// <param name="ProviderId">The provider's id, where it gave one.</param>
/// <param name="Code">The provider's error code.</param>
/// <param name="Error">A stable snake_case word, and the provider's meaning in words.</param>
/// <param name="Task">What a person must look at.</param>
internal sealed record OutboxCompletion(
    LaneOutbox Lane, OutboxRow Row, OutboxState State, string? ProviderId = null, int? Code = null, string? Error = null, OwnerTask? Task = null);

/// <summary>Where a row is in its life. The numbers are stored; never renumber. The order of progress is <see cref="OutboxStore.RankSql"/>.</summary>
internal enum OutboxState : short
{
    /// <summary>To be sent.</summary>
    Pending = 0,

    /// <summary>The provider has it.</summary>
    Sent = 1,

    /// <summary>The customer's device has it.</summary>
    Delivered = 2,

    /// <summary>The customer has seen it.</summary>
    Read = 3,

    /// <summary>The provider took it and could not deliver it.</summary>
    Failed = 4,

    /// <summary>Never accepted: a dead letter.</summary>
    Dead = 5,

    /// <summary>Not sent because something newer replaced it.</summary>
    Dropped = 6,
}

/// <summary>Something for the owner of the shop. At most one is open per tenant, kind and subject.</summary>
/// <param name="Kind">A stable snake_case word.</param>
/// <param name="Subject">What it is about: an account, a template, an error code.</param>
/// <param name="Detail">What happened and what helps, in words; no personal data.</param>
internal sealed record OwnerTask(string Kind, string Subject, string Detail);
