namespace Ratiba.Engine.Lanes;

/// <summary>Handles the events of a lane. Conversations, payments and imports each bring one; the kind's prefix decides which.</summary>
internal interface ILaneHandler
{
    /// <summary>Whether events of this kind are this handler's.</summary>
    bool Handles(string kind);

    /// <summary>
    /// Turns events into rows. At most one event per conversation is in a batch, in order of arrival. Every event must end in the batch's transaction,
    /// in <see cref="LaneBatch.Retry"/> or in <see cref="LaneBatch.Park"/>; an exception fails the whole batch, which is then tried event by event.
    /// </summary>
    Task HandleAsync(LaneBatch batch, CancellationToken cancellation);
}
