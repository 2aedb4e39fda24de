using System.Diagnostics.Metrics;

namespace Ratiba.Engine.Conversations;

/// <summary>What the operator sees of the dialogue.</summary>
internal sealed class ConversationInstruments
{
    private readonly Counter<long> _turns;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _handOffs;
    private readonly Counter<long> _booked;
    private readonly Counter<long> _slotsLost;

    public ConversationInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Ratiba.Conversations");
        _turns = meter.CreateCounter<long>("ratiba.conversations.turns", "{turn}", "Turns committed.");
        _misses = meter.CreateCounter<long>("ratiba.conversations.misses", "{turn}", "Turns whose message was not understood.");
        _handOffs = meter.CreateCounter<long>("ratiba.conversations.hand_offs", "{conversation}", "Conversations handed to a person.");
        _booked = meter.CreateCounter<long>("ratiba.conversations.booked", "{appointment}", "Appointments booked by chat.");
        _slotsLost = meter.CreateCounter<long>("ratiba.conversations.slots_lost", "{appointment}", "Times that someone else had taken by the time of the yes.");
    }

    public void Turns(int turns, int misses, int handOffs)
    {
        _turns.Add(turns);
        if (misses > 0) _misses.Add(misses);
        if (handOffs > 0) _handOffs.Add(handOffs);
    }

    public void Booked() => _booked.Add(1);

    public void SlotLost() => _slotsLost.Add(1);
}
