using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>What keeps a conversation going: yes and no, corrections, back and again, stop and start, a person instead of a machine.</summary>
internal static class TalkRules
{
    private static readonly IdeaSet s_agreement = IdeaSet.Of(Idea.Yes, Idea.Okay, Idea.Fits);
    private static readonly IdeaSet s_talk = IdeaSet.Of(Idea.Message, Idea.Receive);
    private static readonly IdeaSet s_alternatives = IdeaSet.Of(
        Idea.Want, Idea.Find, Idea.WouldYou, Idea.Can, Idea.Exists, Idea.Option, Idea.Time, Idea.Day, Idea.Space, Idea.Show, Idea.YouHave, Idea.What,
        Idea.Person, Idea.Give);
    private static readonly IdeaSet s_undoing = IdeaSet.Of(Idea.Cancel, Idea.Move, Idea.Change);
    private static readonly IdeaSet s_own = IdeaSet.Of(Idea.Number, Idea.Name);
    private static readonly IdeaSet s_seeking = IdeaSet.Of(Idea.Want, Idea.Give, Idea.Where, Idea.Who);
    private static readonly IdeaSet s_people = IdeaSet.Of(Idea.Person, Idea.Boss);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        Answer(clause, setting, scores);
        Steer(clause, setting, scores);
        Messages(clause, scores);
        People(clause, setting, scores);
        Complain(clause, setting, scores);
    }

    private static void Answer(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        var asked = setting.Asked == Asked.YesNo;
        if (clause.RefusesAct) scores.Raise(Intent.Deny, Clear, clause);
        if (clause.Does(Idea.Yes)) scores.Raise(Intent.Confirm, asked ? Sure : Clear, clause);
        else if (BookingRules.Proposes(clause)) scores.Raise(Intent.Confirm, Faint, clause);
        else if (clause.Does(Idea.Fits) && asked) scores.Raise(Intent.Confirm, Clear, clause);
        else if (clause.Does(Idea.Okay)) scores.Raise(Intent.Confirm, asked ? Clear : Fair, clause);
        else if (clause.Does(Idea.Fits)) scores.Raise(Intent.Confirm, Implied, clause);
        // "I'll be there", "nitakuja bila shaka", "confirming I come at two".
        if (clause.Does(Idea.Confirm) && clause.ByMe.Has(Idea.Confirm)) scores.Raise(Intent.Confirm, Clear, clause);
        var goesAhead = clause.Does(Idea.Book) || clause.Does(Idea.Put) || clause.Does(Idea.Confirm) || clause.Does(Idea.GoOn)
            || (clause.Does(Idea.Come) && clause.ByMe.Has(Idea.Come));
        if (asked && goesAhead && !setting.Has(HeardSlots.OfBooking))
            scores.Raise(Intent.Confirm, Likely, clause);
        // "Sitachelewa" says that one comes.
        if (asked && clause.Denied.Has(Idea.BeLate) && clause.ByMe.Has(Idea.BeLate)) scores.Raise(Intent.Confirm, Likely, clause);
        if (asked && (clause.Does(Idea.Accept) || clause.Done.Has(Idea.Accept)) && !clause.Has(Idea.PayWay))
            scores.Raise(Intent.Confirm, Clear, clause);

        if (clause.Has(Idea.No)) scores.Raise(Intent.Deny, asked ? Sure : Clear, clause);
        if (clause.Denied.Any(s_agreement)) scores.Raise(Intent.Deny, Clear, clause);
        if (clause.DeniesWhen) scores.Raise(Intent.Deny, asked ? Clear : Implied, clause);
        if (asked && clause.Has(Idea.Not) && clause.Denied.IsEmpty) scores.Raise(Intent.Deny, Likely, clause);
        // "Usiweke", "don't book it", "sitaki", "siwezi": whatever was proposed is refused.
        if (clause.Denied.Has(Idea.Book) || clause.Denied.Has(Idea.Put) || clause.Denied.Has(Idea.Take) || clause.Denied.Has(Idea.Accept))
            scores.Raise(Intent.Deny, Likely, clause);
        // "Usifute", "msibadilishe": as it stands it is to stay.
        if (clause.Denied.Any(s_undoing) && !clause.ByMe.Any(s_undoing) && !clause.ByYou.Any(s_undoing)) scores.Raise(Intent.Deny, Likely, clause);
        if ((clause.Denied.Has(Idea.Want) || (asked && clause.Denied.Has(Idea.Can))) && !clause.Any(s_talk))
            scores.Raise(Intent.Deny, asked ? Clear : Fair, clause);
        if (asked && clause.Has(Idea.Still) && clause.Said.Count == 1) scores.Raise(Intent.Deny, Likely, clause);
        // "Wrong day": of what was read back; with another slot it corrects (Settlement).
        if (asked && clause.Has(Idea.Wrong)) scores.Raise(Intent.Deny, Likely, clause);
        if (asked && clause.Does(Idea.Forget)) scores.Raise(Intent.Deny, Clear, clause);
    }

    private static void Steer(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        var midway = setting.Asked != Asked.Nothing;
        if (clause.Has(Idea.Return) && (clause.Has(Idea.Back) || clause.Has(Idea.Question) || midway) && !clause.Any(s_talk)
            && !clause.Has(Idea.List))
            scores.Raise(Intent.GoBack, Clear, clause);
        else if (midway && clause.Does(Idea.Back)) scores.Raise(Intent.GoBack, Likely, clause);
        // "Different", "another", with options on the table or a thing that is sought.
        if (clause.Does(Idea.Other) && !clause.Has(Idea.Mine) && setting.Asked is not (Asked.Name or Asked.Phone))
            scores.Raise(Intent.MoreOptions, midway && clause.Any(s_alternatives) ? Likely : setting.OptionsOffered ? Fair : Faint, clause);
        if (clause.Does(Idea.Other) && clause.Has(Idea.House) && !clause.Has(Idea.Mine)) scores.Raise(Intent.MoreOptions, Likely, clause);
        // "Saa zote hizo hazinifai"
        if (setting.OptionsOffered && clause.Denied.Has(Idea.Fits) && clause.Has(Idea.All)) scores.Raise(Intent.MoreOptions, Likely, clause);
        if (clause.Does(Idea.Repeat)) scores.Raise(Intent.Repeat, Clear, clause);
        if (clause.Has(Idea.Say) && clause.Has(Idea.Again)) scores.Raise(Intent.Repeat, Clear, clause);
        if (clause.Denied.Has(Idea.Understand)) scores.Raise(Intent.Repeat, Likely, clause);
        if (clause.Has(Idea.Say) && clause.ByYou.Has(Idea.Say) && clause.Has(Idea.What)) scores.Raise(Intent.Repeat, Likely, clause);

        if (clause.Has(Idea.Begin) && !clause.Any(s_talk) && !clause.Has(Idea.Notify) && (clause.Has(Idea.Afresh) || clause.Has(Idea.Again)))
            scores.Raise(Intent.StartOver, Sure, clause);
        else if (clause.Does(Idea.Afresh)) scores.Raise(Intent.StartOver, Likely, clause);
        if ((clause.Does(Idea.Forget) || clause.Does(Idea.Cancel)) && clause.Has(Idea.All) && midway && !clause.Has(Idea.Visit))
            scores.Raise(Intent.StartOver, Clear, clause);

        if (clause.Does(Idea.Skip)) scores.Raise(Intent.Skip, midway ? Clear : Faint, clause);
        // Only a question that may be left open: "sitaki kusema jina, tuendelee", "next" when a phone number was asked for.
        if (setting.Asked is Asked.Name or Asked.Phone or Asked.Staff)
        {
            if (clause.Denied.Has(Idea.Share) || clause.Denied.Has(Idea.Say) || clause.Denied.Has(Idea.Give)
                || (clause.Denied.Has(Idea.Want) && (clause.Any(s_own) || clause.Has(Idea.Say))))
                scores.Raise(Intent.Skip, Clear, clause);
            if (clause.Does(Idea.GoOn)) scores.Raise(Intent.Skip, Clear, clause);
        }
    }

    private static void Messages(in Clause clause, in IntentScores scores)
    {
        var refuses = clause.Does(Idea.Stop) || clause.Denied.Has(Idea.Receive) || clause.Denied.Has(Idea.Notify)
            || clause.Denied.Has(Idea.Want) || clause.Denied.Has(Idea.Send) || clause.Denied.Has(Idea.Speak);
        if (refuses && (clause.Any(s_talk) || ((clause.Has(Idea.Send) || clause.Has(Idea.Notify)) && clause.Does(Idea.Stop))
            || Forbids(clause, Idea.Notify) || Forbids(clause, Idea.Send) || Forbids(clause, Idea.Speak)))
            scores.Raise(Intent.OptOut, Sure, clause);
        if (clause.Does(Idea.Remove) && (clause.Has(Idea.Message) || (clause.Has(Idea.List) && clause.Whens == 0) || clause.Has(Idea.Number))
            && !clause.Has(Idea.Visit))
            scores.Raise(Intent.OptOut, Clear, clause);
        if (refuses) return;
        var joins = clause.Has(Idea.Begin) || clause.Has(Idea.Add) || clause.Has(Idea.Return) || clause.Has(Idea.Receive)
            || (clause.Has(Idea.Send) && clause.Has(Idea.Again)) || (clause.Has(Idea.Want) && clause.Has(Idea.Find));
        if (joins && clause.Has(Idea.Message) && !clause.Has(Idea.Remove)) scores.Raise(Intent.OptIn, Clear, clause);
    }

    // "Msiniambie", "usinitumie"; "hamjaniambia bei" complains that it was not told.
    private static bool Forbids(in Clause clause, Idea idea) => clause.Denied.Has(idea) && clause.ForMe.Has(idea) && !clause.ByYou.Has(idea);

    private static void People(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Let me speak to Wanjiku", "give me Wanjiku's number".
        var one = setting.Has(HeardSlots.Staff);
        var number = clause.Has(Idea.Number) && (clause.Has(Idea.Give) || clause.Has(Idea.What) || clause.Has(Idea.Want));
        if (one && (clause.Does(Idea.Speak) || number))
            scores.Raise(Intent.Human, Clear, clause);
        if (clause.Has(Idea.Speak) && clause.Any(s_people)) scores.Raise(Intent.Human, Sure, clause);
        else if (clause.Has(Idea.Boss))
            scores.Raise(Intent.Human, clause.Any(s_seeking) ? Clear : Faint, clause);
        else if (clause.Has(Idea.Speak) && (clause.Has(Idea.Robot) || clause.Does(Idea.Can))) scores.Raise(Intent.Human, Clear, clause);
        else if ((clause.Does(Idea.Speak) && clause.ForMe.Has(Idea.Speak))) scores.Raise(Intent.Human, Likely, clause);
        else if (clause.Has(Idea.Person) && (clause.Has(Idea.Give) || clause.Has(Idea.Help))) scores.Raise(Intent.Human, Likely, clause);
    }

    private static void Complain(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Nko na mgongo mbaya" beside a wished-for time is a bad back, not a bad shop.
        if ((clause.Does(Idea.Bad) || clause.Done.Has(Idea.Bad)) && !setting.Has(HeardSlots.When)) scores.Raise(Intent.Complaint, Fair, clause);
        if (clause.Denied.Has(Idea.Happy)) scores.Raise(Intent.Complaint, Clear, clause);
        // "Nimefurahia kazi yenu"
        else if (clause.Done.Has(Idea.Happy)) scores.Raise(Intent.Thanks, Likely, clause);
        if (clause.Has(Idea.Promise)) scores.Raise(Intent.Complaint, Clear, clause);
        if (clause.Has(Idea.Spoil) && !clause.Has(Idea.OnTheWay) && !clause.Has(Idea.Ride)) scores.Raise(Intent.Complaint, Likely, clause);
        if (clause.Done.Has(Idea.Cost) && clause.ByYou.Has(Idea.Cost)) scores.Raise(Intent.Complaint, Likely, clause);
    }
}
