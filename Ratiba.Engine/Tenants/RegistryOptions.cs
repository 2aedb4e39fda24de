using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Tenants;

/// <summary>How this node follows the registry. Section <c>Registry</c>.</summary>
public sealed class RegistryOptions
{
    /// <summary>How often other nodes' changes are looked for: one read of one row. Longer delays suspensions; shorter buys nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between polls while the database does not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(15);
}
