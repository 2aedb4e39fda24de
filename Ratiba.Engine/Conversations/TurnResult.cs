using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>What a turn decides on: everything it may know, and nothing it could change.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Diary">What is booked.</param>
/// <param name="Customer">Who is talking.</param>
/// <param name="Now">The instant of the turn.</param>
/// <param name="Lead">The least notice the shop gets.</param>
internal readonly record struct TurnSetting(Shop Shop, Diary Diary, Guid Customer, DateTimeOffset Now, TimeSpan Lead);

/// <summary>What a turn leads to: the new state, what is said, and at most one effect. A reply that depends on the effect comes after it, from the row.</summary>
/// <param name="State">The state to keep.</param>
/// <param name="Reply">What is said now; null when nothing is, or when the effect speaks.</param>
/// <param name="Effect">What is to be done.</param>
/// <param name="Missed">Whether nothing was understood of the message.</param>
internal readonly record struct TurnResult(ConversationState State, OutboundMessage? Reply, TurnEffect? Effect = null, bool Missed = false);

/// <summary>What a turn wants done; a closed set.</summary>
internal abstract record TurnEffect
{
    private TurnEffect()
    {
    }

    /// <summary>Book this time. <see cref="Turn.Booked"/> or <see cref="Turn.SlotLost"/> goes on.</summary>
    internal sealed record Book(Service Service, Worker Staff, int Start) : TurnEffect;

    /// <summary>Cancel this appointment. <see cref="Turn.Cancelled"/> or <see cref="Turn.CancelFailed"/> goes on.</summary>
    internal sealed record Cancel(Appointment Appointment) : TurnEffect;

    /// <summary>Hand the conversation to a person; the bot is silent from now on.</summary>
    internal sealed record HandOff(string Reason) : TurnEffect;
}
