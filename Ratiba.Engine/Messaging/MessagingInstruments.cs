using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Ratiba.Engine.Messaging;

/// <summary>Metrics of messages in and out.</summary>
internal sealed class MessagingInstruments : IDisposable
{
    // Kinds come from outside: past this many names the rest is counted as one, so that nobody can grow our memory with invented names.
    private const int MaxKinds = 128;

    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly Meter _meter;
    private readonly Counter<long> _unhandled;
    private readonly Counter<long> _receipts;
    private readonly Counter<long> _statuses;

    public MessagingInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("Ratiba");
        _unhandled = _meter.CreateCounter<long>("ratiba.events.unhandled", "{event}", "Events that were stored and have no effect yet, by kind.");
        _receipts = _meter.CreateCounter<long>("ratiba.messaging.read_receipts", "{call}", "Marks of customers' messages as read, by outcome.");
        _statuses = _meter.CreateCounter<long>("ratiba.messaging.statuses", "{status}", "Delivery states: moved, or unmoved (older, repeated, or not ours).");
    }

    public void EventUnhandled(string kind) => _unhandled.Add(1, new KeyValuePair<string, object?>("kind", Known(kind)));

    public void ReadReceiptEnded(bool taken) => _receipts.Add(1, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "failed"));

    public void StatusesHandled(int moved, int unmoved)
    {
        _statuses.Add(moved, new KeyValuePair<string, object?>("outcome", "moved"));
        _statuses.Add(unmoved, new KeyValuePair<string, object?>("outcome", "unmoved"));
    }

    public void Dispose() => _meter.Dispose();

    private string Known(string kind) =>
        _kinds.TryGetValue(kind, out var known) ? known : _kinds.Count >= MaxKinds ? "other" : _kinds.GetOrAdd(kind, kind);
}
