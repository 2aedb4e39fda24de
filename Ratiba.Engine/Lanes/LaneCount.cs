using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Lanes;

/// <summary>How many lanes this database has; read once from <c>public.lanes</c> at start.</summary>
/// <param name="Value">At least one.</param>
public sealed record LaneCount(int Value)
{
    /// <summary>The tenant's lane.</summary>
    public short Of(TenantId tenant) => LaneMap.Of(tenant, Value);
}
