namespace Ratiba.Engine.Bookings;

/// <summary>
/// Who is busy when, and whose appointments those are, from <see cref="From"/> to <see cref="To"/>. A copy: it decides what is offered, the database decides
/// what is booked. For one thread at a time.
/// </summary>
internal sealed class Diary(DateTimeOffset from, DateTimeOffset to)
{
    private static readonly BusyTimes s_idle = new();

    private readonly Dictionary<Guid, BusyTimes> _busy = [];
    private readonly List<Appointment> _appointments = [];

    /// <summary>Where it begins.</summary>
    public DateTimeOffset From => from;

    /// <summary>Where it ends; nothing beyond is known.</summary>
    public DateTimeOffset To => to;

    /// <summary>The times of one person; empty when nothing is booked.</summary>
    public BusyTimes Of(Guid staff) => _busy.GetValueOrDefault(staff, s_idle);

    /// <summary>Enters an appointment.</summary>
    public void Add(Appointment appointment)
    {
        _appointments.Add(appointment);
        if (!_busy.TryGetValue(appointment.StaffId, out var times)) _busy[appointment.StaffId] = times = new BusyTimes();
        times.Add(Minutes.Of(appointment.During.Start), Minutes.From(appointment.During.End));
    }

    /// <summary>Strikes an appointment out.</summary>
    public void Remove(Guid id)
    {
        var index = _appointments.FindIndex(appointment => appointment.Id == id);
        if (index < 0) return;
        var gone = _appointments[index];
        _appointments.RemoveAt(index);
        _busy[gone.StaffId].Remove(Minutes.Of(gone.During.Start), Minutes.From(gone.During.End));
    }

    /// <summary>The customer's appointments that have not begun, soonest first.</summary>
    public List<Appointment> Upcoming(Guid customer, DateTimeOffset now)
    {
        List<Appointment> found = [];
        foreach (var appointment in _appointments)
            if (appointment.CustomerId == customer && appointment.During.Start > now) found.Add(appointment);
        found.Sort((a, b) => a.During.Start.CompareTo(b.During.Start));
        return found;
    }
}

/// <summary>One person's busy minutes, sorted by start. The constraint of the table keeps them apart, so a binary search answers.</summary>
internal sealed class BusyTimes
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    /// <summary>All minutes booked; the measure of fairness.</summary>
    public int Total { get; private set; }

    /// <summary>Whether nothing is booked in <c>[start, end)</c>.</summary>
    public bool IsFree(int start, int end)
    {
        var at = _starts.BinarySearch(start);
        // The first that begins at or after start; its predecessor may still reach into the time.
        if (at < 0) at = ~at;
        return (at == _starts.Count || _starts[at] >= end) && (at == 0 || _ends[at - 1] <= start);
    }

    internal void Add(int start, int end)
    {
        var at = _starts.BinarySearch(start);
        if (at < 0) at = ~at;
        _starts.Insert(at, start);
        _ends.Insert(at, end);
        Total += end - start;
    }

    internal void Remove(int start, int end)
    {
        var at = _starts.BinarySearch(start);
        if (at < 0 || _ends[at] != end) return;
        _starts.RemoveAt(at);
        _ends.RemoveAt(at);
        Total -= end - start;
    }
}
