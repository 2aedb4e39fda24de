using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>An effect to the outside: a row first, a call later.</summary>
/// <param name="Id">The message's id, UUIDv7; also the stable key that travels to the provider and back.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Lane">The tenant's lane: the lane's owner sends.</param>
/// <param name="Channel">Which adapter sends it.</param>
/// <param name="Account">The number or page it is sent from.</param>
/// <param name="Recipient">The provider's id of the customer.</param>
/// <param name="Conversation">Rows with the same value are sent one at a time, in order.</param>
/// <param name="Kind"><see cref="OutboxKinds"/>.</param>
/// <param name="Body">JSON of the channel-neutral message; the adapter renders it.</param>
/// <param name="NextAt">Not before this instant.</param>
/// <param name="WindowExpiresAt">
/// The conversation's <c>window_expires_at</c> when the row was written (CH9): from then on only a template may be sent. Null where the channel has no window.
/// </param>
/// <param name="Attempts">Calls made so far.</param>
internal sealed record OutboxRow(
    Guid Id, TenantId Tenant, short Lane, ChannelKind Channel, string Account, string Recipient, long Conversation, string Kind, byte[] Body,
    DateTimeOffset NextAt, DateTimeOffset? WindowExpiresAt, short Attempts = 0);

/// <summary>What an outbox row does.</summary>
internal static class OutboxKinds
{
    /// <summary>A message to the customer; the body is an <c>OutboundMessage</c>.</summary>
    public const string Message = "message";

    /// <summary>Marks the customer's message as read; the body is the provider's message id as a JSON string.</summary>
    public const string Read = "read";
}
