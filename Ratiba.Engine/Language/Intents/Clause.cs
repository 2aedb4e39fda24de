namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// A stretch of the message that says one thing, as the ideas it holds. Order within it does not count, which is why "kesho nataka kuja" and "nataka
/// kuja kesho" are the same to the rules; what counts is whether an idea was denied, done already, or only supposed.
/// </summary>
internal struct Clause
{
    /// <summary>Every idea, in whatever form.</summary>
    public IdeaSet Said;

    /// <summary>Said of now or what is to come: neither denied, nor done, nor supposed.</summary>
    public IdeaSet Plain;

    /// <summary>Denied: "don't book", "sitaki", "haifai".</summary>
    public IdeaSet Denied;

    /// <summary>Done: "nimelipa", "niliyoweka".</summary>
    public IdeaSet Done;

    /// <summary>Supposed: "if I cancel", "nikighairi".</summary>
    public IdeaSet Supposed;

    /// <summary>With I or we as subject.</summary>
    public IdeaSet ByMe;

    /// <summary>With you as subject.</summary>
    public IdeaSet ByYou;

    /// <summary>With a person as subject that is neither: "mtu akighairi".</summary>
    public IdeaSet ByOther;

    /// <summary>With a thing as subject: "haijafika", "imekuja".</summary>
    public IdeaSet ByThing;

    /// <summary>For me: "niwekee", "nitumie".</summary>
    public IdeaSet ForMe;

    /// <summary>Passive: "ifutwe", "imethibitishwa".</summary>
    public IdeaSet Passive;

    /// <summary>How many expressions of time begin in it, as far as single words tell.</summary>
    public int Whens;

    /// <summary>Whether it refuses the time that it names: "not today", "sio ijumaa", "Friday doesn't work".</summary>
    public bool DeniesWhen;

    /// <summary>Whether an act of the shop's is refused outright: "don't cancel", "I don't want to reschedule".</summary>
    public bool RefusesAct;

    /// <summary>Whether a phrase of it asks about the shop: its prices, hours, place, rules, services.</summary>
    public bool AsksAbout;

    /// <summary>Whether a phrase of it asks for a rule of the house.</summary>
    public bool AsksRule;

    /// <summary>Whether it asks if an act was done: "did you move me".</summary>
    public bool AsksDone;

    /// <summary>Whether a phrase of it refuses: "doesn't work".</summary>
    public bool DenyCue;

    /// <summary>Whether it follows a "but".</summary>
    public bool AfterBut;

    /// <summary>Whether it opens with the verb as English questions do: "does Friday work", "is five okay".</summary>
    public bool Inverted;

    /// <summary>Whether it ends in a question mark or opens with a word of asking.</summary>
    public bool Asks;

    /// <summary>Whether it speaks of other things than the shop's: the weather, a cab, an alarm.</summary>
    public bool Abroad;

    /// <summary>First token.</summary>
    public int First;

    /// <summary>Last token.</summary>
    public int Last;

    /// <summary>Whether the idea is said, in whatever form.</summary>
    public readonly bool Has(Idea idea) => Said.Has(idea);

    /// <summary>Whether one of the ideas is said, in whatever form.</summary>
    public readonly bool Any(in IdeaSet ideas) => Said.Any(ideas);

    /// <summary>Whether the idea is said of now or what is to come.</summary>
    public readonly bool Does(Idea idea) => Plain.Has(idea);
}
