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

    /// <summary>How long the bot stands down after someone of the shop has answered from the phone (CH14). Shorter lets it talk into a pause for thought.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan StandDown { get; set; } = TimeSpan.FromHours(4);
}
