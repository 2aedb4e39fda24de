using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>Options and how they are shown.</summary>
internal sealed partial class Turn
{
    // A WhatsApp list holds ten rows (PROVIDERS.md 1.9): nine services and "More".
    private const int Rows = 10;

    private static readonly Option[] s_yesNo = [new("Yes", "yes", Act.Yes), new("No", "no", Act.No)];

    private static readonly Option[] s_menu =
    [
        new("Book", "book", Act.Book), new("Prices", "prices", Act.Prices), new("My bookings", "my bookings", Act.Bookings),
        new("Talk to a person", "talk to a person", Act.Person),
    ];

    private static readonly Option[] s_change =
        [new("Another time", "another time", Act.OtherTimes), new("Another service", "another service", Act.MoreServices, Minute: 0), new("Stop", "stop", Act.Stop)];

    private static Option[] YesNo() => s_yesNo;

    private static Option[] MenuOptions() => s_menu;

    private Option ServiceOption(int service) => new(Shop.Services[service].Name, Shop.Services[service].Name, Act.Service, Shop.Services[service].Id);

    private Option SlotOption(Slot slot) =>
        new(Wording.Short(slot.Start, Shop.Zone), Wording.Typed(slot.Start, Shop.Zone), Act.Slot, Shop.Staff[slot.Staff].Id, slot.Start);

    private QuickReply[] Chips(IReadOnlyList<Option> options)
    {
        if (options.Count == 0) return [];
        var chips = new QuickReply[options.Count];
        for (var i = 0; i < chips.Length; i++) chips[i] = new QuickReply(options[i].Label, options[i].Value, DescriptionOf(options[i]));
        return chips;
    }

    private string? DescriptionOf(Option option) => option.Act switch
    {
        Act.Service when option.Id is { } id && Shop.ServiceIndex(id) is >= 0 and var service => Wording.Facts(Shop.Services[service]),
        Act.Slot when option.Id is { } id && Shop.StaffIndex(id) is >= 0 and var person => "with " + Shop.Staff[person].Name,
        Act.Appointment when option.Id is { } id => UpcomingWith(id) is { } appointment ? Describe(appointment) : null,
        _ => null,
    };

    private static string ListLabelOf(Question question) => question switch
    {
        Question.WhichService => Phrases.Services,
        Question.WhichTime => Phrases.Times,
        Question.WhichDay => Phrases.Days,
        _ => Phrases.Options,
    };

    private Service? DraftService() => _draft.Service is { } id && Shop.ServiceIndex(id) is >= 0 and var service ? Shop.Services[service] : null;

    private string? DraftSlot() =>
        DraftService() is { } service && _draft.Start is { } start && _draft.With is { } with && Shop.StaffIndex(with) is >= 0 and var person
            ? Wording.Slot(service, Shop.Staff[person].Name, start, Shop.Zone)
            : null;

    // A service or person may have left the catalogue since; the appointment still stands.
    private string Describe(Appointment appointment)
    {
        var start = Minutes.Of(appointment.During.Start);
        var service = Shop.ServiceIndex(appointment.ServiceId);
        var person = Shop.StaffIndex(appointment.StaffId);
        var what = service < 0 ? "Appointment" : Shop.Services[service].Name;
        return $"{what}{(person < 0 ? "" : " with " + Shop.Staff[person].Name)}, {Wording.Full(start, Shop.Zone)}";
    }
}
