using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>What customers ask about the shop: prices, hours, the place, the house's rules, what it does.</summary>
internal static class QuestionRules
{
    private static readonly IdeaSet s_things = IdeaSet.Of(Idea.Visit, Idea.Space, Idea.Time, Idea.Seat);
    private static readonly IdeaSet s_ruleQuestion = IdeaSet.Of(
        Idea.Must, Idea.Whether, Idea.What, Idea.How, Idea.HowMany, Idea.Price, Idea.Cost, Idea.YouHave, Idea.Exists, Idea.Can, Idea.WouldYou,
        Idea.If, Idea.Refund, Idea.Accept, Idea.Tell, Idea.Want);
    private static readonly IdeaSet s_exceptions = IdeaSet.Of(Idea.Cancel, Idea.BeLate, Idea.Move, Idea.Change);
    private static readonly IdeaSet s_list = IdeaSet.Of(
        Idea.What, Idea.YouHave, Idea.Show, Idea.List, Idea.Exists, Idea.HowMany, Idea.Whether, Idea.Tell, Idea.Give, Idea.Want, Idea.Yours);

    // "How many can you take", "for how many people can I book": people are counted.
    private static readonly IdeaSet s_counted = IdeaSet.Of(Idea.Can, Idea.WouldYou, Idea.Book);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        Policy(clause, scores);
        Price(clause, setting, scores);
        Hours(clause, setting, scores);
        Location(clause, scores);
        Services(clause, setting, scores);
    }

    private static void Policy(in Clause clause, in IntentScores scores)
    {
        if (clause.Has(Idea.HouseRule)) scores.Raise(Intent.AskPolicy, Clear, clause);
        if (clause.Has(Idea.Deposit) && (clause.Asks || clause.Any(s_ruleQuestion)) && !clause.Does(Idea.Pay) && !clause.Does(Idea.Send)
            && !clause.Has(Idea.Paid))
            scores.Raise(Intent.AskPolicy, Clear, clause);
        if (clause.Has(Idea.Must) && (clause.Has(Idea.Deposit) || clause.Has(Idea.Pay) || clause.Has(Idea.Book)))
            scores.Raise(Intent.AskPolicy, Clear, clause);
        // "Inachukua masaa ngapi?"
        if (clause.ByThing.Has(Idea.Take) && clause.Asks) scores.Raise(Intent.AskPolicy, Clear, clause);
        if (clause.Has(Idea.Refund) && !clause.Done.Has(Idea.Refund)) scores.Raise(Intent.AskPolicy, Clear, clause);
        if (clause.Has(Idea.PayWay)
            && (clause.Has(Idea.Accept) || clause.Has(Idea.Can) || clause.Has(Idea.YouHave) || clause.Has(Idea.Take)
            || (clause.Has(Idea.Whether) && !clause.Has(Idea.Pay))))
            scores.Raise(Intent.AskPolicy, Clear, clause);
        if (MoneyRules.PaysLater(clause)) scores.Raise(Intent.AskPolicy, Clear, clause);
        if (clause.Has(Idea.Child) && (clause.Has(Idea.Bring) || clause.Has(Idea.Accept) || clause.Supposed.Has(Idea.Come)
            || (clause.Has(Idea.Can) && clause.Has(Idea.Come))))
            scores.Raise(Intent.AskPolicy, Likely, clause);
        // "What if I cancel", "nikighairi nitarudishiwa": about the rule, not a wish. "If anyone cancels" waits for a place.
        var late = clause.Has(Idea.BeLate) && (clause.Supposed.Has(Idea.Come) || clause.Supposed.Has(Idea.Arrive));
        if (late || clause.Supposed.Any(s_exceptions) && !clause.ByOther.Any(s_exceptions)) scores.Raise(Intent.AskPolicy, Likely, clause);
        if (clause.Has(Idea.Cancel) && (clause.Has(Idea.Cost) || clause.Has(Idea.Price))) scores.Raise(Intent.AskPolicy, Clear, clause);
    }

    private static void Price(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Has(Idea.Deposit) || (clause.Has(Idea.Cost) && clause.Any(s_exceptions))) return;
        if (clause.Has(Idea.Price)) scores.Raise(Intent.AskPrice, Clear, clause);
        if (clause.Has(Idea.Cost) && !(clause.Done.Has(Idea.Cost) && clause.ByYou.Has(Idea.Cost)) && (clause.Asks || clause.Any(s_ruleQuestion)))
            scores.Raise(Intent.AskPrice, Clear, clause);
        if (clause.Has(Idea.HowMany) && (clause.Has(Idea.Money) || clause.Has(Idea.Pay))) scores.Raise(Intent.AskPrice, Clear, clause);
        // "Braids ni ngapi": nothing else is counted. "Saa ngapi" is a phrase of its own.
        else if (clause.Has(Idea.HowMany) && !clause.Has(Idea.Kind) && !clause.Has(Idea.Person) && !clause.Has(Idea.When) && !clause.Any(s_things)
            && !clause.Any(s_counted))
            scores.Raise(Intent.AskPrice, Fair, clause);
        if (clause.Has(Idea.Discount)) scores.Raise(Intent.AskPrice, Clear, clause);
        // "Any facial below 2500?", "waxing bado ni mia nane?"
        if (setting.Has(HeardSlots.Money) && setting.Has(HeardSlots.Service) && clause.Asks && !clause.Has(Idea.Paid) && !clause.Has(Idea.Pay))
            scores.Raise(Intent.AskPrice, Fair, clause);
    }

    private static void Hours(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        if (clause.Has(Idea.Hours)) scores.Raise(Intent.AskHours, Clear, clause);
        // "Mnaanza saa ngapi?", "mnasuka mpaka saa ngapi?"
        if ((clause.ByYou.Has(Idea.Begin) || clause.ByYou.Has(Idea.Do)) && clause.Has(Idea.When) && !clause.Has(Idea.Can)
            && !clause.ForMe.Has(Idea.Do))
            scores.Raise(Intent.AskHours, Likely, clause);
        if (!clause.Has(Idea.Open) && !clause.Does(Idea.Close)) return;
        if (clause.ForMe.Has(Idea.Open) || clause.Has(Idea.Space)) return;
        // "What times are open for lashes" asks for a free time; "what time do you open" has the time as question word.
        if (clause.Has(Idea.Time) && !clause.Has(Idea.When)) return;
        // "That office is close to me" closes nothing.
        if (clause.Has(Idea.When) || clause.Asks || clause.ByYou.Has(Idea.Open) || clause.ByYou.Has(Idea.Close))
            scores.Raise(Intent.AskHours, Clear, clause);
    }

    private static void Location(in Clause clause, in IntentScores scores)
    {
        if (clause.Has(Idea.Location)) scores.Raise(Intent.AskLocation, Clear, clause);
        if (clause.Has(Idea.How) && (clause.ByMe.Has(Idea.Arrive) || clause.ByMe.Has(Idea.Come))) scores.Raise(Intent.AskLocation, Clear, clause);
        if (clause.Has(Idea.Where) && !clause.Has(Idea.Pay) && !clause.Has(Idea.Send) && !clause.Has(Idea.Money) && !clause.Has(Idea.Mine))
            scores.Raise(Intent.AskLocation, Clear, clause);
    }

    private static void Services(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        // "Nahitaji huduma yenu", "I need your services", is a wish.
        var wish = clause.Does(Idea.Want) && clause.Has(Idea.Yours) && !clause.Asks;
        if (clause.Has(Idea.Service) && !wish && (clause.Asks || clause.Any(s_list)) && !clause.Any(s_things) && !clause.Has(Idea.Price))
            scores.Raise(Intent.AskServices, Likely, clause);
        if (clause.Has(Idea.Kind) && (clause.Asks || clause.Any(s_list))) scores.Raise(Intent.AskServices, Clear, clause);
        if (clause.Has(Idea.Do) && !clause.Has(Idea.When) && !clause.ForMe.Has(Idea.Do) && !clause.Passive.Has(Idea.Do)
            && (clause.ByYou.Has(Idea.Do) || clause.Has(Idea.Whether) || clause.Has(Idea.What)) && !clause.Has(Idea.Can) && !clause.Has(Idea.Price))
            scores.Raise(Intent.AskServices, Fair, clause);
        if (clause.Has(Idea.YouHave) && setting.Has(HeardSlots.Service) && !setting.Has(HeardSlots.When) && !clause.Any(s_things)
            && !clause.Has(Idea.Free))
            scores.Raise(Intent.AskServices, Fair, clause);
        if (clause.Has(Idea.YouHave) && clause.Has(Idea.What) && !clause.Any(s_things)) scores.Raise(Intent.AskServices, Fair, clause);
    }
}
