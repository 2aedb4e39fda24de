using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Visits that stand: moving, cancelling, asking for the own ones, waiting for a place, being late, being there. New ones are in
/// <see cref="BookingRules"/>.
/// </summary>
internal static class VisitRules
{
    private static readonly IdeaSet s_standing = IdeaSet.Of(Idea.Visit, Idea.Space, Idea.Booked, Idea.Seat);
    private static readonly IdeaSet s_made = IdeaSet.Of(Idea.Visit, Idea.Booked, Idea.Seat);
    private static readonly IdeaSet s_status = IdeaSet.Of(
        Idea.Confirm, Idea.Check, Idea.When, Idea.Show, Idea.What, Idea.Whether, Idea.Still, Idea.Tell, Idea.If, Idea.HowMany, Idea.List);

    // What a fee is asked for, not ordered: "how much notice do I need to cancel".
    private static readonly IdeaSet s_asksTerms = IdeaSet.Of(Idea.Price, Idea.HowMany);

    /// <summary>What one does with a visit that is there.</summary>
    public static readonly IdeaSet OwnActs = IdeaSet.Of(Idea.Cancel, Idea.Remove, Idea.Move, Idea.Change, Idea.Add);
    private static readonly IdeaSet s_arriving = IdeaSet.Of(Idea.Arrive, Idea.Come);
    private static readonly IdeaSet s_going = IdeaSet.Of(
        Idea.Come, Idea.Put, Idea.Book, Idea.Find, Idea.Do, Idea.Groom, Idea.Want, Idea.Arrive, Idea.Can, Idea.Take, Idea.Send);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        Waitlist(clause, scores);
        Cancel(clause, setting, scores);
        Reschedule(clause, setting, scores);
        Own(clause, setting, scores);
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
    public static bool CannotCome(in Clause clause)
    {
        // "Nimeshindwa kuja"
        if (clause.ByMe.Has(Idea.Fail) && (clause.Has(Idea.Come) || clause.Has(Idea.Arrive))) return true;
        if (clause.Denied.Has(Idea.Come) && !clause.ByThing.Has(Idea.Come) && !clause.Has(Idea.Prompt) && !clause.Done.Has(Idea.Come)) return true;
        if (clause.Denied.Has(Idea.Arrive) && !clause.ByThing.Has(Idea.Arrive) && !clause.Has(Idea.Prompt) && !clause.Has(Idea.Message)) return true;
        return clause.Denied.Has(Idea.Can) && (clause.Has(Idea.Come) || clause.Has(Idea.Arrive) || clause.Whens > 0) && !clause.Has(Idea.Share);
    }

    private static void Waitlist(in Clause clause, in IntentScores scores)
    {
        var opens = clause.Has(Idea.Space) || clause.Has(Idea.Free) || clause.Has(Idea.Open) || clause.Supposed.Has(Idea.Cancel)
            || clause.Has(Idea.Find);
        if (clause.Has(Idea.Notify) && opens) scores.Raise(Intent.Waitlist, Clear, clause);
        // "Kukitokea slot nipigie": to be called if there is one.
        if (clause.Has(Idea.Speak) && opens && !clause.Supposed.IsEmpty) scores.Raise(Intent.Waitlist, Clear, clause);
        if (clause.Supposed.Has(Idea.Cancel) && clause.ByOther.Has(Idea.Cancel)) scores.Raise(Intent.Waitlist, Clear, clause);
        if (clause.Has(Idea.List) && clause.Has(Idea.Wait)) scores.Raise(Intent.Waitlist, Sure, clause);
    }

