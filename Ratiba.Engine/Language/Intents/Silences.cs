using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// What was said outright silences what only seemed to be: who cancels does not book, who says "book" does not ask whether one may. The order of the
/// rules matters.
/// </summary>
internal static class Silences
{
    /// <summary>Applies them, in their order.</summary>
    public static void Apply(in Conversation talk, in IntentSetting setting, in IntentScores scores, int last)
    {
        WithoutOccasion(talk, setting, scores, last);
        ByWhatIsOrdered(talk, setting, scores);
        ByWhatIsTold(talk, setting, scores);
        BetweenQuestions(talk, setting, scores);
    }

    private static void WithoutOccasion(in Conversation talk, in IntentSetting setting, in IntentScores scores, int last)
    {
        // "I want to book for someone else": nothing was offered that others could be wanted instead of.
        if (setting.Asked == Asked.Nothing && !setting.OptionsOffered && scores[Intent.Book] >= Clear) scores.DropUpTo(Likely, Intent.MoreOptions);
        // "Can you undo my braids" steps back from nothing.
        if (setting.Asked == Asked.Nothing && setting.Has(HeardSlots.Service)) scores.Drop(Intent.GoBack);
        // Nothing was asked that could be left out.
        if (setting.Asked == Asked.Nothing) scores.Lower(Intent.Skip, Faint);
        // "Take me off the list for Tuesday's appointment": off that visit, not off the messages.
        if (scores.AnyFrom(Heard, Intent.OptOut) && talk.Said.Has(Idea.Visit) && !talk.Said.Has(Idea.Message))
        {
            scores.Drop(Intent.OptOut);
            scores.Raise(Intent.Cancel, Clear, 0, last);
        }
    }

