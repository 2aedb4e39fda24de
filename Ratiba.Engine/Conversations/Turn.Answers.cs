using Ratiba.Engine.Bookings;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Engine.Language;

namespace Ratiba.Engine.Conversations;

/// <summary>Answers about the shop, and the customer's own bookings.</summary>
internal sealed partial class Turn
{
    /// <summary>The row is cancelled: only now is it said.</summary>
    public static TurnResult Cancelled(ConversationState state, Appointment gone, in TurnSetting setting)
    {
        Turn turn = new(state, setting);
        return turn.Say(turn._state.Cleared(), turn.Phrases.Cancelled(gone, turn.Describe(gone)));
    }

    /// <summary>Someone had already changed or cancelled it.</summary>
    public static TurnResult CancelFailed(ConversationState state, in TurnSetting setting)
    {
        Turn turn = new(state, setting);
        return turn.Say(turn._state.Cleared(), turn.Phrases.NotCancelled);
    }

    private TurnResult Prices(Understanding heard)
    {
        if (heard.Tied.Count == 0 && DraftService() is null)
        {
            // The whole list, and the names to tap; the message stays below what a list's body may hold.
            var result = AskService(0);
            var lines = Shop.Services.Take(Rows).Select(service => $"{service.Name}: {Facts.Price(service.PriceKes)}");
            return result with { Reply = result.Reply! with { Text = Phrases.Prices(lines) + "\n" + Phrases.WhichService } };
        }
        if (heard.Tied.Count > 1)
        {
            _draft = _draft with { Start = null };
            var which = AskWhich(heard.Tied);
            var lines = heard.Tied.Take(Rows).Select(service => $"{Shop.Services[service].Name}: {Facts.Price(Shop.Services[service].PriceKes)}");
            return which with { Reply = which.Reply! with { Text = Phrases.Prices(lines) + "\n" + Phrases.WhichOne } };
        }
        var asked = heard.Tied.Count == 1 ? Shop.Services[heard.Tied[0]] : DraftService()!;
        var answer = Phrases.PriceOf(asked.Name, Facts.Of(asked));
        if (_state.Asked is not (Question.Nothing or Question.Menu)) return Again(answer);
        // Asking for a price is half a wish: the times come along.
        _draft = _draft with { Service = asked.Id, Start = null, With = null };
        return Advance();
    }

    private TurnResult Hours(Understanding heard)
    {
        string answer;
        if (heard.Date is { } date)
        {
            var day = Facts.Day(date);
            var hours = Facts.Hours(Shop, date.DayOfWeek);
            answer = hours.Length == 0 ? Phrases.ClosedOn(day) : Phrases.OpenOn(day, hours);
        }
        else
        {
            answer = Phrases.OpenHours(Facts.Week(Shop));
        }
        return _state.Asked is Question.Nothing or Question.Menu ? Ask(Question.Menu, answer, MenuOptions()) : Again(answer);
    }

    private TurnResult MyBookings(Understanding heard)
    {
        var upcoming = _setting.Diary.Upcoming(_setting.Customer, _setting.Now);
        var named = Named(upcoming, heard);
        var answer = upcoming.Count == 0
            ? Phrases.NoBookings
            : Phrases.YourBookings((named is null ? upcoming.Take(Rows) : [named]).Select(appointment => Phrases.BookingLine(appointment, Describe(appointment))));
        if (heard.Reference is { } unknown && named is null && upcoming.Count > 0) answer = Join(Phrases.NoSuchReference(unknown.Value), answer);
        return _state.Asked is Question.Nothing or Question.Menu ? Ask(Question.Menu, answer, MenuOptions()) : Again(answer);
    }

    // Only ever among the customer's own: someone else's reference is as unknown as an invented one.
    private static Appointment? Named(List<Appointment> upcoming, Understanding heard) =>
        heard.Reference is { } reference ? upcoming.Find(appointment => appointment.Reference == reference.Value) : null;

    private TurnResult CannotMove() =>
        Ask(Question.Menu, Phrases.CannotMove, [new Option(Phrases.CancelMine, "cancel my booking", Act.Appointment), Person()]);

    private TurnResult StartCancel(Understanding heard)
    {
        var upcoming = _setting.Diary.Upcoming(_setting.Customer, _setting.Now);
        // Nothing is booked yet: "cancel" means the booking being made.
        if (upcoming.Count == 0) return _draft == Draft.Empty ? Ask(Question.Menu, Phrases.NoBookings, MenuOptions()) : Stop();
        if (Named(upcoming, heard) is { } named) return AskCancel(named.Id);
        // Not the only booking instead of the one that was named.
        if (heard.Reference is not null) return MyBookings(heard);
        if (heard.Date is { } date)
        {
            var thatDay = upcoming.Where(appointment => DateOnly.FromDateTime(Minutes.Local(Minutes.Of(appointment.During.Start), Shop.Zone)) == date).ToList();
            if (thatDay.Count == 1) return AskCancel(thatDay[0].Id);
        }
        if (upcoming.Count == 1) return AskCancel(upcoming[0].Id);
        var options = upcoming.Take(Rows).Select(appointment =>
        {
            var start = Minutes.Of(appointment.During.Start);
            var alone = upcoming.TrueForAll(other => other.Id == appointment.Id || other.During.Start != appointment.During.Start);
            var label = alone ? Facts.Short(start, Shop.Zone) : $"{Facts.Short(start, Shop.Zone).Split(',')[0]}, {appointment.Reference}";
            return new Option(label, "cancel " + appointment.Reference, Act.Appointment, appointment.Id);
        });
        return Ask(Question.WhichToCancel, Phrases.WhichToCancel, [.. options]);
    }

    private TurnResult AskCancel(Guid id)
    {
        if (id == Guid.Empty) return StartCancel(Understanding.Nothing);
        _state = _state with { Cancelling = id };
        // It may have been cancelled on another device since it was listed.
        return Cancelling() is { } appointment
            ? Ask(Question.CancelIt, Phrases.CancelIt(Describe(appointment)), YesNo())
            : Say(_state.Cleared(), Phrases.NotCancelled);
    }

    private Appointment? Cancelling() => _state.Cancelling is { } id ? UpcomingWith(id) : null;

    private Appointment? UpcomingWith(Guid id)
    {
        foreach (var appointment in _setting.Diary.Upcoming(_setting.Customer, _setting.Now))
            if (appointment.Id == id) return appointment;
        return null;
    }

    private TurnResult Cancel() =>
        Cancelling() is { } appointment ? new TurnResult(Heard(), null, new TurnEffect.Cancel(appointment)) : Say(_state.Cleared(), Phrases.NotCancelled);

    private TurnResult Keep() => Say(_state.Cleared(), Phrases.Kept);
}
