using Ratiba.Engine.Lanes;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Settles and counts what has no effect yet (CH13): other webhook fields, errors, standby, reactions, reads, deliveries, echoes of pages. It stands behind all
/// other handlers, so that a kind leaves it as soon as another handler claims it.
/// </summary>
internal sealed class UnhandledEventHandler(MessagingInstruments instruments) : ILaneHandler
{
    private static readonly string[] Prefixes = ["field.", "errors", "standby.", "entry.", "messaging."];

    /// <inheritdoc/>
    public bool Handles(string kind) => !InboundParser.Handles(kind) && Prefixes.Any(prefix => kind.StartsWith(prefix, StringComparison.Ordinal));

    /// <inheritdoc/>
    public async Task HandleAsync(LaneBatch batch, CancellationToken cancellation)
    {
        foreach (var received in batch.Events) instruments.EventUnhandled(received.Kind);
        await using var transaction = batch.Begin();
        await transaction.CommitAsync(cancellation);
    }
}
