using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>Visits to come: wanting one, and asking whether there is a free time.</summary>
internal static class BookingRules
{
    private static readonly IdeaSet s_bookable = IdeaSet.Of(Idea.Visit, Idea.Space, Idea.Seat);
    private static readonly IdeaSet s_rules = IdeaSet.Of(Idea.Deposit, Idea.HouseRule, Idea.Refund);
    private static readonly IdeaSet s_available = IdeaSet.Of(
        Idea.Exists, Idea.YouHave, Idea.Find, Idea.Whether, Idea.Can, Idea.WouldYou, Idea.What, Idea.Show, Idea.Open, Idea.Tell, Idea.Give,
        Idea.Check);

    // What a shop may be asked for that is no free time: "do you have parking on Sundays".
    private static readonly IdeaSet s_otherThings = IdeaSet.Of(
        Idea.Price, Idea.Cost, Idea.Discount, Idea.Hours, Idea.Location, Idea.Kind, Idea.Service, Idea.PayWay, Idea.Till, Idea.Money, Idea.Message,
        Idea.Number, Idea.House,
        Idea.Mine, Idea.Booked, Idea.Paid, Idea.Sent);

    // "How long does it take", "where do I find you": what is asked about is not asked for.
    private static readonly IdeaSet s_asksAbout = IdeaSet.Of(Idea.How, Idea.HowMany, Idea.Where, Idea.Price);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Mnadai deposit ya ngapi ndo mnipee slot" asks for the rule, not for the slot.
        if (clause.Any(s_rules)) return;
        Availability(clause, setting, scores);
        Book(clause, setting, scores);
    }

    private static void Availability(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Unaweza nishikia nafasi?" orders politely.
        var orders = clause.Does(Idea.WouldYou) && (clause.ForMe.Has(Idea.Put) || clause.ForMe.Has(Idea.Book));
        if (clause.Has(Idea.Space) && (clause.Asks || clause.Any(s_available)) && !clause.Has(Idea.Mine) && !orders)
            scores.Raise(Intent.CheckAvailability, clause.Asks || clause.Has(Idea.Exists) || clause.Has(Idea.YouHave) ? Clear : Fair, clause);
        Free(clause, setting, scores);
        if (clause.Has(Idea.Open) && clause.Has(Idea.Time) && !clause.Has(Idea.When)) scores.Raise(Intent.CheckAvailability, Clear, clause);
        if (clause.Has(Idea.YouHave) && clause.Has(Idea.Time) && !clause.Has(Idea.When)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        // "Do you have anything on Thursday", "what have you got tomorrow".
        if (clause.Has(Idea.YouHave) && clause.Whens > 0 && !clause.Any(s_otherThings)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        Visiting(clause, setting, scores);
        // "Does Tuesday at one work", "is tomorrow okay".
        if (Proposes(clause) && setting.Has(HeardSlots.When)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        var exists = clause.Has(Idea.Exists) || clause.Has(Idea.YouHave);
        if (exists && clause.Has(Idea.Person) && setting.Has(HeardSlots.Service)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Has(Idea.Exists) && clause.Has(Idea.Time) && clause.Asks) scores.Raise(Intent.CheckAvailability, Likely, clause);
        if (clause.Has(Idea.Exists) && clause.Asks && setting.Has(HeardSlots.When)) scores.Raise(Intent.CheckAvailability, Implied, clause);
    }

    private static void Free(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "I'm not available Tuesday" asks nothing.
        var free = clause.Has(Idea.Free) && (clause.Asks || !clause.Denied.Has(Idea.Free)) && setting.Asked != Asked.Staff;
        if (free && (clause.Asks || clause.Any(s_available) || clause.Whens > 0 || setting.Has(HeardSlots.Staff)))
            scores.Raise(Intent.CheckAvailability, Clear, clause);
        if (clause.Does(Idea.Full)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        var who = setting.Has(HeardSlots.Staff) || clause.Has(Idea.Person) || clause.Has(Idea.Who);
        if (clause.Has(Idea.Present) && setting.Asked != Asked.Staff && !clause.Has(Idea.Okay) && !clause.Has(Idea.Fits) && who)
            scores.Raise(Intent.CheckAvailability, Likely, clause);
    }

    // "Can I come on Friday", "naweza kupata", "would you do it at four".
    private static void Visiting(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        var visits = clause.Has(Idea.Come) || clause.Has(Idea.Find) || clause.Has(Idea.Do) || clause.Has(Idea.Groom) || clause.Has(Idea.Arrive)
            || (clause.Has(Idea.Take) && !clause.ByMe.Has(Idea.Take));
        var timed = clause.Whens > 0 || setting.Has(HeardSlots.When);
        if (clause.Does(Idea.Can) && visits && !clause.Has(Idea.Kind)) scores.Raise(Intent.CheckAvailability, Likely, clause);
        else if (clause.Does(Idea.Can) | (clause.Does(Idea.WouldYou) && !clause.Has(Idea.Book)) && timed && setting.Has(HeardSlots.Service))
            scores.Raise(Intent.CheckAvailability, Fair, clause);
        // "Mnaweza nifit leo?", "mnaeza nisqueeze kesho asubuhi": fitted in.
        if (clause.Does(Idea.WouldYou) && clause.ForMe.Has(Idea.Do) && !clause.Has(Idea.Book) && setting.Has(HeardSlots.When))
            scores.Raise(Intent.CheckAvailability, Likely, clause);
        var supposed = clause.Supposed.Has(Idea.Come) && !clause.Denied.Has(Idea.Come) && !clause.ByYou.Has(Idea.Come) && !clause.Has(Idea.BeLate)
            && !clause.Has(Idea.Discount);
        if (supposed && (clause.Has(Idea.Find) || clause.Asks)) scores.Raise(Intent.CheckAvailability, Fair, clause);
    }

    /// <summary>"Does it suit", "would that be okay": asked, not said.</summary>
    public static bool Proposes(in Clause clause) => clause.Inverted && (clause.Does(Idea.Fits) || clause.Does(Idea.Okay) || clause.Does(Idea.Suit));

    private static void Book(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Does(Idea.Book) && !clause.Any(VisitRules.OwnActs)
            && !clause.ByYou.Has(Idea.Book) | clause.Has(Idea.WouldYou) | clause.ForMe.Has(Idea.Book))
            scores.Raise(Intent.Book, Clear, clause);
        var puts = clause.Does(Idea.Put) && !clause.Has(Idea.List);
        if (puts && (clause.Any(s_bookable) || clause.ForMe.Has(Idea.Put) || setting.Has(HeardSlots.Service)))
            scores.Raise(Intent.Book, Clear, clause);
        if (clause.Does(Idea.Do) && (clause.ForMe.Has(Idea.Do) || clause.Passive.Has(Idea.Do)) && setting.Has(HeardSlots.OfBooking))
            scores.Raise(Intent.Book, Fair, clause);
        var wants = Wants(clause);
        if (wants && clause.Any(s_bookable) && !clause.Has(Idea.Mine)) scores.Raise(Intent.Book, Clear, clause);
        // "Nipatie bei ya lashes" asks for the price alone.
        else if (wants && setting.Has(HeardSlots.OfBooking) && !clause.Has(Idea.Message) && !(clause.Has(Idea.Price) && clause.Does(Idea.Give)))
            scores.Raise(Intent.Book, Likely, clause);
        else if (clause.Does(Idea.Help) && clause.Any(s_bookable)) scores.Raise(Intent.Book, Clear, clause);
        else if (wants && (clause.Has(Idea.Come) || clause.Has(Idea.Groom) || clause.Has(Idea.Service) || clause.Has(Idea.House)))
            scores.Raise(Intent.Book, Fair, clause);
        if (clause.Does(Idea.Add) && setting.Has(HeardSlots.Service)) scores.Raise(Intent.Book, Likely, clause);
        if (clause.Does(Idea.Come) && clause.ByMe.Has(Idea.Come) && !clause.Has(Idea.Can) && setting.Has(HeardSlots.When))
            scores.Raise(Intent.Book, Implied, clause);
    }

    // "You want" asks; "can I get" asks, too.
    private static bool Wants(in Clause clause)
    {
        if (clause.Has(Idea.Boss) || clause.Has(Idea.Speak)) return false;
        if (clause.Does(Idea.Want) && !clause.Has(Idea.Other) && (!clause.ByYou.Has(Idea.Want) || clause.ByMe.Has(Idea.Want))) return true;
        if (clause.Does(Idea.Can) || clause.AsksAbout || (clause.Asks && clause.Any(s_asksAbout))) return false;
        // "Do you take clients after seven".
        if (clause.Has(Idea.Whether) && !clause.Has(Idea.WouldYou)) return false;
        // "Inachukua masaa ngapi": what a thing takes, no customer does.
        var takes = clause.Does(Idea.Take) && !clause.ByThing.Has(Idea.Take);
        return clause.Does(Idea.Give) || takes || (clause.Does(Idea.Find) && !clause.ByMe.Has(Idea.Find) && !clause.ByThing.Has(Idea.Find));
    }
}
