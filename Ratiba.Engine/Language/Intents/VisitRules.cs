using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>Visits: booking them, asking for free times, moving, cancelling, asking for the own ones, waiting for a place, being late, being there.</summary>
internal static class VisitRules
{
    private static readonly IdeaSet s_bookable = IdeaSet.Of(Idea.Visit, Idea.Space, Idea.Seat);
    private static readonly IdeaSet s_standing = IdeaSet.Of(Idea.Visit, Idea.Space, Idea.Booked, Idea.Seat);
    private static readonly IdeaSet s_made = IdeaSet.Of(Idea.Visit, Idea.Booked, Idea.Seat);
    private static readonly IdeaSet s_available = IdeaSet.Of(Idea.Exists, Idea.YouHave, Idea.Find, Idea.Whether, Idea.Can, Idea.WouldYou, Idea.What, Idea.Show, Idea.Open, Idea.Tell, Idea.Give);
    private static readonly IdeaSet s_status = IdeaSet.Of(Idea.Confirm, Idea.Check, Idea.When, Idea.Show, Idea.What, Idea.Whether, Idea.Still, Idea.Tell, Idea.If, Idea.HowMany, Idea.List);
    private static readonly IdeaSet s_ownActs = IdeaSet.Of(Idea.Cancel, Idea.Remove, Idea.Move, Idea.Change, Idea.Add);
    private static readonly IdeaSet s_rules = IdeaSet.Of(Idea.Deposit, Idea.HouseRule, Idea.Refund);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        Waitlist(clause, scores);
        Cancel(clause, setting, scores);
        Reschedule(clause, setting, scores);
        Own(clause, setting, scores);
        // "Mnadai deposit ya ngapi ndo mnipee slot" asks for the rule, not for the slot.
        if (!clause.Any(s_rules))
        {
            Availability(clause, setting, scores);
            Book(clause, setting, scores);
        }
        OnTheDay(clause, setting, scores);
    }

    /// <summary>Scores a clause that speaks of other things than the shop's: only what is said outright about a visit.</summary>
    public static void HearDespite(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (!clause.Any(s_standing) && !CannotCome(clause)) return;
        if (clause.Has(Idea.Space) && !clause.Has(Idea.Mine)) return;
        Cancel(clause, setting, scores);
        Reschedule(clause, setting, scores);
    }

    /// <summary>"Sitaweza kufika", "can't make it", "not coming".</summary>
    public static bool CannotCome(in Clause clause) =>
        (clause.Denied.Has(Idea.Come) && !clause.Has(Idea.Prompt) && !clause.Done.Has(Idea.Come)) || (clause.Denied.Has(Idea.Arrive) && !clause.Has(Idea.Prompt) && !clause.Has(Idea.Message))
        || (clause.Denied.Has(Idea.Can) && (clause.Has(Idea.Come) || clause.Has(Idea.Arrive) || clause.Whens > 0) && !clause.Has(Idea.Share));

    private static void Waitlist(in Clause clause, in IntentScores scores)
    {
        var opens = clause.Has(Idea.Space) || clause.Has(Idea.Free) || clause.Has(Idea.Open) || clause.Supposed.Has(Idea.Cancel) || clause.Has(Idea.Find);
        if (clause.Has(Idea.Notify) && opens) scores.Raise(Intent.Waitlist, Clear, clause);
        if (clause.Supposed.Has(Idea.Cancel) && clause.ByOther.Has(Idea.Cancel)) scores.Raise(Intent.Waitlist, Clear, clause);
        if (clause.Has(Idea.List) && clause.Has(Idea.Wait)) scores.Raise(Intent.Waitlist, Sure, clause);
    }

    private static void Cancel(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "I cancelled" and "don't cancel" cancel nothing, but "confirm that it was cancelled" is said by who wants it so (LANGUAGE.md, section 7: the trap).
        if (clause.Does(Idea.Cancel) && !clause.ByYou.Has(Idea.Cancel) | clause.Has(Idea.WouldYou)) scores.Raise(Intent.Cancel, Sure, clause);
        if (clause.Done.Has(Idea.Cancel) && clause.Passive.Has(Idea.Cancel) && (clause.Has(Idea.Confirm) || clause.Has(Idea.Check))) scores.Raise(Intent.Cancel, Clear, clause);
        if (clause.Does(Idea.Remove) && (clause.Any(s_standing) || clause.ForMe.Has(Idea.Remove) || clause.Has(Idea.Name)) && !clause.Has(Idea.Message) && !clause.Has(Idea.List)) scores.Raise(Intent.Cancel, Clear, clause);
        // "No longer need", "sihitaji tena".
        if (clause.Denied.Has(Idea.Want) && (clause.Any(s_standing) || clause.Has(Idea.Again)) && !clause.Has(Idea.Message) && (setting.Asked != Asked.YesNo || clause.Has(Idea.Mine))) scores.Raise(Intent.Cancel, Clear, clause);
        if (CannotCome(clause) && !clause.Supposed.Has(Idea.Come) && setting.Asked != Asked.YesNo | clause.Whens > 0 | clause.Has(Idea.Come)) scores.Raise(Intent.Cancel, Likely, clause);
    }

    private static void Reschedule(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Does(Idea.Move) && !clause.Has(Idea.Prompt) && (!clause.Has(Idea.Money) || clause.Any(s_standing))) scores.Raise(Intent.Reschedule, Sure, clause);
        var midway = setting.Asked != Asked.Nothing;
        if (clause.Does(Idea.Change) && (clause.Has(Idea.Visit) || clause.Has(Idea.Space) || clause.Has(Idea.Booked) || (clause.Has(Idea.Mine) && setting.Has(HeardSlots.Service | HeardSlots.When)))) scores.Raise(Intent.Reschedule, Clear, clause);
        else if (clause.Does(Idea.Change) && setting.Has(HeardSlots.When) && !midway) scores.Raise(Intent.Reschedule, Fair, clause);
        if (clause.Has(Idea.Other) && (clause.Has(Idea.Day) || clause.Has(Idea.Time)) && clause.Has(Idea.Mine)) scores.Raise(Intent.Reschedule, Likely, clause);
    }

    private static void Own(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Any(s_ownActs)) return;
        var mine = clause.Has(Idea.Mine) || clause.Has(Idea.IHave) || clause.Has(Idea.Booked);
        if (clause.Any(s_standing) && mine && (clause.Asks || clause.Any(s_status))) scores.Raise(Intent.MyBookings, Clear, clause);
        else if (clause.Has(Idea.Visit) && clause.Has(Idea.Mine)) scores.Raise(Intent.MyBookings, Fair, clause);
        // "Thibitisha uhifadhi wa meza": the status of one that stands.
        if ((clause.Has(Idea.Confirm) || clause.Has(Idea.Check)) && (clause.Any(s_made) || (clause.Has(Idea.Space) && (mine || clause.Has(Idea.Confirm)))) && !clause.Done.Has(Idea.Cancel)) scores.Raise(Intent.MyBookings, Clear, clause);
    }

    private static void Availability(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Has(Idea.Space) && (clause.Asks || clause.Any(s_available)) && !clause.Has(Idea.Mine)) scores.Raise(Intent.CheckAvailability, clause.Asks || clause.Has(Idea.Exists) || clause.Has(Idea.YouHave) ? Clear : Fair, clause);
        if (clause.Has(Idea.Free) && setting.Asked != Asked.Staff && (clause.Asks || clause.Any(s_available) || clause.Whens > 0 || setting.Has(HeardSlots.Staff))) scores.Raise(Intent.CheckAvailability, Clear, clause);
        if (clause.Does(Idea.Full)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Has(Idea.Open) && clause.Has(Idea.Time) && !clause.Has(Idea.When)) scores.Raise(Intent.CheckAvailability, Clear, clause);
        var visits = clause.Has(Idea.Come) || clause.Has(Idea.Find) || clause.Has(Idea.Do) || clause.Has(Idea.Arrive) || (clause.Has(Idea.Take) && !clause.ByMe.Has(Idea.Take));
        if (clause.Has(Idea.YouHave) && clause.Has(Idea.Time) && !clause.Has(Idea.When)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Does(Idea.Can) && visits && !clause.Has(Idea.Kind)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        else if ((clause.Does(Idea.Can) || (clause.Does(Idea.WouldYou) && !clause.Has(Idea.Book))) && (clause.Whens > 0 || setting.Has(HeardSlots.When)) && setting.Has(HeardSlots.Service)) scores.Raise(Intent.CheckAvailability, Fair, clause);
        if (clause.Supposed.Has(Idea.Come) && !clause.ByYou.Has(Idea.Come) && !clause.Has(Idea.BeLate) && !clause.Has(Idea.Discount) && (clause.Has(Idea.Find) || clause.Asks)) scores.Raise(Intent.CheckAvailability, Fair, clause);
        if (clause.Has(Idea.Present) && !clause.Has(Idea.Okay) && !clause.Has(Idea.Fits) && (setting.Has(HeardSlots.Staff) || clause.Has(Idea.Person) || clause.Has(Idea.Who))) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Has(Idea.Exists) && clause.Has(Idea.Person) && setting.Has(HeardSlots.Service)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Has(Idea.Exists) && clause.Asks && setting.Has(HeardSlots.When)) scores.Raise(Intent.CheckAvailability, Implied, clause);
    }

    private static void Book(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Does(Idea.Book) && !clause.Any(s_ownActs) && !clause.ByYou.Has(Idea.Book) | clause.Has(Idea.WouldYou) | clause.ForMe.Has(Idea.Book)) scores.Raise(Intent.Book, Clear, clause);
        if (clause.Does(Idea.Put) && (clause.Any(s_bookable) || clause.ForMe.Has(Idea.Put) || setting.Has(HeardSlots.Service)) && !clause.Has(Idea.List)) scores.Raise(Intent.Book, Clear, clause);
        if (clause.Does(Idea.Do) && (clause.ForMe.Has(Idea.Do) || clause.Passive.Has(Idea.Do)) && setting.Has(HeardSlots.OfBooking)) scores.Raise(Intent.Book, Fair, clause);
        var wants = Wants(clause);
        if (wants && clause.Any(s_bookable) && !clause.Has(Idea.Mine)) scores.Raise(Intent.Book, Clear, clause);
        else if (wants && setting.Has(HeardSlots.OfBooking) && !clause.Has(Idea.Message)) scores.Raise(Intent.Book, Likely, clause);
        else if (clause.Does(Idea.Help) && clause.Any(s_bookable)) scores.Raise(Intent.Book, Clear, clause);
        else if (wants && (clause.Has(Idea.Come) || clause.Has(Idea.Service) || clause.Has(Idea.House))) scores.Raise(Intent.Book, Fair, clause);
        if (clause.Does(Idea.Add) && setting.Has(HeardSlots.Service)) scores.Raise(Intent.Book, Likely, clause);
        if (clause.Does(Idea.Come) && clause.ByMe.Has(Idea.Come) && !clause.Has(Idea.Can) && setting.Has(HeardSlots.When)) scores.Raise(Intent.Book, Implied, clause);
    }

    // "You want" asks; "can I get" asks, too.
    private static bool Wants(in Clause clause) =>
        !clause.Has(Idea.Boss) && !clause.Has(Idea.Speak) && ((clause.Does(Idea.Want) && !clause.Has(Idea.Other) && (!clause.ByYou.Has(Idea.Want) || clause.ByMe.Has(Idea.Want)))
        || (!clause.Does(Idea.Can) && (clause.Does(Idea.Give) || clause.Does(Idea.Take) || (clause.Does(Idea.Find) && !clause.ByMe.Has(Idea.Find)))));

    private static void OnTheDay(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Has(Idea.Ride) && (clause.Has(Idea.Fail) || clause.Has(Idea.Spoil))) scores.Raise(Intent.RunningLate, Likely, clause);
        if (clause.Has(Idea.BeLate) && !clause.Supposed.Has(Idea.BeLate) && !clause.Supposed.Has(Idea.Come) && !clause.Denied.Has(Idea.BeLate)) scores.Raise(Intent.RunningLate, Clear, clause);
        if (clause.Has(Idea.OnTheWay)) scores.Raise(Intent.RunningLate, Likely, clause);
        if (clause.Has(Idea.Wait) && clause.ForMe.Has(Idea.Wait) && !clause.Has(Idea.List)) scores.Raise(Intent.RunningLate, Fair, clause);
        if (clause.Done.Has(Idea.Arrive) && !clause.Denied.Has(Idea.Arrive)) scores.Raise(Intent.Arrived, Clear, clause);
        if (clause.ForMe.Has(Idea.Open)) scores.Raise(Intent.Arrived, Fair, clause);
    }
}
