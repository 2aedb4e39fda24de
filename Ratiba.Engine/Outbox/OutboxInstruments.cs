using System.Diagnostics.Metrics;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>Metrics of the outbox.</summary>
internal sealed class OutboxInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _sends;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _behind;
    private readonly Counter<long> _stopped;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _completions;

    public OutboxInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("Ratiba");
        _sends = _meter.CreateCounter<long>("ratiba.outbox.sends", "{call}", "Calls to providers by channel and outcome.");
        _dead = _meter.CreateCounter<long>("ratiba.outbox.dead", "{row}", "Rows that became dead letters, by channel and reason.");
        _behind = _meter.CreateCounter<long>("ratiba.outbox.catch_ups", "{read}", "Reads of a lane's pending rows from the database.");
        _stopped = _meter.CreateCounter<long>("ratiba.outbox.accounts_stopped", "{account}", "Accounts stopped because their credentials or rights failed.");
        _duration = _meter.CreateHistogram<double>("ratiba.outbox.send.duration", "s", "From the call to its answer.", advice: DurationBuckets.Advice);
        _completions = _meter.CreateHistogram<int>("ratiba.outbox.completions", "{row}", "Rows per completing UPDATE.");
    }

    /// <summary>Rows in memory, read when metrics are collected.</summary>
    public void Observe(Func<long> held, Func<long> lanesBehind)
    {
        _meter.CreateObservableGauge("ratiba.outbox.held", held, "{row}", "Rows in memory, waiting or in flight.");
        _meter.CreateObservableGauge("ratiba.outbox.lanes_behind", lanesBehind, "{lane}", "Lanes whose rows partly wait in the database.");
    }

    public void CallEnded(ChannelKind channel, SendOutcome outcome, TimeSpan took)
    {
        _sends.Add(1, new("channel", channel), new("outcome", outcome));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
    }

    public void RowDied(ChannelKind channel, string reason) => _dead.Add(1, new("channel", channel), new("reason", reason));

    public void LaneRead() => _behind.Add(1);

    public void AccountStopped(ChannelKind channel) => _stopped.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void CompletionsWritten(int rows) => _completions.Record(rows);

    public void Dispose() => _meter.Dispose();
}
