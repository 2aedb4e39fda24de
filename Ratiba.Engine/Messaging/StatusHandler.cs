using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Outbox;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Keeps the delivery state of what we sent (CH16). A state only moves forward by its rank, so order and repetition of webhooks do not matter.
/// Statuses of messages that are not ours are settled and counted.
/// </summary>
internal sealed class StatusHandler(OutboxStore store, MessagingInstruments instruments) : ILaneHandler
{
    /// <inheritdoc/>
    public bool Handles(string kind) => kind.StartsWith("status.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public async Task HandleAsync(LaneBatch batch, CancellationToken cancellation)
    {
        Dictionary<(Guid Tenant, Guid? Id, string? ProviderId), DeliveryStatus> furthest = [];
        var readable = 0;
        foreach (var received in batch.Events)
        {
            if (WhatsAppStatus.Read(received, out _) is not { } status)
            {
                instruments.EventUnhandled(received.Kind);
                continue;
            }
            readable++;
            // One UPDATE takes one new value per row.
            var key = (status.Tenant.Value, status.Id, status.Id is null ? status.ProviderId : null);
            if (!furthest.TryGetValue(key, out var other) || other.Rank < status.Rank) furthest[key] = status;
        }

        await using var transaction = batch.Begin();
        var updates = store.AddStatuses(transaction.Batch, furthest.Values);
        await transaction.CommitAsync(cancellation);
        var moved = updates.Sum(update => (int)update.Rows);
        instruments.StatusesHandled(moved, readable - moved);
    }
}
