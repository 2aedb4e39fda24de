using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Engine.Language;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// One turn: (state, message, shop, diary, now) to (state, reply, effect). Pure: no clock, no database, no model; the same input gives the same turn.
/// 1. What needs no reading is answered first: notices, voice notes, pictures.
/// 2. The message is heard in the light of the question asked and the options offered.
/// 3. What overrides everything (a person, stop), then answers to a question, then wishes, then small talk, then not understood.
/// </summary>
internal sealed partial class Turn
{
    /// <summary>A conversation rests this long before its old choice is put to the customer again (CV15).</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromDays(7);

    private const int MissesBeforePerson = 3;

    private readonly TurnSetting _setting;
    private readonly bool _isTap;
    private ConversationState _state;
    private Draft _draft;

    private Turn(ConversationState state, in TurnSetting setting, bool isTap = false)
    {
        _setting = setting;
        _isTap = isTap;
        _state = state with { At = setting.Now };
        _draft = state.Draft;
    }

    private Shop Shop => _setting.Shop;

    private DateOnly Today => DateOnly.FromDateTime(Minutes.Local(Minutes.Of(_setting.Now), Shop.Zone));

    private Phrases Phrases => Phrases.Of(_state.Language);

    private Facts Facts => Phrases.Facts;

    /// <summary>Decides one turn.</summary>
    public static TurnResult Decide(ConversationState state, InboundMessage message, in TurnSetting setting)
    {
        var words = message.Payload is { Length: > 0 } payload ? payload : message.Text;
        Turn turn = new(state, setting, isTap: message.Payload is { Length: > 0 });
        if (message.Kind == InboundKind.Notice) return new TurnResult(state, null);
        if (words.Length == 0 || message.Kind is InboundKind.Voice or InboundKind.Unsupported) return turn.PleaseType();
        return setting.Now - state.At > s_rest && state.At != default ? turn.AnswerAfterRest(words) : turn.Answer(turn.Listen(words));
    }

    // In the middle of a new booking a bare "cancel" means that one, not an earlier one.
    private bool IsBooking => _state.Asked is Question.WhichService or Question.WhichTime or Question.WhichDay or Question.BookIt or Question.WhatToChange;

