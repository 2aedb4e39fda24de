namespace Ratiba.Engine.Inbox;

/// <summary>What became of an append. Only <see cref="Committed"/> may be answered with 2xx.</summary>
public enum AppendOutcome
{
    /// <summary>Every event of the request, or its earlier copy, is committed in Postgres.</summary>
    Committed,

    /// <summary>The waiting room or the backlog is full; nothing was written.</summary>
    Overloaded,

    /// <summary>The database did not confirm; the events may or may not be there, and a retry is safe.</summary>
    Unavailable,
}
