using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Bookings;

/// <summary>A row of appointments that takes up someone's time. It exists: it was read or written, never imagined.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CustomerId">Who comes.</param>
/// <param name="ServiceId">For what.</param>
/// <param name="StaffId">To whom.</param>
/// <param name="During">When.</param>
/// <param name="PriceKes">The price agreed on.</param>
internal sealed record Appointment(Guid Id, Guid CustomerId, Guid ServiceId, Guid StaffId, TimeRange During, int PriceKes)
{
    /// <summary>What people quote.</summary>
    public string Reference => BookingReference.Of(Id);
}

/// <summary>An appointment that someone wants; it becomes one only by its row.</summary>
/// <param name="Id">The id it will have.</param>
/// <param name="CustomerId">Who comes.</param>
/// <param name="ConversationId">Where it was asked for.</param>
/// <param name="ServiceId">For what.</param>
/// <param name="StaffId">To whom.</param>
/// <param name="During">When.</param>
/// <param name="PriceKes">The price agreed on.</param>
/// <param name="Source">The idempotency key (BK15): the inbox event or API key that asked.</param>
/// <param name="Channel">Where it came from, for the history (BK17).</param>
/// <param name="MessageId">The provider's message id, for the history.</param>
internal sealed record WantedAppointment(
    Guid Id, Guid CustomerId, Guid ConversationId, Guid ServiceId, Guid StaffId, TimeRange During, int PriceKes, string Source, ChannelKind Channel,
    string? MessageId)
{
    /// <summary>The same once its row is there.</summary>
    public Appointment Made() => new(Id, CustomerId, ServiceId, StaffId, During, PriceKes);
}
