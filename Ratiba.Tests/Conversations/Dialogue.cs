using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Catalog;

namespace Ratiba.Tests.Conversations;

/// <summary>One customer talking to one shop, with a diary in place of the database: what a turn wants done is done at once.</summary>
internal sealed class Dialogue(Shop? shop = null, Diary? diary = null, Guid? customer = null)
{
    /// <summary>Wednesday 6 May 2026, 10:00 in Nairobi.</summary>
    public static readonly DateTimeOffset Wednesday = new(2026, 5, 6, 7, 0, 0, TimeSpan.Zero);

    private readonly Guid _customer = customer ?? Guid.NewGuid();

    public DateTimeOffset Now { get; set; } = Wednesday;

    public Shop Shop { get; } = shop ?? DemoShop.Of();

    public Diary Diary { get; } = diary ?? new Diary(Wednesday, Wednesday.AddDays(15));

    public ConversationState State { get; private set; } = ConversationState.New;

    public OutboundMessage? Reply { get; private set; }

    public List<Appointment> Made { get; } = [];

    public List<TurnEffect> Effects { get; } = [];

    /// <summary>Whether the next booking finds its time taken by someone the diary did not show.</summary>
    public bool LoseNext { get; set; }

    private TurnSetting Setting => new(Shop, Diary, _customer, Now, TimeSpan.FromMinutes(20));

    /// <summary>The customer writes; the reply's text.</summary>
    public string Says(string text) => Receives(new InboundMessage
    {
        Channel = ChannelKind.WhatsApp,
        Account = "1",
        CustomerKey = "c",
        ReplyTo = "c",
        Kind = InboundKind.Text,
        Text = text,
    });

    /// <summary>The customer taps the chip with this label.</summary>
    public string Taps(string label)
    {
        var chip = Reply!.QuickReplies.Single(chip => chip.Label == label);
        return Taps(chip.Label, chip.Value);
    }

    /// <summary>The customer taps a chip of an older message.</summary>
    public string Taps(string label, string value) => Receives(new InboundMessage
    {
        Channel = ChannelKind.WhatsApp,
        Account = "1",
        CustomerKey = "c",
        ReplyTo = "c",
        Kind = InboundKind.Tap,
        Text = label,
        Payload = value,
    });

    /// <summary>Something else arrives.</summary>
    public string Sends(InboundKind kind) =>
        Receives(new InboundMessage { Channel = ChannelKind.WhatsApp, Account = "1", CustomerKey = "c", ReplyTo = "c", Kind = kind });

    public string[] Chips => [.. (Reply?.QuickReplies ?? []).Select(chip => chip.Label)];

    private string Receives(InboundMessage message)
    {
        var result = Turn.Decide(State, message, Setting);
        while (result.Effect is { } effect)
        {
            Effects.Add(effect);
            if (effect is TurnEffect.HandOff) break;
            result = effect switch
            {
                TurnEffect.Book book when LoseNext => Lose(result.State, book),
                TurnEffect.Book book => Do(result.State, book),
                TurnEffect.Cancel cancel => Undo(result.State, cancel),
                _ => throw new InvalidOperationException(effect.ToString()),
            };
        }
        State = result.State;
        Reply = result.Reply;
        return result.Reply?.Text ?? "";
    }

    private TurnResult Do(ConversationState state, TurnEffect.Book book)
    {
        var appointment = Appoint(book, _customer);
        Diary.Add(appointment);
        Made.Add(appointment);
        return Turn.Booked(state, appointment, Setting);
    }

    private TurnResult Lose(ConversationState state, TurnEffect.Book book)
    {
        LoseNext = false;
        Diary.Add(Appoint(book, Guid.NewGuid()));
        return Turn.SlotLost(state, book, Setting);
    }

    private TurnResult Undo(ConversationState state, TurnEffect.Cancel cancel)
    {
        Diary.Remove(cancel.Appointment.Id);
        return Turn.Cancelled(state, cancel.Appointment, Setting);
    }

    private static Appointment Appoint(TurnEffect.Book book, Guid customer)
    {
        var start = Minutes.At(book.Start);
        return new Appointment(Guid.NewGuid(), customer, book.Service.Id, book.Staff.Id, new TimeRange(start, start.AddMinutes(book.Service.DurationMin)), book.Service.PriceKes);
    }
}
