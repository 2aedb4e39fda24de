using System.Runtime.InteropServices;

namespace Ratiba.Engine.Inbox;

/// <summary>
/// Tells lanes that something was committed for them. A wake-up carries nothing: the lane reads the inbox, in order. So a lane that is full or away loses
/// nothing and needs no second path (docs/decisions/0003-lanes-read-the-inbox.md).
/// </summary>
internal sealed class InboxWakeUps
{
    private Action<short>? _wake;
    private Func<long>? _backlog;

    /// <summary>Events that wait for their lanes, estimated.</summary>
    public long Backlog => _backlog?.Invoke() ?? 0;

    /// <summary>Connected once by the lanes, which stand below the inbox and therefore call it.</summary>
    public void Connect(Action<short> wake, Func<long> backlog)
    {
        _wake = wake;
        _backlog = backlog;
    }

    /// <summary>Wakes one lane.</summary>
    public void Wake(short lane) => _wake?.Invoke(lane);

    /// <summary>Wakes the lanes of these events.</summary>
    public void Wake(List<PendingEvent> events)
    {
        if (_wake is not { } wake) return;
        foreach (ref readonly var pending in CollectionsMarshal.AsSpan(events))
            if (pending.ParkReason is null) wake(pending.Lane);
    }
}
