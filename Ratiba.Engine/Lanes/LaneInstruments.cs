using System.Diagnostics.Metrics;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Lanes;

/// <summary>What the operator sees of the lanes.</summary>
internal sealed class LaneInstruments
{
    private readonly Counter<long> _handled;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _batch;

    public LaneInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Ratiba.Lanes");
        _handled = meter.CreateCounter<long>("ratiba.lanes.handled", "{event}", "Events settled with their effects.");
        _retried = meter.CreateCounter<long>("ratiba.lanes.retried", "{event}", "Failed tries that are repeated, by reason.");
        _parked = meter.CreateCounter<long>("ratiba.lanes.parked", "{event}", "Events that became dead letters, by reason.");
        _lost = meter.CreateCounter<long>("ratiba.lanes.lost", "{lane}", "Lanes taken by another owner while this node still worked on them.");
        _batch = meter.CreateHistogram<double>("ratiba.lanes.batch.duration", "s", "One batch, from hand-over to commit.", advice: DurationBuckets.Advice);
    }

    public void Handled(int events, TimeSpan elapsed)
    {
        _handled.Add(events);
        _batch.Record(elapsed.TotalSeconds);
    }

    public void Retried(string reason) => _retried.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Parked(string reason) => _parked.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Lost() => _lost.Add(1);
}
