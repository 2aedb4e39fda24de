using System.Diagnostics.Metrics;

namespace Ratiba.Engine.Primitives;

/// <summary>The buckets of every histogram of seconds. OpenTelemetry's own begin at five seconds, above everything that is measured here.</summary>
internal static class DurationBuckets
{
    /// <summary>From half a millisecond, the quickest commit, to ten seconds, the longest timeout; about two per doubling where the promises lie.</summary>
    public static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10],
    };
}