    private static void Cancel(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "I cancelled" and "don't cancel" cancel nothing, but "confirm that it was cancelled" is said by who wants it so (LANGUAGE.md, section 7:
        // the trap).
        if (clause.Does(Idea.Cancel) && !clause.ByYou.Has(Idea.Cancel) | clause.Has(Idea.WouldYou) && !clause.Any(s_asksTerms))
            scores.Raise(Intent.Cancel, Sure, clause);
        if (clause.Done.Has(Idea.Cancel) && clause.Passive.Has(Idea.Cancel) && (clause.Has(Idea.Confirm) || clause.Has(Idea.Check)))
            scores.Raise(Intent.Cancel, Clear, clause);
        if (clause.Done.Has(Idea.Cancel) && clause.Does(Idea.Want)) scores.Raise(Intent.Cancel, Clear, clause);
        if (Removes(clause)) scores.Raise(Intent.Cancel, Clear, clause);
        // "Usiniwekee nafasi tena kesho", with nothing asked: what stood is taken back.
        if ((clause.Denied.Has(Idea.Put) || clause.Denied.Has(Idea.Book)) && setting.Asked == Asked.Nothing && clause.Whens > 0
            && (clause.Has(Idea.Again) || clause.Any(s_standing)))
            scores.Raise(Intent.Cancel, Clear, clause);
        // "Achana na booking yangu", "hiyo ya ijumaa wacheni tu".
        var drops = clause.Does(Idea.Forget) || clause.Does(Idea.Stop);
        if (clause.Does(Idea.Forget) && clause.Any(s_made)) scores.Raise(Intent.Cancel, Clear, clause);
        else if (drops && clause.Whens > 0 && setting.Asked == Asked.Nothing && !clause.Has(Idea.Message) && !clause.Any(s_going))
            scores.Raise(Intent.Cancel, Likely, clause);
        // "Remove the pedicure": of a visit that is there, or is being read back (Settlement).
        var takesOut = clause.Does(Idea.Remove) && !clause.Has(Idea.Want) && !clause.Has(Idea.Can) && !clause.Has(Idea.Mine);
        if (takesOut && setting.Has(HeardSlots.Service)) scores.Raise(Intent.Cancel, Fair, clause);
        // "No longer need", "sihitaji tena".
        var unwanted = clause.Denied.Has(Idea.Want) && (clause.Any(s_standing) || clause.Has(Idea.Again)) && !clause.Has(Idea.Message)
            && !clause.RefusesAct;
        if (unwanted && (setting.Asked != Asked.YesNo || clause.Has(Idea.Mine))) scores.Raise(Intent.Cancel, Clear, clause);
        if (CannotCome(clause) && !clause.Supposed.Has(Idea.Come) && GivesUp(clause, setting)) scores.Raise(Intent.Cancel, Likely, clause);
    }

    // "I'm not available Tuesday" where a day was asked for gives no visit up.
    private static bool GivesUp(in Clause clause, in IntentSetting setting) => setting.Asked switch
    {
        Asked.YesNo => clause.Whens > 0 || clause.Has(Idea.Come),
        Asked.Day or Asked.Time => clause.Has(Idea.Come) || clause.Has(Idea.Arrive) || clause.Whens == 0,
        _ => true,
    };

    // "Remove my name from tomorrow", "take me off the list for Tuesday's appointment"; off a list alone is an address taken back.
    private static bool Removes(in Clause clause) => clause.Does(Idea.Remove) && !clause.Has(Idea.Message)
        && (clause.Has(Idea.List) ? clause.Any(s_made) || clause.Whens > 0 : clause.Any(s_standing) || clause.ForMe.Has(Idea.Remove)
            || clause.Has(Idea.Name));

    private static void Reschedule(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Does(Idea.Move) && !clause.Has(Idea.Prompt) && (!clause.Has(Idea.Money) || clause.Any(s_standing)))
            scores.Raise(Intent.Reschedule, Sure, clause);
        // "Nataka ile ya kesho iwe ijumaa", "tukutane ijumaa badala ya kesho"
        var replaces = clause.Has(Idea.Becomes) || clause.Has(Idea.Instead);
        if (replaces && clause.Whens > 1 && setting.Asked == Asked.Nothing) scores.Raise(Intent.Reschedule, Likely, clause);
        // "Toa ya Alhamisi weka Jumapili"
        if (clause.Does(Idea.Remove) && clause.Does(Idea.Put) && clause.Whens > 1) scores.Raise(Intent.Reschedule, Clear, clause);
        var midway = setting.Asked != Asked.Nothing;
        var ours = clause.Has(Idea.Visit) || clause.Has(Idea.Space) || clause.Has(Idea.Booked)
            || (clause.Has(Idea.Mine) && setting.Has(HeardSlots.Service | HeardSlots.When));
        if (clause.Does(Idea.Change) && ours) scores.Raise(Intent.Reschedule, Clear, clause);
        else if (clause.Does(Idea.Change) && !midway
            && (setting.Has(HeardSlots.When | HeardSlots.Staff) || clause.Has(Idea.Day) || clause.Has(Idea.Time)))
            scores.Raise(Intent.Reschedule, Fair, clause);
        // "Change my stylist".
        if (clause.Does(Idea.Change) && !midway && clause.Has(Idea.Mine) && clause.Has(Idea.House)) scores.Raise(Intent.Reschedule, Fair, clause);
        if (clause.Has(Idea.Other) && (clause.Has(Idea.Day) || clause.Has(Idea.Time)) && clause.Has(Idea.Mine))
            scores.Raise(Intent.Reschedule, Likely, clause);
    }

