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

/// <summary>A short name for an appointment, made from its id.</summary>
internal static class BookingReference
{
    // Crockford's base 32: no I, L, O, U to misread aloud.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Six letters of the id's random part: one shop has far fewer open appointments than the billion of names.</summary>
    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        Span<char> text = stackalloc char[6];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }
        return new string(text);
    }
}
