using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Conversations;

/// <summary>What a lane keeps in memory between batches.</summary>
public sealed class ConversationOptions
{
    /// <summary>Conversations kept per lane, about 1 KB each. A conversation that is not kept costs a read with its next message.</summary>
    [Range(1, 1_000_000)]
    public int KeptPerLane { get; set; } = 2_048;

    /// <summary>Tenants whose diary and statements are kept per lane, about 50 KB each.</summary>
    [Range(1, 100_000)]
    public int TenantsPerLane { get; set; } = 256;
}