    private Understanding Listen(string words)
    {
        var local = Minutes.Local(Minutes.Of(_setting.Now), Shop.Zone);
        var options = _state.Options.Count == 0 ? [] : new OptionWords[_state.Options.Count];
        for (var i = 0; i < options.Length; i++) options[i] = new OptionWords(_state.Options[i].Label, _state.Options[i].Value);
        var asked = _state.Asked switch
        {
            Question.WhichService => Asked.Service,
            Question.WhichDay => Asked.Day,
            Question.WhichTime => Asked.Time,
            Question.BookIt or Question.CancelIt or Question.GoOn => Asked.YesNo,
            Question.Nothing => Asked.Nothing,
            _ => Asked.Choice,
        };
        return Ear.Listen(words, new ListeningContext(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), Shop.Words, asked, options));
    }

    private TurnResult Answer(Understanding heard)
    {
        // What a tap sends are our words, not the customer's.
        if (!_isTap) _state = _state with { Language = LanguageChoice.After(_state.Language, heard.Mix) };
        if (Urgent(heard) is { } first) return first;
        if (heard.Pick is { } pick && pick.Value < _state.Options.Count) return Choose(_state.Options[pick.Value]);
        if (heard.Best == Intent.Cancel) return IsBooking && heard.Reference is null && !heard.Has(Intent.MyBookings) ? Stop() : StartCancel(heard);
        if (heard.Best == Intent.Reschedule) return CannotMove();
        if (heard.Best == Intent.MyBookings || (heard.Best == Intent.None && heard.Reference is not null)) return MyBookings(heard);
        if (heard.Has(Intent.AskPrice) && !(heard.HasWhen && heard.Tied.Count == 1)) return Prices(heard);
        if (heard.Best == Intent.AskHours) return Hours(heard);
        if (heard.Best == Intent.AskServices) return AskService(0);
        if (heard.Best is Intent.AskLocation or Intent.AskPolicy or Intent.Pay) return DoNotKnow();
        if (Repair(heard) is { } repaired) return repaired;

        switch (_state.Asked)
        {
            case Question.CancelIt when !heard.HasSlots && heard.Has(Intent.Deny): return Keep();
            case Question.CancelIt when !heard.HasSlots && heard.Has(Intent.Confirm): return Cancel();
            case Question.GoOn when !heard.HasSlots && heard.Has(Intent.Deny): return Start();
            case Question.GoOn when !heard.HasSlots && heard.Has(Intent.Confirm): return Advance();
            case Question.BookIt when !heard.HasSlots && (heard.Has(Intent.Deny) || heard.Has(Intent.Correct)): return AskChange();
            case Question.BookIt when !heard.Has(Intent.Deny) && (heard.Has(Intent.Confirm) || heard.Best == Intent.Book) && (!heard.HasSlots || Merged(heard) == _draft): return Book();
            case Question.WhichService when heard.Has(Intent.MoreOptions): return AskService(NextPage());
            case Question.WhichTime or Question.BookIt or Question.WhatToChange when !heard.HasSlots && (heard.Has(Intent.MoreOptions) || heard.Has(Intent.Deny)):
                return MoreTimes();
            case Question.WhichDay when !heard.HasSlots && (heard.Has(Intent.MoreOptions) || heard.Has(Intent.Deny)): return AskDay();
        }
        if (heard.IsPast) return Ask(Question.WhichDay, Phrases.PastDay + " " + Phrases.WhichDay, []);
        if (heard.Has(Intent.Usual)) return Usual(heard);
        // "Asante, tuonane kesho" names a day and wants nothing.
        var wantsNothing = heard.Best is Intent.Thanks or Intent.Goodbye or Intent.OutOfScope;
        if ((heard.HasSlots && !wantsNothing) || heard.Has(Intent.Book) || heard.Has(Intent.CheckAvailability)) return Wish(heard);
        // A yes to "which?" takes the only choice, or asks again without blame.
        if (heard.Has(Intent.Confirm) && IsBooking) return OnlySlot() is { } only ? Choose(only) : Again(null);
        if (heard.Has(Intent.Greet) || heard.Has(Intent.OptIn)) return Greet();
        if (heard.Has(Intent.Thanks)) return Say(_state.Asked == Question.Nothing ? _state.Cleared() : Heard(), Phrases.Welcome);
        if (heard.Has(Intent.Goodbye)) return Say(Heard(), Phrases.Bye);
        return Miss();
    }

    private Option? OnlySlot()
    {
        Option? only = null;
        foreach (var option in _state.Options)
        {
            if (option.Act != Act.Slot) continue;
            if (only is not null) return null;
            only = option;
        }
        return only;
    }

    // A wish changes only what it names: "no, 4 pm" moves the time and leaves the rest (CV2).
    private TurnResult Wish(Understanding heard)
    {
        var before = _draft;
        _draft = Merged(heard);
        if (heard.Tied.Count > 1 && _draft.Service is null) return AskWhich(heard.Tied);
        // Several services fit and the one already chosen is among them: no question needed.
        if (heard.Tied.Count > 1 && before.Service is { } chosen && !heard.Tied.Contains(Shop.ServiceIndex(chosen))) return AskWhich(heard.Tied);
        var result = Advance();
        // Several services in one visit are booked one after the other; none is dropped without a word (CV16).
        return heard.Services.Count > 1 && DraftService() is { } first && result.Reply is { } reply
            ? result with { Reply = reply with { Text = Phrases.OneAtATime(first.Name) + " " + reply.Text } }
            : result;
    }

    private Draft Merged(Understanding heard)
    {
        var draft = _draft;
        if (heard.Tied.Count == 1 && Shop.Services[heard.Tied[0]].Id != draft.Service)
            draft = draft with { Service = Shop.Services[heard.Tied[0]].Id, Start = null, With = null };
        if (heard.Staff is { } staff)
        {
            var person = staff.Value == Understanding.Anyone ? (Guid?)null : Shop.Staff[staff.Value].Id;
            if (person != draft.Staff || (person is not null && person != draft.With)) draft = draft with { Staff = person, Start = null, With = null };
        }
        if (!heard.HasWhen) return draft;
        var when = draft with
        {
            // "This weekend", said on Sunday, began yesterday.
            Date = heard.Date is { } day && day < Today ? Today : heard.Date ?? draft.Date,
            Time = heard.Time ?? (heard.DayPart is null && heard.Window is null ? draft.Time : null),
            OtherTime = heard.Time is not null ? heard.OtherTime : heard.DayPart is null && heard.Window is null ? draft.OtherTime : null,
            Part = heard.DayPart ?? (heard.Time is null && heard.Window is null ? draft.Part : null),
            From = heard.Window?.From,
            To = heard.Window?.To,
        };
        return when == draft ? draft : when with { Start = null, With = null };
    }

    private TurnResult AnswerAfterRest(string words)
    {
        // What was offered a week ago is no longer true; the wish may still be.
        var service = _draft.Service is { } id ? Shop.ServiceIndex(id) : -1;
        _state = _state.Cleared();
        _draft = new Draft { Service = service < 0 ? null : _draft.Service, Staff = _draft.Staff };
        var heard = Listen(words);
        if (service < 0 || heard.HasSlots || heard.Best is not (Intent.None or Intent.Greet or Intent.Confirm or Intent.Book)) return Answer(heard);
        return Ask(Question.GoOn, Phrases.GoOn(Shop.Services[service].Name), YesNo());
    }

    private TurnResult Greet()
    {
        if (_state.Asked is not Question.Nothing and not Question.Menu) return Again(null);
        return Ask(Question.Menu, Phrases.Hello(Shop.Tenant.Name), MenuOptions());
    }

    private TurnResult Start()
    {
        _state = _state.Cleared();
        _draft = Draft.Empty;
        return Greet();
    }

    private TurnResult Stop() => Say(_state.Cleared(), Phrases.Stopped);

    private TurnResult PleaseType() =>
        _state.Asked == Question.Nothing ? Ask(Question.Menu, Phrases.PleaseType, MenuOptions()) : Again(Phrases.PleaseType);

    private TurnResult Miss()
    {
        var misses = _state.Misses + 1;
        if (misses >= MissesBeforePerson) return HandOff("not_understood") with { Missed = true };
        var result = misses == 1
            ? _state.Asked == Question.Nothing ? Ask(Question.Menu, Phrases.Missed + " " + Phrases.TapOne, MenuOptions()) : Again(Phrases.Missed)
            : Ask(Question.Menu, Phrases.TapOne, MenuOptions());
        return result with { State = result.State with { Misses = misses }, Missed = true };
    }

    private TurnResult HandOff(string reason, string? first = null)
    {
        // Asked is cleared: when the bot gets the conversation back it must not take the first "yes" for an answer to an old question.
        var state = _state with { Asked = Question.Nothing, Options = [], Misses = 0, Cancelling = null };
        return new TurnResult(state, new OutboundMessage { Text = Join(first, Phrases.HandedOver(Shop.Tenant.Name)) }, new TurnEffect.HandOff(reason));
    }

    private TurnResult Choose(Option option)
    {
        switch (option.Act)
        {
            case Act.Service:
                _draft = _draft with { Service = option.Id, Start = null, With = null };
                return Advance();
            case Act.Slot:
                return AskBookIt(option.Minute ?? 0, option.Id);
            case Act.Day:
                _draft = _draft.WithoutWhen() with { Date = DateOnly.FromDateTime(Minutes.Local(option.Minute ?? 0, Shop.Zone)) };
                return Advance();
            case Act.Yes:
                return _state.Asked switch { Question.CancelIt => Cancel(), Question.GoOn => Advance(), _ => Book() };
            case Act.No:
                return _state.Asked switch { Question.CancelIt => Keep(), Question.GoOn => Start(), _ => AskChange() };
            case Act.OtherTimes: return MoreTimes();
            case Act.OtherDays: return AskDay();
            case Act.MoreServices: return AskService(option.Minute ?? 0);
            case Act.Prices: return Prices(Understanding.Nothing);
            case Act.Bookings: return MyBookings(Understanding.Nothing);
            case Act.Person: return HandOff("asked_for_a_person");
            case Act.Appointment: return AskCancel(option.Id ?? Guid.Empty);
            case Act.Stop: return Stop();
            default: return Advance();
        }
    }

    // Everything that was understood counts as progress: the misses start over.
    private ConversationState Heard() => _state with { Misses = 0, Draft = _draft };

    private TurnResult Say(ConversationState state, string text) =>
        new(state with { Misses = 0 }, new OutboundMessage { Text = text, QuickReplies = state.Asked == Question.Nothing ? [] : Chips(state.Options) });

    private TurnResult Ask(Question question, string text, IReadOnlyList<Option> options) => new(
        Heard() with { Asked = question, Options = options, Cancelling = question == Question.CancelIt ? _state.Cancelling : null },
        new OutboundMessage { Text = text, QuickReplies = Chips(options), ListLabel = ListLabelOf(question) });

    /// <summary>Puts the open question again, with the same options.</summary>
    private TurnResult Again(string? first)
    {
        var question = _state.Asked switch
        {
            Question.WhichService => Phrases.WhichService,
            Question.WhichTime => Phrases.WhichTime,
            Question.WhichDay => Phrases.WhichDay,
            Question.WhatToChange => Phrases.WhatToChange,
            Question.WhichToCancel => Phrases.WhichToCancel,
            Question.BookIt when DraftSlot() is { } slot => Phrases.BookIt(slot),
            Question.CancelIt when Cancelling() is { } appointment => Phrases.CancelIt(Describe(appointment)),
            Question.GoOn when DraftService() is { } service => Phrases.GoOn(service.Name),
            Question.Menu => Phrases.TapOne,
            _ => null,
        };
        if (question is null) return Ask(Question.Menu, first ?? Phrases.Hello(Shop.Tenant.Name), MenuOptions());
        return new TurnResult(Heard(), new OutboundMessage
        {
            Text = first is null ? question : first + "\n" + question,
            QuickReplies = Chips(_state.Options),
            ListLabel = ListLabelOf(_state.Asked),
        });
    }
}
