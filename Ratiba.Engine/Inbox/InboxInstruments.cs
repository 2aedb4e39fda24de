using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Inbox;

/// <summary>What the operator sees of the inbox.</summary>
internal sealed class InboxInstruments
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _events;
    private readonly Counter<long> _parked;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _batch;

    public InboxInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Ratiba.Inbox");
        _requests = meter.CreateCounter<long>("ratiba.inbox.requests", "{request}", "Webhook requests by what became of them.");
        _refused = meter.CreateCounter<long>("ratiba.inbox.refused", "{request}", "Requests refused before they were written, by reason.");
        _events = meter.CreateCounter<long>("ratiba.inbox.events", "{event}", "Events stored, by the provider's name for them; names we do not know included.");
        _parked = meter.CreateCounter<long>("ratiba.inbox.parked", "{event}", "Events that became dead letters at once, by reason and name.");
        _commit = meter.CreateHistogram<double>("ratiba.inbox.commit.duration", "s", "From taking a batch to its commit.", advice: DurationBuckets.Advice);
        _batch = meter.CreateHistogram<int>("ratiba.inbox.commit.requests", "{request}", "Requests that shared a commit.");
    }

    public void Committed(int requests, TimeSpan elapsed)
    {
        _requests.Add(requests, new KeyValuePair<string, object?>("outcome", "committed"));
        _commit.Record(elapsed.TotalSeconds);
        _batch.Record(requests);
    }

    public void Stored(List<PendingEvent> events)
    {
        foreach (ref readonly var stored in CollectionsMarshal.AsSpan(events))
        {
            var kind = new KeyValuePair<string, object?>("kind", stored.Kind);
            if (stored.ParkReason is null) _events.Add(1, kind);
            else _parked.Add(1, new KeyValuePair<string, object?>("reason", stored.ParkReason), kind);
        }
    }

    public void Failed(int requests) => _requests.Add(requests, new KeyValuePair<string, object?>("outcome", "unavailable"));

    public void Refused(AppendOutcome outcome) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", outcome == AppendOutcome.Overloaded ? "overloaded" : "unavailable"));
}
