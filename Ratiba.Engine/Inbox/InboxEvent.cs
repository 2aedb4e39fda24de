using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Inbox;

/// <summary>One committed event, as its lane reads it.</summary>
/// <param name="Seq">Its place in the order of arrival; unique.</param>
/// <param name="ReceivedAt">When it was committed, by the database's clock.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Kind">What it is, by the provider's own name: <c>message.text</c>, <c>status.read</c>, <c>field.account_update</c>, <c>messaging.postback</c>.</param>
/// <param name="Conversation">Events with the same value are handled one at a time, in order.</param>
/// <param name="Account">The provider's id of the tenant's number or page.</param>
/// <param name="Body">JSON, cut from the webhook byte by byte. See <c>MetaSplitter</c> for the shape per kind.</param>
internal sealed record InboxEvent(
    long Seq, DateTimeOffset ReceivedAt, TenantId Tenant, ChannelKind Channel, string Kind, long Conversation, string Account, byte[] Body);
