using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Bookings;

/// <summary>What may be booked when.</summary>
public sealed class BookingOptions
{
    /// <summary>How far ahead customers book. Further ahead means more of the diary in memory.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "90.00:00:00")]
    public TimeSpan Horizon { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The least notice a shop gets. Shorter offers times that the customer or the staff cannot reach.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "2.00:00:00")]
    public TimeSpan Lead { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a diary in memory is trusted. Someone else's newer booking is caught by the database; this only bounds how often a customer is offered a taken time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan Fresh { get; set; } = TimeSpan.FromSeconds(30);
}
