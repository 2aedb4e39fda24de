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

    private readonly long[] intended = new long[Capacity];
    private readonly byte[] replies = new byte[Capacity];
    private LongHistogram latency = NewHistogram();
    private long from;
    private long sent;
    private long answered;
    private long strangers;
    private long lastAnswer;

    /// <summary>Turns whose reply has not arrived.</summary>
    public long Waiting => Volatile.Read(ref sent) - Volatile.Read(ref answered);

    public long Answered => Volatile.Read(ref answered);

    /// <summary>Replies to nobody this run wrote as.</summary>
    public long Strangers => Volatile.Read(ref strangers);

    /// <summary>When the last reply arrived, by the stopwatch.</summary>
    public long LastAnswer => Volatile.Read(ref lastAnswer);

    /// <summary>Starts a stretch: latencies from here on count to it, replies to earlier messages do not.</summary>
    public void Begin(long firstIndex)
    {
        from = firstIndex;
        latency = NewHistogram();
    }

    /// <summary>The latencies of the stretch, in microseconds; after all its replies have arrived.</summary>
    public LongHistogram Latency => latency;

    public void Sent(long index, long intendedAt)
    {
        if (index >= Capacity)
        {
            throw new InvalidOperationException($"a run of turns has at most {Capacity:n0} messages; ask for fewer seconds or rounds");
        }

        intended[index] = intendedAt;
        Volatile.Write(ref sent, sent + 1);
    }

    /// <summary>A message that was refused or broke: nobody waits for its reply.</summary>
    public void Refused(long count) => Interlocked.Add(ref answered, count);

    public void Arrived(long phone, long at)
    {
        var index = MessageSource.IndexOf(phone);
        if (index is < 0 or >= Capacity || intended[index] == 0)
        {
            Interlocked.Increment(ref strangers);
            return;
        }

        if (replies[index] < byte.MaxValue)
        {
            replies[index]++;
        }

        if (replies[index] > 1)
        {
            return;
        }

        if (index >= from)
        {
            var micros = (long)((at - intended[index]) * (1_000_000.0 / Stopwatch.Frequency));
            latency.RecordValue(Math.Clamp(micros, 1, latency.HighestTrackableValue));
        }

        Volatile.Write(ref lastAnswer, at);
        Interlocked.Increment(ref answered);
    }

    public int RepliesTo(long index) => replies[index];

    private static LongHistogram NewHistogram() => new(1, 600_000_000, 3);
}
