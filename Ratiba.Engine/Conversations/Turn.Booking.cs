using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Engine.Language;
using Ratiba.Engine.Messaging;

namespace Ratiba.Engine.Conversations;

/// <summary>From a wish to a yes.</summary>
internal sealed partial class Turn
{
    /// <summary>The row is there: only now is it said (CV6).</summary>
    public static TurnResult Booked(ConversationState state, Appointment made, in TurnSetting setting)
    {
        Turn turn = new(state, setting);
        var shop = setting.Shop;
        var service = shop.ServiceIndex(made.ServiceId);
        var person = shop.StaffIndex(made.StaffId);
        var slot = service < 0 || person < 0
            ? turn.Describe(made)
            : turn.Facts.Slot(
                shop.Services[service] with { DurationMin = (int)made.During.Length.TotalMinutes, PriceKes = made.PriceKes }, shop.Staff[person].Name,
                Minutes.Of(made.During.Start), shop.Zone);
        var next = turn._state.Cleared() with { Last = new LastChoice(made.ServiceId, made.StaffId) };
        return new TurnResult(next, new OutboundMessage { Text = turn.Phrases.Booked(made, slot) });
    }

    /// <summary>
    /// Someone else was faster. The diary shows it by now: if anyone would do and another is free at that time, that one is booked; else the nearest times are offered.
    /// </summary>
    public static TurnResult SlotLost(ConversationState state, TurnEffect.Book lost, in TurnSetting setting)
    {
        Turn turn = new(state, setting);
        if (turn._draft.Staff is null && turn.DraftService() is not null)
        {
            var local = Minutes.Local(lost.Start, setting.Shop.Zone);
            if (turn.Search().At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) is { } other) return turn.Book(other);
        }
        return turn.Lost(lost.Start);
    }

    private SlotSearch Search()
    {
        var staff = _draft.Staff is { } id ? Shop.StaffIndex(id) : Availability.Anyone;
        return SlotSearch.From(Shop, Shop.ServiceIndex(_draft.Service ?? Guid.Empty), staff, _setting.Diary, _setting.Now, _setting.Lead);
    }

    private static Wish WishOf(Draft draft) => new(
        draft.Date, draft.Time, draft.Part,
        draft.From is { } from && draft.To is { } to ? new ClockWindow(from, to) : null);

    /// <summary>Goes on with what is known: asks for what is missing, or puts the slot to the customer.</summary>
    private TurnResult Advance()
    {
        if (_draft.Service is null) return AskService(0);
        if (DraftService() is not { } service)
        {
            _draft = _draft with { Service = null };
            return AskService(0, Phrases.ServiceGone);
        }
        string? first = null;
        if (_draft.Staff is { } asked && Shop.StaffIndex(asked) is var person && (person < 0 || !service.Staff.Contains(person)))
        {
            if (person >= 0) first = Phrases.DoesNotDo(Shop.Staff[person].Name, service.Name);
            _draft = _draft with { Staff = null };
        }

        var search = Search();
        if (_draft.Date is { } far && far > search.LastDay)
        {
            _draft = _draft with { Date = null };
            return Offer(search, service, Join(first, Phrases.TooFar(Facts.Day(search.LastDay))));
        }
        if (_draft.Date is { } day && Shop.Hours.On(day.DayOfWeek).IsEmpty) return Offer(search, service, Join(first, Phrases.ClosedOn(Facts.Day(day))));
        if (_draft.Time is not { } time) return Offer(search, service, first);

        if (_draft.OtherTime is { } other && EitherTime(search, time, other) is { } which) return which;
        time = _draft.Time ?? time;
        var on = _draft.Date ?? FirstDayFor(search, time);
        if (search.At(on, time) is { } slot && first is null) return AskBookIt(slot.Start, Shop.Staff[slot.Staff].Id);
        _draft = _draft with { Date = on };
        var when = $"{Facts.ShortDay(on)}, {Facts.Clock(time)}";
        var tooSoon = on < search.FirstDay || (on == search.FirstDay && time < TimeOnly.FromDateTime(Minutes.Local(search.Earliest, Shop.Zone)));
        return Offer(search, service, Join(first, search.At(on, time) is null ? tooSoon ? Phrases.PastTime(when) : Phrases.NotFree(when) : null));
    }

    // "saa 4" is 10:00 or 16:00: the free one is taken and said in both clocks; when both are free the customer chooses (Spec 1).
    private TurnResult? EitherTime(in SlotSearch search, TimeOnly one, TimeOnly other)
    {
        var free = search.At(_draft.Date ?? FirstDayFor(search, one), one);
        var otherFree = search.At(_draft.Date ?? FirstDayFor(search, other), other);
        _draft = _draft with { OtherTime = null, Time = free is null && otherFree is not null ? other : one };
        if (free is not { } first || otherFree is not { } second) return null;
        _draft = _draft with { Time = null };
        return Ask(Question.WhichTime, Phrases.WhichOfTwo(Facts.Clock(one), Facts.Clock(other)), [SlotOption(first), SlotOption(second)]);
    }

    // A time without a day is today's if it can still be had, else tomorrow's.
    private DateOnly FirstDayFor(in SlotSearch search, TimeOnly time) =>
        search.At(search.FirstDay, time) is not null || time > TimeOnly.FromDateTime(Minutes.Local(search.Earliest, Shop.Zone))
            ? search.FirstDay
            : search.FirstDay.AddDays(1);

    private TurnResult Offer(in SlotSearch search, Service service, string? first)
    {
        Span<Slot> slots = stackalloc Slot[SlotOffer.Few];
        var count = SlotOffer.Choose(search, WishOf(_draft), slots);
        _draft = _draft with { Start = null, With = null };
        if (count == 0)
            return Ask(Question.WhatToChange, Join(first, Phrases.NoTime(service.Name, Facts.Day(search.LastDay))), [OtherService(), Person()]);
        var options = new Option[count + 1];
        for (var i = 0; i < count; i++) options[i] = SlotOption(slots[i]);
        options[count] = new Option(Phrases.OtherTimes, "other times", Act.OtherTimes);
        return Ask(Question.WhichTime, Join(first, Phrases.TimesFor(service.Name, Facts.Of(service))), options);
    }

    private TurnResult MoreTimes()
    {
        if (DraftService() is null) return Advance();
        var search = Search();
        // The day that was last offered; the wish for a time of day has led to it and is used up.
        HashSet<int> offered = [];
        var day = _draft.Date ?? search.FirstDay;
        foreach (var option in _state.Options)
            if (option is { Act: Act.Slot, Minute: { } minute }) offered.Add(minute);
        if (_draft.Start is { } start) offered.Add(start);
        if (offered.Count > 0) day = DateOnly.FromDateTime(Minutes.Local(offered.Min(), Shop.Zone));
        _draft = _draft.WithoutWhen() with { Date = day };

        Span<Slot> slots = stackalloc Slot[Rows - 2];
        var count = SlotOffer.More(search, day, offered, slots);
        if (count == 0) return AskDay();
        var options = new Option[count + 1];
        for (var i = 0; i < count; i++) options[i] = SlotOption(slots[i]);
        options[count] = new Option(Phrases.OtherDays, "other days", Act.OtherDays);
        return Ask(Question.WhichTime, Phrases.WhichTime, options);
    }

    private TurnResult AskDay()
    {
        if (DraftService() is not { } service) return Advance();
        var search = Search();
        List<Option> days = [];
        Span<Slot> free = stackalloc Slot[Availability.MostPerDay];
        for (var day = search.FirstDay; day <= search.LastDay && days.Count < Rows; day = day.AddDays(1))
        {
            var count = search.On(day, free);
            if (count > 0) days.Add(new Option(Facts.ShortDay(day), Facts.ShortDay(day), Act.Day, null, free[0].Start));
        }
        _draft = _draft.WithoutWhen();
        return days.Count == 0
            ? Ask(Question.WhatToChange, Phrases.NoTime(service.Name, Facts.Day(search.LastDay)), [OtherService(), Person()])
            : Ask(Question.WhichDay, Phrases.WhichDay, days);
    }

    private TurnResult AskBookIt(int start, Guid? with)
    {
        var local = Minutes.Local(start, Shop.Zone);
        _draft = _draft with { Date = DateOnly.FromDateTime(local), Time = TimeOnly.FromDateTime(local), OtherTime = null, Part = null, From = null, To = null, Start = start, With = with };
        return DraftSlot() is { } slot ? Ask(Question.BookIt, Phrases.BookIt(slot), YesNo()) : Advance();
    }

    /// <summary>The yes. The time is looked up once more: it may have gone since it was offered.</summary>
    private TurnResult Book()
    {
        if (DraftService() is null || _draft.Start is not { } start) return Advance();
        var local = Minutes.Local(start, Shop.Zone);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var search = Search();
        // The person named in the question first; when anyone would do, whoever is free now.
        var named = _draft.With is { } with ? (search with { Staff = Shop.StaffIndex(with) }).At(day, time) : null;
        return (named ?? search.At(day, time)) is { } slot ? Book(slot) : Lost(start);
    }

    private TurnResult Book(Slot slot)
    {
        _draft = _draft with { Start = slot.Start, With = Shop.Staff[slot.Staff].Id };
        var service = Shop.Services[Shop.ServiceIndex(_draft.Service ?? Guid.Empty)];
        // The question stays open until the row exists: a lost connection leaves the customer where they were.
        return new TurnResult(Heard(), null, new TurnEffect.Book(service, Shop.Staff[slot.Staff], slot.Start));
    }

    private TurnResult Lost(int start)
    {
        var local = Minutes.Local(start, Shop.Zone);
        _draft = _draft with { Date = DateOnly.FromDateTime(local), Time = TimeOnly.FromDateTime(local), Start = null, With = null };
        return DraftService() is { } service ? Offer(Search(), service, Phrases.JustTaken) : Advance();
    }

    private TurnResult AskChange() => Ask(Question.WhatToChange, Phrases.WhatToChange, Changes());

    private TurnResult AskWhich(IReadOnlyList<int> services)
    {
        _draft = _draft with { Service = null, Start = null, With = null };
        var options = new Option[Math.Min(services.Count, Rows)];
        for (var i = 0; i < options.Length; i++) options[i] = ServiceOption(services[i]);
        return Ask(Question.WhichService, Phrases.WhichOne, options);
    }

    private TurnResult AskService(int from, string? first = null)
    {
        _draft = _draft with { Service = null, Start = null, With = null };
        if (from < 0 || from >= Shop.Services.Length) from = 0;
        var left = Shop.Services.Length - from;
        var shown = left <= Rows ? left : Rows - 1;
        var options = new Option[shown == left ? shown : Rows];
        for (var i = 0; i < shown; i++) options[i] = ServiceOption(from + i);
        if (shown < left) options[shown] = new Option(Phrases.More, "more", Act.MoreServices, null, from + shown);
        return Ask(Question.WhichService, Join(first, Phrases.WhichService), options);
    }

    private int NextPage()
    {
        foreach (var option in _state.Options)
            if (option is { Act: Act.MoreServices, Minute: { } from }) return from;
        return 0;
    }

    private static string Join(string? first, string? second) => string.IsNullOrEmpty(first) ? second ?? "" : string.IsNullOrEmpty(second) ? first : first + " " + second;
}
