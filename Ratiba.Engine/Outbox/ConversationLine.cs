namespace Ratiba.Engine.Outbox;

/// <summary>
/// The rows of one conversation in order. Exactly one worker, delay or ready slot refers to a line while it has rows (<see cref="Active"/>):
/// that is what keeps a conversation's messages in order. Guarded by the lock of its lane.
/// </summary>
internal sealed class ConversationLine(LaneOutbox lane, long conversation, AccountGate account)
{
    private PendingRow? _head;
    private Queue<PendingRow>? _rest;

    /// <summary>Where it belongs.</summary>
    public LaneOutbox Lane => lane;

    /// <summary>Which conversation.</summary>
    public long Conversation => conversation;

    /// <summary>The number or page it is sent from.</summary>
    public AccountGate Account => account;

    /// <summary>Somebody will look at this line: a worker, a delay or the ready queue.</summary>
    public bool Active { get; set; }

    /// <summary>A call for the head is being made.</summary>
    public bool InFlight { get; set; }

    /// <summary>The head has its turn from the account's pace.</summary>
    public bool Paced { get; set; }

    /// <summary>The row whose turn it is.</summary>
    public PendingRow? Head => _head;

    /// <summary>Adds a row at the end.</summary>
    public void Enqueue(PendingRow row)
    {
        if (_head is null) _head = row;
        else (_rest ??= new Queue<PendingRow>()).Enqueue(row);
    }

    /// <summary>Removes the head.</summary>
    public PendingRow Dequeue()
    {
        var head = _head ?? throw new InvalidOperationException("The line has no rows; only a line with a head is finished.");
        _head = _rest is { Count: > 0 } ? _rest.Dequeue() : null;
        return head;
    }
}

/// <summary>A row in memory and what this process knows of it.</summary>
internal sealed class PendingRow(OutboxRow row)
{
    /// <summary>The row, with the attempts made so far.</summary>
    public OutboxRow Row { get; set; } = row;

    /// <summary>Parts of a split message that the provider already has.</summary>
    public int PartsSent { get; set; }

    /// <summary>It may have been sent already: the database is asked before the call.</summary>
    public bool CheckFirst { get; set; }

    /// <summary>The provider has said that the window is closed.</summary>
    public bool TemplateOnly { get; set; }
}
