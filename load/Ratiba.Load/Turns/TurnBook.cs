using System.Diagnostics;
using HdrHistogram;
using Ratiba.Load.Messages;

namespace Ratiba.Load.Turns;

/// <summary>
/// Which message has had its reply, and when. The generator writes when a message should have left, the feed of arrivals when its reply reached the
/// sandbox; every message has its own customer, so a reply's recipient names its message.
/// </summary>
internal sealed class TurnBook
{
    // 36 MB; ten minutes at six thousand turns a second.
    private const int Capacity = 4_000_000;

    private readonly long[] _intended = new long[Capacity];
    private readonly byte[] _replies = new byte[Capacity];
    private LongHistogram _latency = NewHistogram();
    private Func<long, bool> _counts = _ => true;
    private long _from;
    private long _sent;
    private long _answered;
    private long _strangers;

    /// <summary>Turns whose reply has not arrived.</summary>
    public long Waiting => Volatile.Read(ref _sent) - Volatile.Read(ref _answered);

    public long Answered => Volatile.Read(ref _answered);

    /// <summary>Replies to nobody this run wrote as.</summary>
    public long Strangers => Volatile.Read(ref _strangers);

    /// <summary>Starts a stretch: latencies from here on count to it, replies to earlier messages do not, nor those to messages that <paramref name="counts"/> leaves out.</summary>
    public void Begin(long firstIndex, Func<long, bool>? counts = null)
    {
        _from = firstIndex;
        _counts = counts ?? (_ => true);
        _latency = NewHistogram();
    }

    /// <summary>The latencies of the stretch, in microseconds; after all its replies have arrived.</summary>
    public LongHistogram Latency => _latency;

    public void Sent(long index, long intendedAt)
    {
        if (index >= Capacity)
        {
            throw new InvalidOperationException($"a run of turns has at most {Capacity:n0} messages; ask for fewer seconds or rounds");
        }

        _intended[index] = intendedAt;
        Volatile.Write(ref _sent, _sent + 1);
    }

    /// <summary>A message that was refused or broke: nobody waits for its reply.</summary>
    public void Refused(long count) => Interlocked.Add(ref _answered, count);

    public void Arrived(long phone, long at)
    {
        var index = MessageSource.IndexOf(phone);
        if (index is < 0 or >= Capacity || _intended[index] == 0)
        {
            Interlocked.Increment(ref _strangers);
            return;
        }

        if (_replies[index] < byte.MaxValue)
        {
            _replies[index]++;
        }

        if (_replies[index] > 1)
        {
            return;
        }

        if (index >= _from && _counts(index))
        {
            var micros = (long)((at - _intended[index]) * (1_000_000.0 / Stopwatch.Frequency));
            _latency.RecordValue(Math.Clamp(micros, 1, _latency.HighestTrackableValue));
        }

        Interlocked.Increment(ref _answered);
    }

    public int RepliesTo(long index) => _replies[index];

    private static LongHistogram NewHistogram() => new(1, 600_000_000, 3);
}
