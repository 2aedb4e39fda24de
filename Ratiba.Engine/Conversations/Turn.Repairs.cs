using Ratiba.Engine.Language;

namespace Ratiba.Engine.Conversations;

/// <summary>What comes before everything else, and the ways back (CV2, CV18).</summary>
internal sealed partial class Turn
{
    // A person, anger and money claims are never argued with by a machine; "stop" and "start over" always work.
    private TurnResult? Urgent(Understanding heard)
    {
        if (heard.Has(Intent.Human)) return HandOff("asked_for_a_person");
        if (heard.Has(Intent.Complaint)) return HandOff("complaint", Phrases.Sorry);
        // Neither believed nor refused: who says that money was sent, or that it failed, gets somebody who can look (Spec 2).
        if (heard.Has(Intent.Receipt) || heard.Has(Intent.HasPaid) || heard.Has(Intent.PaymentFailed)) return HandOff("payment_claim", Phrases.PaymentIsChecked);
        if (heard.Has(Intent.RunningLate)) return HandOff("running_late", Phrases.ThanksForTelling);
        if (heard.Has(Intent.Arrived)) return HandOff("arrived", Phrases.ThanksForTelling);
        if (heard.Has(Intent.Waitlist)) return HandOff("waitlist");
        return heard.Best switch { Intent.OptOut => Stop(), Intent.StartOver => Start(), _ => null };
    }

    private TurnResult? Repair(Understanding heard)
    {
        if (heard.HasSlots) return null;
        if (heard.Has(Intent.Repeat)) return Again(null);
        if (heard.Has(Intent.GoBack)) return GoBack();
        return heard.Has(Intent.Skip) ? Skip() : null;
    }

    // One question back; what was answered before it stays.
    private TurnResult GoBack()
    {
        switch (_state.Asked)
        {
            case Question.BookIt or Question.WhatToChange:
                _draft = _draft with { Time = null, OtherTime = null, Part = null, From = null, To = null, Start = null, With = null };
                return Advance();
            case Question.WhichTime or Question.WhichDay: return AskService(0);
            case Question.WhichToCancel or Question.CancelIt: return Keep();
            case Question.WhichService or Question.GoOn: return Ask(Question.Menu, Phrases.TapOne, MenuOptions());
            default: return Again(null);
        }
    }

    // A question that can be left open is: any day, any time. Which service cannot.
    private TurnResult Skip()
    {
        if (_state.Asked is Question.WhichDay or Question.WhichTime && DraftService() is not null)
        {
            _draft = _draft.WithoutWhen();
            return Advance();
        }
        return _state.Asked is Question.GoOn ? Start() : Again(null);
    }

    private TurnResult Usual(Understanding heard)
    {
        if (_state.Last is not { } last || Shop.ServiceIndex(last.Service) < 0) return heard.HasSlots ? Wish(heard) : AskService(0, Phrases.NoUsual);
        _draft = _draft with { Service = last.Service, Staff = Shop.StaffIndex(last.Staff) < 0 ? null : last.Staff, Start = null, With = null };
        return Wish(heard);
    }

    private TurnResult DoNotKnow() =>
        _state.Asked is Question.Nothing or Question.Menu ? Ask(Question.Menu, Phrases.DoNotKnow, MenuOptions()) : Again(Phrases.DoNotKnow);
}
