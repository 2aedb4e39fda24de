using System.Diagnostics;
using HdrHistogram;

namespace Ratiba.Load.Traffic;

/// <summary>What one measured stretch of traffic saw. Latencies are in microseconds from the intended send time.</summary>
internal sealed class Stretch
{
    // A minute at three digits: beyond it a request has failed.
    public LongHistogram Latency { get; } = new(1, 60_000_000, 3);

    public long Sent { get; set; }

    public long Acked { get; set; }

    /// <summary>Answers that were no 2xx, by status.</summary>
    public SortedDictionary<int, long> Refused { get; } = [];

    /// <summary>Requests whose outcome is not known: the connection broke or nothing came.</summary>
    public long Unknown { get; set; }

    /// <summary>From the first send to the last answer within the time.</summary>
    public TimeSpan Elapsed { get; set; }

    public double PerSecond => Elapsed > TimeSpan.Zero ? Acked / Elapsed.TotalSeconds : 0;

    public bool IsClean => Unknown == 0 && Refused.Count == 0;

    public void Record(long ticks) =>
        Latency.RecordValue(Math.Clamp((long)(ticks * (1_000_000.0 / Stopwatch.Frequency)), 1, Latency.HighestTrackableValue));

    public double Milliseconds(double percentile) => Latency.TotalCount == 0 ? double.NaN : Latency.GetValueAtPercentile(percentile) / 1000.0;

    public string Troubles() =>
        IsClean ? "" : $" refused {string.Join(' ', Refused.Select(pair => $"{pair.Key}×{pair.Value}"))} unknown {Unknown}";
}
