using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Inbox;

/// <summary>An event on its way into the inbox.</summary>
/// <param name="Key">The dedupe key: a 128-bit hash of channel, account and the provider's id.</param>
/// <param name="Lane">The tenant's lane; meaningless when parked.</param>
/// <param name="Tenant">Whose it is; <see cref="TenantId.None"/> when the account is not ours.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Kind">As in <see cref="InboxEvent"/>.</param>
/// <param name="Conversation">As in <see cref="InboxEvent"/>.</param>
/// <param name="Account">The provider's id of the number or page.</param>
/// <param name="BodyStart">Where the body starts in the append's buffer.</param>
/// <param name="BodyLength">How many bytes it has.</param>
/// <param name="ParkReason">Set when it cannot be routed: it becomes a dead letter instead of an event.</param>
internal readonly record struct PendingEvent(
    Guid Key, short Lane, TenantId Tenant, ChannelKind Channel, string Kind, long Conversation, string Account, int BodyStart, int BodyLength,
    string? ParkReason);
