using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>Options and how they are shown.</summary>
internal sealed partial class Turn
{
    // A WhatsApp list holds ten rows (PROVIDERS.md 1.9): nine services and "More".
    private const int Rows = 10;

    // What a tap sends is English in every language: the ear knows all of them, and a tap on an old message works after the language changed.
    private Option[] YesNo() => [new(Phrases.Yes, "yes", Act.Yes), new(Phrases.No, "no", Act.No)];

    private Option Person() => new(Phrases.Person, "talk to a person", Act.Person);

    private Option[] MenuOptions() =>
        [new(Phrases.Book, "book", Act.Book), new(Phrases.PriceList, "prices", Act.Prices), new(Phrases.MyBookings, "my bookings", Act.Bookings), Person()];

    private Option[] Changes() =>
        [new(Phrases.OtherTimes, "another time", Act.OtherTimes), OtherService(), new(Phrases.Stop, "stop", Act.Stop)];

    private Option OtherService() => new(Phrases.OtherService, "another service", Act.MoreServices, Minute: 0);

    private Option ServiceOption(int service) => new(Shop.Services[service].Name, Shop.Services[service].Name, Act.Service, Shop.Services[service].Id);

    private Option SlotOption(Slot slot) =>
        new(Facts.Short(slot.Start, Shop.Zone), Facts.Typed(slot.Start, Shop.Zone), Act.Slot, Shop.Staff[slot.Staff].Id, slot.Start);

    private QuickReply[] Chips(IReadOnlyList<Option> options)
    {
        if (options.Count == 0) return [];
        var chips = new QuickReply[options.Count];
        for (var i = 0; i < chips.Length; i++) chips[i] = new QuickReply(options[i].Label, options[i].Value, DescriptionOf(options[i]));
        return chips;
    }

    private string? DescriptionOf(Option option) => option.Act switch
    {
        Act.Service when option.Id is { } id && Shop.ServiceIndex(id) is >= 0 and var service => Facts.Of(Shop.Services[service]),
        Act.Slot when option.Id is { } id && Shop.StaffIndex(id) is >= 0 and var person => Facts.With(Shop.Staff[person].Name),
        Act.Appointment when option.Id is { } id => UpcomingWith(id) is { } appointment ? Describe(appointment) : null,
        _ => null,
    };

    private string ListLabelOf(Question question) => question switch
    {
        Question.WhichService => Phrases.Services,
        Question.WhichTime => Phrases.Times,
        Question.WhichDay => Phrases.Days,
        _ => Phrases.Options,
    };

    private Service? DraftService() => _draft.Service is { } id && Shop.ServiceIndex(id) is >= 0 and var service ? Shop.Services[service] : null;

    private string? DraftSlot() =>
        DraftService() is { } service && _draft.Start is { } start && _draft.With is { } with && Shop.StaffIndex(with) is >= 0 and var person
            ? Facts.Slot(service, Shop.Staff[person].Name, start, Shop.Zone)
            : null;

    // A service or person may have left the catalogue since; the appointment still stands.
    private string Describe(Appointment appointment)
    {
        var start = Minutes.Of(appointment.During.Start);
        var service = Shop.ServiceIndex(appointment.ServiceId);
        var person = Shop.StaffIndex(appointment.StaffId);
        return Phrases.Booking(service < 0 ? null : Shop.Services[service].Name, person < 0 ? null : Shop.Staff[person].Name, Facts.Full(start, Shop.Zone));
    }
}
