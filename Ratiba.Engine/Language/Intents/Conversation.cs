namespace Ratiba.Engine.Language.Intents;

/// <summary>What the clauses of a message come to together.</summary>
internal struct Conversation
{
    private static readonly IdeaSet s_questions = IdeaSet.Of(Idea.Whether, Idea.What, Idea.When, Idea.How, Idea.HowMany, Idea.Who, Idea.Where);

    /// <summary>Ideas of all clauses.</summary>
    public IdeaSet Said;

    /// <summary>Ideas that were denied anywhere.</summary>
    public IdeaSet Denied;

    /// <summary>Ideas said plainly anywhere.</summary>
    public IdeaSet Plain;

    /// <summary>With I or we as subject, anywhere.</summary>
    public IdeaSet ByMe;

    /// <summary>Words outside a pasted receipt.</summary>
    public int Words;

    /// <summary>Whether a clause speaks of other things than the shop's.</summary>
    public bool Abroad;

    /// <summary>Whether something was asked.</summary>
    public bool Asks;

    /// <summary>Expressions of time, as far as single words tell.</summary>
    public int Whens;

    /// <summary>Clauses that deny a time and name no other: "not today".</summary>
    public int DeniedWhens;

    /// <summary>Clauses with an expression of time that refuse it, or say that the customer cannot come.</summary>
    public int RefusedWhens;

    /// <summary>Whether a word asks, and not a question mark alone.</summary>
    public bool InWords;

    /// <summary>Whether a clause opens with its verb, as English questions do.</summary>
    public bool Inverted;

    /// <summary>Whether a clause follows a "but".</summary>
    public bool But;

    /// <summary>Whether a clause says that the customer cannot come.</summary>
    public bool CannotCome;

    /// <summary>Expressions of time behind the clause that cannot be kept: a new time is proposed.</summary>
    public int WhensAfterCannot;

    /// <summary>Whether a visit is cancelled and, in a later clause, another time is named to come at.</summary>
    public bool ComesInstead;

    private bool _cancels;
    private bool _booked;

    /// <summary>Adds a clause.</summary>
    public void Add(in Clause clause)
    {
        Said.Add(clause.Said);
        Denied.Add(clause.Denied);
        Plain.Add(clause.Plain);
        ByMe.Add(clause.ByMe);
        Asks |= clause.Asks;
        Whens += clause.Whens;
        Abroad |= clause.Abroad;
        InWords |= clause.Inverted || clause.Any(s_questions);
        But |= clause.AfterBut;
        Inverted |= clause.Inverted;
        if (clause.DeniesWhen) DeniedWhens++;
        if (clause.Whens > 0 && (clause.DeniesWhen || VisitRules.CannotCome(clause))) RefusedWhens++;
        if (CannotCome) WhensAfterCannot += clause.Whens;
        var comes = (clause.Does(Idea.Come) && clause.ByMe.Has(Idea.Come)) || clause.ForMe.Has(Idea.Put) || clause.ForMe.Has(Idea.Book)
            || (_booked && clause.Does(Idea.Want));
        ComesInstead |= (_cancels || _booked) && comes && clause.Whens > 0 && !clause.Asks;
        _cancels |= clause.Does(Idea.Cancel) && clause.Whens > 0;
        // "Niliweka kesho lakini nataka jumamosi"
        _booked |= clause.Has(Idea.Booked) && clause.Whens > 0 && !clause.Asks;
        if (VisitRules.CannotCome(clause))
        {
            CannotCome = true;
            // "Can't make it at eleven can I come at one": both in one breath.
            WhensAfterCannot += Math.Max(0, clause.Whens - 1);
        }
    }
}
