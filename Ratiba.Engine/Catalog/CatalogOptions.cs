using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Catalog;

/// <summary>How shops are kept in memory.</summary>
public sealed class CatalogOptions
{
    /// <summary>Shops kept; about 20 KB each. Fewer mean more reads at thousands of busy tenants.</summary>
    [Range(1, 1_000_000)]
    public int Shops { get; set; } = 4_096;

    /// <summary>How long a shop is trusted before its version is asked for again; how late a price change may show.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan Fresh { get; set; } = TimeSpan.FromSeconds(30);
}