    private static void Own(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Did you move me", "have you cancelled my booking": how it stands.
        var cancelled = clause.Done.Has(Idea.Cancel) && (clause.Any(s_made) || clause.Asks) && !clause.Has(Idea.Confirm) && !clause.Has(Idea.Check)
            && !clause.Has(Idea.Want);
        if (clause.AsksDone || (cancelled && !clause.ByMe.Has(Idea.Cancel))) scores.Raise(Intent.MyBookings, Clear, clause);
        if (clause.Any(OwnActs)) return;
        var mine = clause.Has(Idea.Mine) || clause.Has(Idea.IHave) || clause.Has(Idea.Booked);
        if (clause.Any(s_standing) && mine && (clause.Asks || clause.Any(s_status))) scores.Raise(Intent.MyBookings, Clear, clause);
        else if (clause.Has(Idea.Visit) && clause.Has(Idea.Mine)) scores.Raise(Intent.MyBookings, Fair, clause);
        // "Kesho niko na nani?"
        if (clause.Has(Idea.IHave) && clause.Has(Idea.Who)) scores.Raise(Intent.MyBookings, Fair, clause);
        // "Thibitisha uhifadhi wa meza": the status of one that stands.
        var stands = clause.Any(s_made) || (clause.Has(Idea.Space) && (mine || clause.Has(Idea.Confirm)));
        if ((clause.Has(Idea.Confirm) || clause.Has(Idea.Check)) && stands && !clause.Done.Has(Idea.Cancel))
            scores.Raise(Intent.MyBookings, Clear, clause);
        // "Who is doing my hair tomorrow": the visit is made, its person is asked for.
        if (clause.Has(Idea.Who) && clause.Has(Idea.Groom) && clause.Has(Idea.Mine) | setting.Has(HeardSlots.When))
            scores.Raise(Intent.MyBookings, Likely, clause);
    }

    private static void OnTheDay(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Has(Idea.Ride) && (clause.Has(Idea.Fail) || clause.Has(Idea.Spoil))) scores.Raise(Intent.RunningLate, Likely, clause);
        if (clause.Has(Idea.BeLate) && !clause.Supposed.Has(Idea.BeLate) && !clause.Supposed.Has(Idea.Come) && !clause.Denied.Has(Idea.BeLate))
            scores.Raise(Intent.RunningLate, Clear, clause);
        if (clause.Has(Idea.Ride) && clause.Does(Idea.Wait) && !clause.ForMe.Has(Idea.Wait)) scores.Raise(Intent.RunningLate, Likely, clause);
        // "Nafika dakika kumi"
        var mine = !clause.ByYou.Any(s_arriving) && !clause.ByThing.Any(s_arriving) && !clause.ByOther.Any(s_arriving);
        if ((clause.Does(Idea.Arrive) || clause.Does(Idea.Come)) && mine && setting.Has(HeardSlots.Duration)
            && !setting.Has(HeardSlots.When | HeardSlots.Service))
            scores.Raise(Intent.RunningLate, Likely, clause);
        if (clause.Has(Idea.OnTheWay)) scores.Raise(Intent.RunningLate, Likely, clause);
        if (clause.Has(Idea.Wait) && clause.ForMe.Has(Idea.Wait) && !clause.Has(Idea.List)) scores.Raise(Intent.RunningLate, Fair, clause);
        // "Nimekuja", and no more: a longer story tells when.
        if (clause.Done.Has(Idea.Come) && clause.ByMe.Has(Idea.Come) && clause.Said.Count == 1 && clause.Whens == 0)
            scores.Raise(Intent.Arrived, Fair, clause);
        if (clause.Done.Has(Idea.Arrive) && !clause.Denied.Has(Idea.Arrive)) scores.Raise(Intent.Arrived, Clear, clause);
        if (clause.ForMe.Has(Idea.Open)) scores.Raise(Intent.Arrived, Fair, clause);
    }
}