    private static void ByWhatIsOrdered(in Conversation talk, in IntentSetting setting, in IntentScores scores)
    {
        if (scores.AnyFrom(Heard, Intent.StartOver))
            scores.Drop(Intent.Cancel, Intent.GoBack, Intent.Repeat, Intent.Deny, Intent.OptIn, Intent.Correct);
        if (scores.AnyFrom(Heard, Intent.OptOut))
            scores.Drop(Intent.Deny, Intent.Cancel, Intent.OptIn, Intent.Book, Intent.Pay, Intent.Complaint, Intent.Correct);
        if (scores.AnyFrom(Heard, Intent.OptIn))
            scores.Drop(Intent.Book, Intent.MyBookings, Intent.GoBack, Intent.Waitlist, Intent.AskServices, Intent.Reschedule);
        if (setting.Has(HeardSlots.Phone | HeardSlots.Name) && setting.Asked is Asked.Phone or Asked.Name) scores.Drop(Intent.MoreOptions);
        if (scores[Intent.Book] >= Likely) scores.DropUpTo(Implied, Intent.RunningLate);
        if (scores[Intent.Book] >= Clear) scores.DropUpTo(Fair, Intent.MyBookings);
        if (scores[Intent.Book] >= Likely) scores.DropUpTo(Fair, Intent.Complaint);
        // "Nipigie mtu akighairi": to be called then, not to talk now.
        if (scores[Intent.Waitlist] >= Likely) scores.Drop(Intent.Human);
        if (scores.AnyFrom(Likely, Intent.AskPrice)) scores.DropUpTo(Fair, Intent.AskServices);
        if (scores.AnyFrom(Heard, Intent.GoBack)) scores.Drop(Intent.Deny, Intent.Correct, Intent.Book, Intent.AskServices);
        // "Endelea" agrees where yes or no was asked, and "sijui bei" asks; only an open question is passed over.
        if (setting.Asked == Asked.YesNo && talk.Plain.Has(Idea.Yes)) scores.Drop(Intent.Skip);
        if (setting.Asked == Asked.Nothing
            && scores.AnyFrom(Fair, Intent.AskPrice, Intent.AskHours, Intent.AskLocation, Intent.AskPolicy, Intent.AskServices,
            Intent.CheckAvailability, Intent.Book))
            scores.Drop(Intent.Skip);
        if (scores.AnyFrom(Heard, Intent.Skip)) scores.Drop(Intent.Deny, Intent.Confirm, Intent.Cancel, Intent.Book);
        if (scores.AnyFrom(Heard, Intent.Waitlist))
            scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.Cancel, Intent.AskPolicy, Intent.AskHours, Intent.Confirm, Intent.MoreOptions);
        if (scores.AnyFrom(Heard, Intent.Usual)) scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.MyBookings, Intent.AskHours);
        if (scores.AnyFrom(Heard, Intent.MoreOptions))
            scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.Deny, Intent.AskServices, Intent.Confirm, Intent.Correct);
        if (scores.AnyFrom(Heard, Intent.PaymentFailed))
            scores.Drop(Intent.Pay, Intent.HasPaid, Intent.Complaint, Intent.Cancel, Intent.RunningLate, Intent.Deny);
        if (scores.AnyFrom(Heard, Intent.HasPaid)) scores.Drop(Intent.Pay, Intent.Book, Intent.Confirm, Intent.AskPrice);
        if (scores.AnyFrom(Heard, Intent.Complaint))
            scores.Drop(
                Intent.Book, Intent.CheckAvailability, Intent.Cancel, Intent.Deny, Intent.Confirm, Intent.AskPrice, Intent.AskServices,
                Intent.MyBookings, Intent.Repeat, Intent.MoreOptions);
        if (scores.AnyFrom(Heard, Intent.Cancel))
            scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.MyBookings, Intent.Confirm, Intent.Correct, Intent.Deny, Intent.RunningLate);
    }

    private static void ByWhatIsTold(in Conversation talk, in IntentSetting setting, in IntentScores scores)
    {
        if (scores[Intent.PaymentFailed] >= Clear) scores.Drop(Intent.RunningLate, Intent.AskPolicy);
        if (scores[Intent.PaymentFailed] > Likely) scores.Drop(Intent.MyBookings);
        // "Elfu moja haitoshi kwa facial?" asks for the price.
        if (talk.Asks && scores.AnyFrom(Fair, Intent.AskPrice)) scores.DropUpTo(Clear - 0.01f, Intent.PaymentFailed);
        // "Kesho nakuja na watoto wawili": "nakuja" alone is on the way.
        if (setting.Has(HeardSlots.Day | HeardSlots.Service | HeardSlots.Party)) scores.DropUpTo(Implied, Intent.RunningLate);
        // "Elfu moja inatosha?" ends no talk.
        if (scores.AnyFrom(Fair, Intent.AskPrice, Intent.AskPolicy, Intent.AskHours, Intent.AskLocation))
            scores.DropUpTo(Fair + 0.05f, Intent.Goodbye);
        if (scores[Intent.Pay] >= Likely) scores.DropUpTo(Clear, Intent.MyBookings);
        if (scores[Intent.AskPolicy] >= Clear && talk.Said.Has(Idea.PayWay) && talk.Said.Has(Idea.Can) && !talk.Said.Has(Idea.How))
            scores.DropUpTo(Likely, Intent.Pay);
        if (!talk.Asks && scores.AnyFrom(Heard, Intent.Arrived)) scores.Drop(Intent.AskPolicy);
        // "Tumefurahia huduma yenu" asks for none.
        if (!talk.Asks && scores.AnyFrom(Likely, Intent.Thanks)) scores.DropUpTo(Likely, Intent.AskServices);
        if (setting.Asked is Asked.Name or Asked.Phone && !talk.Said.Has(Idea.Message) && scores.Has(Intent.Skip)) scores.Drop(Intent.OptOut);
        if (scores.AnyFrom(Heard, Intent.RunningLate))
            scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.Complaint, Intent.MyBookings, Intent.Confirm);
        if (scores.AnyFrom(Heard, Intent.Arrived)) scores.Drop(Intent.Book, Intent.CheckAvailability);
        if (scores.AnyFrom(Heard, Intent.MyBookings)) scores.Drop(Intent.Book, Intent.CheckAvailability, Intent.Confirm);
    }

    private static void BetweenQuestions(in Conversation talk, in IntentSetting setting, in IntentScores scores)
    {
        if (scores.AnyFrom(Fair, Intent.AskLocation)) scores.DropUpTo(Likely, Intent.RunningLate);
        if (scores.AnyFrom(Fair, Intent.AskLocation)) scores.DropUpTo(Implied, Intent.Arrived);
        // "Siku zingine" in a question about the hours is no wish for other options.
        if (setting.Asked == Asked.Nothing && !setting.OptionsOffered
            && scores.AnyFrom(Heard, Intent.AskHours, Intent.AskPrice, Intent.AskPolicy, Intent.AskServices, Intent.Reschedule))
            scores.Drop(Intent.MoreOptions);
        if (scores.AnyFrom(Heard, Intent.AskPolicy)) scores.DropUpTo(Fair, Intent.AskServices);
        if (scores.AnyFrom(Heard, Intent.Human)) scores.DropUpTo(Likely, Intent.Book);
        if (scores.AnyFrom(Heard, Intent.Human)) scores.Drop(Intent.Repeat, Intent.AskServices, Intent.CheckAvailability, Intent.Waitlist);
        // Who says "book" does not ask whether one may; a second clause that asks stays.
        if (scores[Intent.Book] >= Clear) scores.DropUpTo(Likely, Intent.CheckAvailability);
        if (scores[Intent.CheckAvailability] >= Fair) scores.DropUpTo(Likely, Intent.Book);
        if (scores.AnyFrom(Fair, Intent.CheckAvailability, Intent.Book)) scores.DropUpTo(Fair, Intent.AskServices);
        if (scores.AnyFrom(Likely, Intent.AskPrice, Intent.AskPolicy, Intent.AskServices, Intent.AskHours, Intent.AskLocation))
            scores.DropUpTo(Implied, Intent.Book);
        if (scores.AnyFrom(Heard, Intent.AskServices) && !talk.Said.Has(Idea.Want)) scores.DropUpTo(Fair, Intent.AskPrice);
    }
}
