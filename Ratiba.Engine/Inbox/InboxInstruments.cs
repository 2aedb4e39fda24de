using System.Diagnostics.Metrics;

namespace Ratiba.Engine.Inbox;

/// <summary>What the operator sees of the inbox.</summary>
internal sealed class InboxInstruments
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _batch;

    public InboxInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Ratiba.Inbox");
        _requests = meter.CreateCounter<long>("ratiba.inbox.requests", "{request}", "Webhook requests by what became of them.");
        _refused = meter.CreateCounter<long>("ratiba.inbox.refused", "{request}", "Requests refused before they were written, by reason.");
        _commit = meter.CreateHistogram<double>("ratiba.inbox.commit.duration", "s", "From taking a batch to its commit.");
        _batch = meter.CreateHistogram<int>("ratiba.inbox.commit.requests", "{request}", "Requests that shared a commit.");
    }

    public void Committed(int requests, TimeSpan elapsed)
    {
        _requests.Add(requests, new KeyValuePair<string, object?>("outcome", "committed"));
        _commit.Record(elapsed.TotalSeconds);
        _batch.Record(requests);
    }

    public void Failed(int requests) => _requests.Add(requests, new KeyValuePair<string, object?>("outcome", "unavailable"));

    public void Refused(AppendOutcome outcome) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", outcome == AppendOutcome.Overloaded ? "overloaded" : "unavailable"));
}
