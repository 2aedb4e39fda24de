using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>
/// One owned lane's rows in memory. The database holds the truth: what does not fit is left there, the lane is then <em>behind</em> and takes no
/// hand-overs until everything pending has been read again in order. That, and one active slot per conversation, is why messages of a conversation
/// never overtake each other.
/// </summary>
/// <remarks>
/// Every id stays known from its admission until well after its completion is committed, so that a query that began before the commit, or a hand-over
/// that comes late, never brings a sent row back.
/// </remarks>
internal sealed class LaneOutbox(short lane, long epoch, OutboxOptions options, Func<ChannelKind, int> sendsPerSecond)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, ConversationLine> _lines = [];
    private readonly Dictionary<(ChannelKind Channel, string Account), AccountGate> _accounts = [];
    private readonly HashSet<Guid> _held = [];
    private readonly int _accountCapacity = Math.Max(1, (int)(options.LaneCapacity * options.AccountShare));
    private HashSet<Guid> _done = [];
    private HashSet<Guid> _doneBefore = [];
    private List<OutboxRow>? _catching;
    private bool _missed;
    private long _bytes;
    private int _count;
    private bool _lost;
    private long _provenUntil;

    /// <summary>The lane's number.</summary>
    public short Lane => lane;

    /// <summary>The epoch in which this node owns it.</summary>
    public long Epoch => epoch;

    /// <summary>Rows of this lane wait in the database only.</summary>
    public bool Behind { get; private set; } = true;

    /// <summary>Rows in memory.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Until this timestamp of the clock the ownership is proved.</summary>
    public long ProvenUntil
    {
        get => Interlocked.Read(ref _provenUntil);
        set => Interlocked.Exchange(ref _provenUntil, value);
    }

    /// <summary>What is read before this instant may still be in the hands of the former owner: it is sent afterwards, and only if it is still pending.</summary>
    public required DateTimeOffset RecoverUntil { get; init; }

    /// <summary>Whether a read from the database would find room.</summary>
    public bool WantsRows => Behind && !_lost && Count <= options.LaneCapacity / 2;

    /// <summary>A row that this node's lane has just committed. Lines that must now be looked at are added to <paramref name="ready"/>.</summary>
    public void Offer(OutboxRow row, List<ConversationLine> ready)
    {
        lock (_gate)
        {
            if (_lost) return;
            if (_catching is not null)
            {
                if (_catching.Count < options.LaneCapacity) _catching.Add(row);
                else _missed = true;
            }
            else if (!Behind && !Admit_NeedsLock(row, checkFirst: false, ready))
            {
                Behind = !AccountOf_NeedsLock(row).Shut;
            }
        }
    }

    /// <summary>From now until <see cref="EndCatchUp"/> hand-overs are kept aside. Returns how many rows to ask for: what is known and what has room.</summary>
    public int BeginCatchUp()
    {
        lock (_gate)
        {
            _catching = [];
            _missed = false;
            return _held.Count + Math.Max(0, options.LaneCapacity - _count) + 1;
        }
    }

    /// <summary>Admits what was read, in its order, then what was handed over meanwhile; the lane is up to date unless something did not fit.</summary>
    /// <param name="rows">Pending rows by order of sending, those of shut accounts left out.</param>
    /// <param name="complete">There are no more.</param>
    /// <param name="checkFirst">These may have been sent by an earlier owner.</param>
    /// <param name="ready">Lines that must now be looked at.</param>
    public void EndCatchUp(IReadOnlyList<OutboxRow> rows, bool complete, bool checkFirst, List<ConversationLine> ready)
    {
        lock (_gate)
        {
            var aside = _catching ?? [];
            _catching = null;
            if (_lost) return;
            foreach (var row in rows)
            {
                if (Admit_NeedsLock(row, checkFirst, ready) || AccountOf_NeedsLock(row).Shut) continue;
                complete = false;
                break;
            }
            if (!complete || _missed) return;
            Behind = false;
            foreach (var row in aside)
            {
                if (Admit_NeedsLock(row, checkFirst: false, ready) || AccountOf_NeedsLock(row).Shut) continue;
                Behind = true;
                return;
            }
        }
    }

    /// <summary>The read failed: what was handed over meanwhile is in the database, and the lane stays behind.</summary>
    public void AbandonCatchUp()
    {
        lock (_gate) _catching = null;
    }

    /// <summary>A poll saw a pending row: if it is not known here, someone else wrote it and the lane must read.</summary>
    public void Saw(Guid id)
    {
        lock (_gate) Behind |= !IsKnown_NeedsLock(id);
    }

    /// <summary>Takes the head for a call, or says when to look again; null when there is nothing to wait for and the slot is given up.</summary>
    public PendingRow? TryTake(ConversationLine line, DateTimeOffset now, bool proven, out DateTimeOffset? lookAgain)
    {
        lock (_gate)
        {
            lookAgain = null;
            if (_lost || line.Head is not { } head)
            {
                GiveUp_NeedsLock(line);
                return null;
            }
            var account = line.Account;
            if (account.Stopped)
            {
                Evict_NeedsLock(line);
                GiveUp_NeedsLock(line);
                return null;
            }
            var from = head.Row.NextAt > account.PausedUntil ? head.Row.NextAt : account.PausedUntil;
            if (!proven) lookAgain = now + options.PollInterval;
            else if (from > now) lookAgain = from;
            else if (!line.Paced)
            {
                line.Paced = true;
                if (account.TakeTurn(now) is var wait && wait > TimeSpan.Zero) lookAgain = now + wait;
            }
            if (lookAgain is not null) return null;
            (line.InFlight, line.Paced) = (true, false);
            return head;
        }
    }

    /// <summary>The head is finished; true when the next row of the line must be looked at.</summary>
    public bool Finish(ConversationLine line)
    {
        lock (_gate)
        {
            line.InFlight = false;
            Forget_NeedsLock(line, line.Dequeue());
            if (line.Head is not null && !_lost) return true;
            GiveUp_NeedsLock(line);
            return false;
        }
    }

    /// <summary>The head stays and is tried again.</summary>
    public void Keep(ConversationLine line, OutboxRow next)
    {
        lock (_gate)
        {
            line.InFlight = false;
            if (line.Head is { } head) head.Row = next;
        }
    }

    /// <summary>Stops an account: its rows leave memory and wait in the database. True when it was not stopped already.</summary>
    public bool Stop(ConversationLine line, long stamp, DateTimeOffset probeAt)
    {
        lock (_gate)
        {
            line.InFlight = false;
            var first = !line.Account.Stopped;
            line.Account.Stop(stamp, probeAt);
            // A line with a call in flight is evicted when it is next looked at.
            foreach (var other in _lines.Values.Where(other => other.Account == line.Account && !other.InFlight).ToList()) Evict_NeedsLock(other);
            GiveUp_NeedsLock(line);
            return first;
        }
    }

    /// <summary>Accounts that are stopped.</summary>
    public List<AccountGate> StoppedAccounts()
    {
        lock (_gate) return [.. _accounts.Values.Where(account => account.Stopped)];
    }

    /// <summary>Accounts whose rows must not be read.</summary>
    public List<AccountGate> ShutAccounts()
    {
        lock (_gate) return [.. _accounts.Values.Where(account => account.Shut)];
    }

    /// <summary>Lets an account send again; its rows are read from the database.</summary>
    public void Resume(AccountGate account)
    {
        lock (_gate)
        {
            account.Resume();
            Behind = true;
        }
    }

    /// <summary>Makes all conversations of the account wait.</summary>
    public void Pause(AccountGate account, DateTimeOffset until)
    {
        lock (_gate) account.PausedUntil = until > account.PausedUntil ? until : account.PausedUntil;
    }

    /// <summary>Heads that may have been sent: the database may meanwhile know.</summary>
    public void CollectDoubtful(List<Guid> ids)
    {
        lock (_gate) ids.AddRange(_lines.Values.Where(line => line is { InFlight: false, Head.CheckFirst: true }).Select(line => line.Head!.Row.Id));
    }

    /// <summary>These rows are known to be sent: they no longer hold up their conversations, and are never sent again.</summary>
    public void FinishDoubtful(HashSet<Guid> sent, List<ConversationLine> ready)
    {
        lock (_gate)
        {
            foreach (var line in _lines.Values.Where(line => !line.InFlight && line.Head is { } head && sent.Contains(head.Row.Id)).ToList())
            {
                // The slot in the delay queue still refers to this line and will find it empty; what follows goes on in a new one.
                _lines.Remove(line.Conversation);
                Settle_NeedsLock(Forget_NeedsLock(line, line.Dequeue()));
                while (line.Head is not null)
                {
                    var moved = line.Dequeue();
                    Append_NeedsLock(moved, ready);
                }
            }
        }
    }

    /// <summary>The row's completion is committed.</summary>
    public void Settled(Guid id)
    {
        lock (_gate) Settle_NeedsLock(id);
    }

    /// <summary>Forgets completed ids that no query and no hand-over can bring back any more: those of the turn before the last.</summary>
    public void Rotate()
    {
        lock (_gate) (_doneBefore, _done) = (_done, []);
    }

    /// <summary>Nothing more is sent for this lane.</summary>
    public void Lose()
    {
        lock (_gate) _lost = true;
    }

    private bool Admit_NeedsLock(OutboxRow row, bool checkFirst, List<ConversationLine> ready)
    {
        if (IsKnown_NeedsLock(row.Id)) return true;
        var account = AccountOf_NeedsLock(row);
        account.Crowded |= account.Held >= _accountCapacity;
        if (account.Shut || _count >= options.LaneCapacity || _bytes >= options.LaneBytes) return false;

        _held.Add(row.Id);
        _count++;
        _bytes += row.Body.Length;
        account.Held++;
        var pending = new PendingRow(row) { CheckFirst = checkFirst || row.Attempts > 0 };
        if (checkFirst && row.NextAt < RecoverUntil) pending.Row = row with { NextAt = RecoverUntil };
        Append_NeedsLock(pending, ready);
        return true;
    }

    private void Append_NeedsLock(PendingRow row, List<ConversationLine> ready)
    {
        var line = LineOf_NeedsLock(row.Row);
        line.Enqueue(row);
        if (line.Active) return;
        line.Active = true;
        ready.Add(line);
    }

    private void Evict_NeedsLock(ConversationLine line)
    {
        while (line.Head is not null) _held.Remove(Forget_NeedsLock(line, line.Dequeue()));
        // Rows that are read again must not wait for this line's slot, which may lie far ahead in the delay queue.
        GiveUpName_NeedsLock(line);
    }

    private Guid Forget_NeedsLock(ConversationLine line, PendingRow row)
    {
        _count--;
        _bytes -= row.Row.Body.Length;
        var account = line.Account;
        account.Held--;
        if (account.Crowded && account.Held <= _accountCapacity / 2)
        {
            account.Crowded = false;
            Behind = true;
        }
        return row.Row.Id;
    }

    private void GiveUp_NeedsLock(ConversationLine line)
    {
        line.Active = false;
        if (line.Head is null) GiveUpName_NeedsLock(line);
    }

    private void GiveUpName_NeedsLock(ConversationLine line)
    {
        if (_lines.TryGetValue(line.Conversation, out var current) && current == line) _lines.Remove(line.Conversation);
    }

    private void Settle_NeedsLock(Guid id)
    {
        _held.Remove(id);
        _done.Add(id);
    }

    private bool IsKnown_NeedsLock(Guid id) => _held.Contains(id) || _done.Contains(id) || _doneBefore.Contains(id);

    private ConversationLine LineOf_NeedsLock(OutboxRow row)
    {
        if (!_lines.TryGetValue(row.Conversation, out var line))
            _lines[row.Conversation] = line = new ConversationLine(this, row.Conversation, AccountOf_NeedsLock(row));
        return line;
    }

    private AccountGate AccountOf_NeedsLock(OutboxRow row)
    {
        if (!_accounts.TryGetValue((row.Channel, row.Account), out var account))
            _accounts[(row.Channel, row.Account)] = account = new AccountGate(row.Channel, row.Account, row.Tenant, sendsPerSecond(row.Channel));
        return account;
    }
}
