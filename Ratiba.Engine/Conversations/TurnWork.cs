using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Conversations;

/// <summary>One event on its way through a batch.</summary>
internal sealed class TurnWork(InboxEvent received, InboundMessage message)
{
    // Clocks differ and providers deliver late (for days, after an outage), but never what has not been sent.
    private static readonly TimeSpan s_latest = TimeSpan.FromDays(7);

    public InboxEvent Event => received;

    public InboundMessage Message => message;

    public ConversationKey Key { get; } = new(received.Tenant, received.Channel, message.Account, message.CustomerKey);

    /// <summary>When the customer wrote: the window of a message that came late began when it was sent.</summary>
    public DateTimeOffset SentAt { get; } =
        message.SentAt is { } sent && sent <= received.ReceivedAt && received.ReceivedAt - sent < s_latest ? sent : received.ReceivedAt;

    /// <summary>Null until it is read or begun.</summary>
    public Conversation? Conversation { get; set; }

    public TurnResult Result { get; set; }

    /// <summary>The appointment being tried for.</summary>
    public WantedAppointment? Wanted { get; set; }

    /// <summary>The id of the reply's outbox row and message; null when nothing is said.</summary>
    public Guid? ReplyId { get; set; }

    /// <summary>Whether the turn could not be decided and is tried again.</summary>
    public bool Failed { get; set; }

    /// <summary>How the message's kind is stored.</summary>
    public string KindName => message.Kind switch
    {
        InboundKind.Text => "text",
        InboundKind.Tap => "tap",
        InboundKind.Voice => "voice",
        InboundKind.Media => "media",
        InboundKind.Notice => "notice",
        _ => "unsupported",
    };
}

/// <summary>The turns of one tenant in a batch.</summary>
internal sealed class TenantTurns(Tenant tenant, TenantMemory memory)
{
    public Tenant Tenant => tenant;

    public TenantMemory Memory => memory;

    public List<TurnWork> Turns { get; } = [];

    /// <summary>Turns whose conversation is not in memory.</summary>
    public List<TurnWork> Unread { get; } = [];

    /// <summary>The shop as last seen; read again when not fresh.</summary>
    public Shop? Shop { get; set; }

    public bool ShopFresh { get; set; }

    public bool DiaryFresh { get; set; }

    /// <summary>Appointments to insert in the next round.</summary>
    public List<WantedAppointment> Wanted { get; } = [];

    /// <summary>Appointments to cancel in the next round.</summary>
    public List<Cancellation> Cancellations { get; } = [];

    /// <summary>What a turn decides on.</summary>
    public TurnSetting Setting(TurnWork turn, DateTimeOffset now, TimeSpan lead) => new(
        Shop ?? throw new InvalidOperationException("The shop is read before a turn is decided."),
        memory.Diary ?? throw new InvalidOperationException("The diary is read before a turn is decided."),
        turn.Conversation?.CustomerId ?? Guid.Empty, now, lead);
}
