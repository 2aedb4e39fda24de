using System.Diagnostics;

namespace Ratiba.Load.Traffic;

/// <summary>Decides when the next message leaves.</summary>
internal interface IPace
{
    /// <summary>Whether a message is due; <paramref name="intended"/> is when it should leave, which its latency counts from.</summary>
    bool TryTake(long now, out long intended);

    /// <summary>How long nothing can be due, in stopwatch ticks.</summary>
    long UntilNext(long now);

    /// <summary>
    /// A pause after each round of sends, in which answers and due messages gather; zero for none. It saves the generator a wake-up per message, and can only
    /// make the measured latency longer, never shorter.
    /// </summary>
    TimeSpan Rest { get; }
}

/// <summary>Closed model: as soon as a connection is free. Finds the peak, says nothing of latency.</summary>
internal sealed class ClosedPace : IPace
{
    public bool TryTake(long now, out long intended)
    {
        intended = now;
        return true;
    }

    public long UntilNext(long now) => long.MaxValue;

    public TimeSpan Rest => TimeSpan.Zero;
}

/// <summary>
/// Open model: messages fall due on a schedule, whatever the server does, with exponential gaps as independent customers have. A message that waits for a
/// free connection keeps its intended time, so that a stall counts for everyone it delays.
/// </summary>
internal sealed class OpenPace : IPace
{
    private readonly double _gap;
    private readonly Random _random = new(20_260);
    private double _next;

    public OpenPace(double perSecond, long start)
    {
        _gap = Stopwatch.Frequency / perSecond;
        _next = start;
    }

    public bool TryTake(long now, out long intended)
    {
        intended = (long)_next;
        if (intended > now)
        {
            return false;
        }

        _next += -Math.Log(1 - _random.NextDouble()) * _gap;
        return true;
    }

    public long UntilNext(long now) => Math.Max(0, (long)_next - now);

    // A tenth of the tightest target of an acknowledgement.
    public TimeSpan Rest => TimeSpan.FromMicroseconds(300);
}

/// <summary>Closed model over whole turns: a message leaves when fewer than <paramref name="window"/> wait for their reply.</summary>
internal sealed class TurnPace(int window, Func<long> waiting) : IPace
{
    // How often the number of waiting turns is looked at while it stands at the window.
    private static readonly long Look = Stopwatch.Frequency / 2_000;

    public bool TryTake(long now, out long intended)
    {
        intended = now;
        return waiting() < window;
    }

    public long UntilNext(long now) => Look;

    public TimeSpan Rest => TimeSpan.Zero;
}
