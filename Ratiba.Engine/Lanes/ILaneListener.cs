namespace Ratiba.Engine.Lanes;

/// <summary>Told when this node gains or loses a lane: the outbox loads what is pending, caches forget what another owner may change.</summary>
internal interface ILaneListener
{
    /// <summary>This node owns the lane from now on.</summary>
    void LaneAcquired(short lane, long epoch);

    /// <summary>This node no longer owns the lane.</summary>
    void LaneLost(short lane);
}
