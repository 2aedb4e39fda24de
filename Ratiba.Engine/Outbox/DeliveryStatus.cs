using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>What a provider says of a message that it has taken (CH16).</summary>
/// <param name="Tenant">Whose message.</param>
/// <param name="Id">Our key, where the provider gave it back.</param>
/// <param name="ProviderId">The provider's id.</param>
/// <param name="State">Sent, delivered, read or failed.</param>
/// <param name="Code">The provider's error code of a failure.</param>
/// <param name="Error">A stable snake_case word and our words for it.</param>
/// <param name="Task">What a person must look at.</param>
internal sealed record DeliveryStatus(
    TenantId Tenant, Guid? Id, string? ProviderId, OutboxState State, int? Code = null, string? Error = null, OwnerTask? Task = null)
{
    /// <summary>How far the state is; the same order as <see cref="OutboxStore.RankSql"/>.</summary>
    public int Rank => State switch
    {
        OutboxState.Pending => 0,
        OutboxState.Sent => 2,
        OutboxState.Failed => 3,
        OutboxState.Delivered => 4,
        OutboxState.Read => 5,
        _ => 1,
    };
}
