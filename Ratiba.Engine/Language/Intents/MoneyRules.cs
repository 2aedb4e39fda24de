using static Ratiba.Engine.Language.Intents.Confidence;

namespace Ratiba.Engine.Language.Intents;

/// <summary>Paying, having paid, and payments that failed.</summary>
internal static class MoneyRules
{
    private static readonly IdeaSet s_payment = IdeaSet.Of(Idea.Pay, Idea.Prompt, Idea.PayWay, Idea.Money, Idea.Deposit, Idea.Till);
    private static readonly IdeaSet s_ways = IdeaSet.Of(Idea.Till, Idea.PayWay, Idea.Deposit);
    private static readonly IdeaSet s_coming = IdeaSet.Of(Idea.Come, Idea.Arrive);
    private static readonly IdeaSet s_getting = IdeaSet.Of(Idea.Find, Idea.Receive);
    private static readonly IdeaSet s_asking = IdeaSet.Of(
        Idea.How, Idea.Where, Idea.Want, Idea.Can, Idea.What, Idea.WouldYou, Idea.Send, Idea.Give, Idea.Till, Idea.Prompt, Idea.Number);

    /// <summary>Scores one clause.</summary>
    public static void Hear(in Clause clause, in IntentSetting setting, in IntentScores scores)
    {
        var paid = clause.Does(Idea.Paid) || (clause.Done.Has(Idea.Pay) && !clause.Denied.Has(Idea.Pay));
        // "Sent the cash": English says that it is done without saying who did it.
        if (clause.Does(Idea.Sent) && (clause.Any(s_payment) || clause.Has(Idea.Mine) || setting.Has(HeardSlots.Money)) && !clause.Has(Idea.Message))
            scores.Raise(Intent.HasPaid, Clear, clause);
        var sent = clause.Done.Has(Idea.Send) && clause.ByMe.Has(Idea.Send) && !clause.Has(Idea.Message);
        if (paid && !clause.ByYou.Has(Idea.Pay)) scores.Raise(Intent.HasPaid, Clear, clause);
        if (sent)
            scores.Raise(Intent.HasPaid, clause.Any(s_payment) || setting.Has(HeardSlots.Money | HeardSlots.ReceiptCode) ? Clear : Fair, clause);

        // "Nimeweka soo tano kwa till"
        var put = clause.Has(Idea.Booked) && setting.Has(HeardSlots.Money) && clause.Any(s_ways);
        if (put) scores.Raise(Intent.HasPaid, Clear, clause);
        if (clause.Done.Has(Idea.Refund) && clause.ByThing.Has(Idea.Refund)) scores.Raise(Intent.PaymentFailed, Clear, clause);

        // "Nimetuma kwa number mbaya"
        if (sent && (clause.Has(Idea.Bad) || clause.Has(Idea.Wrong))) scores.Raise(Intent.PaymentFailed, Clear, clause);
        var fails = clause.Has(Idea.Fail) && !clause.ByOther.Has(Idea.Fail) && !VisitRules.CannotCome(clause) && !clause.Denied.Has(Idea.Fail)
            && !clause.Has(Idea.Ride) && !clause.Has(Idea.OnTheWay);
        if (fails) scores.Raise(Intent.PaymentFailed, clause.Any(s_payment) ? Sure : Likely, clause);
        var prompt = clause.Has(Idea.Prompt) || (clause.Has(Idea.Message) && clause.Has(Idea.Pay));
        if (prompt && (clause.Denied.Has(Idea.Come) || clause.Denied.Has(Idea.Arrive) || clause.Denied.Has(Idea.Find) || clause.Denied.Has(Idea.Send)))
            scores.Raise(Intent.PaymentFailed, Clear, clause);
        // "Code bado haijafika", "nimetuma lakini hamjapata": what was sent has not come.
        var lost = clause.ByThing.Any(s_coming) && clause.Denied.Any(s_coming) || clause.ByYou.Any(s_getting) && clause.Denied.Any(s_getting);
        if (lost && (clause.Any(s_payment) || clause.Has(Idea.Message) || scores.Has(Intent.HasPaid)))
            scores.Raise(Intent.PaymentFailed, Clear, clause);
        if (paid || sent || put || fails || lost || clause.Has(Idea.HowMany) || clause.Has(Idea.Must) || clause.Has(Idea.Refund)) return;

        if (clause.Does(Idea.Till) || (clause.Does(Idea.Prompt) && !clause.Has(Idea.Not))) scores.Raise(Intent.Pay, Clear, clause);
        if (clause.Does(Idea.Pay) && !PaysLater(clause))
        {
            // "Can I pay by card" asks for a rule of the house; "how do I pay" wants to pay.
            var rule = clause.Has(Idea.PayWay) && (clause.Has(Idea.Can) || clause.Has(Idea.Whether) || clause.Has(Idea.Accept))
                && !clause.Has(Idea.How);
            if (!rule) scores.Raise(Intent.Pay, clause.Any(s_asking) || clause.ByMe.Has(Idea.Pay) ? Clear : Fair, clause);
        }
        if (clause.Does(Idea.Send) && (clause.Has(Idea.Where) || clause.Has(Idea.How) || (clause.Has(Idea.Who) && clause.Has(Idea.Money)))
            && !clause.Has(Idea.Location))
            scores.Raise(Intent.Pay, Likely, clause);
        // "I'll send the deposit in the evening".
        if (clause.Does(Idea.Send) && clause.Has(Idea.Deposit)) scores.Raise(Intent.Pay, Fair, clause);
        // "Nitatuma deposit sasa"
        if (clause.Does(Idea.Send) && clause.ByMe.Has(Idea.Send) && clause.Any(s_payment)) scores.Raise(Intent.Pay, Likely, clause);
        if (clause.Has(Idea.Balance) && clause.Does(Idea.Pay)) scores.Raise(Intent.Pay, Clear, clause);
    }

    /// <summary>"Naweza kulipa nikifika", "can I pay after": a rule of the house.</summary>
    public static bool PaysLater(in Clause clause) => clause.Does(Idea.Pay) && clause.Has(Idea.Can)
        && (clause.Has(Idea.Arrive) || clause.Has(Idea.Come) || clause.Has(Idea.If));
}
