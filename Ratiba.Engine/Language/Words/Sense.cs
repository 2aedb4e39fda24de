namespace Ratiba.Engine.Language.Words;

/// <summary>
/// What kind of meaning a word or phrase of the lexicon carries. The names are the first word of a line in the lexicon's files ("weekday 1: monday, mon"), written there
/// in lower case with hyphens. What the number after it stands for is said here.
/// </summary>
internal enum Sense : byte
{
    None,

    // ---- numbers ----

    /// <summary>A cardinal number: the number.</summary>
    Number,

    /// <summary>A multiplier, "hundred", "mia", "elfu": the factor.</summary>
    Multiplier,

    /// <summary>"first", "2nd" as a word, "ya pili": the number; -1 is the last.</summary>
    Ordinal,

    /// <summary>The ending of an ordinal in digits: "st", "nd", "rd", "th".</summary>
    OrdinalEnding,

    // ---- days ----

    /// <summary>A weekday: 1 is Monday … 7 is Sunday (ISO 8601).</summary>
    Weekday,

    /// <summary>A month: 1 is January.</summary>
    Month,

    /// <summary>A day by its distance from today: 0 today, 1 tomorrow, -1 yesterday.</summary>
    RelativeDay,

    /// <summary>Saturday and Sunday.</summary>
    Weekend,

    /// <summary>A feast by its name, "Christmas", "Jamhuri Day": see <see cref="Times.Holidays"/>.</summary>
    Holiday,

    /// <summary>"next", "ijayo": 1 is of the following week or month, 0 the nearest that comes ("coming").</summary>
    Next,

    /// <summary>"this", "hii".</summary>
    This,

    /// <summary>"last", "iliyopita".</summary>
    Previous,

    /// <summary>"every", "kila": a repetition, which is no single booking.</summary>
    Every,

    /// <summary>"tarehe", "the date": a day of the month follows.</summary>
    DateWord,

    /// <summary>"mwezi wa": a month by number follows.</summary>
    MonthWord,

    /// <summary>A unit of time: see <see cref="TimeUnit"/>.</summary>
    Unit,

    // ---- clock ----

    /// <summary>A part of the day: see <see cref="DayPart"/>.</summary>
    Part,

    /// <summary>"saa": an hour of the Swahili clock follows, perhaps.</summary>
    Saa,

    /// <summary>"o'clock", "hrs", "kamili".</summary>
    OClock,

    /// <summary>"am", "a.m.".</summary>
    Am,

    /// <summary>"pm".</summary>
    Pm,

    /// <summary>"half", "nusu": 30; "quarter", "robo": 15.</summary>
    Fraction,

    /// <summary>"past", "after" between minutes and hour.</summary>
    MinutesPast,

    /// <summary>"to", "kasoro" between minutes and hour.</summary>
    MinutesTo,

    /// <summary>A time of day by name, "noon", "midnight": minutes since midnight.</summary>
    NamedTime,

    /// <summary>A stretch of the day by its own name, "lunch time", "after work": its start and end as digits, 12001400.</summary>
    NamedWindow,

    /// <summary>"now", "sasa hivi", "asap".</summary>
    Now,

    // ---- how expressions join ----

    /// <summary>"in", "within", "baada ya" before a length of time.</summary>
    In,

    /// <summary>"from now", "later", "hence" behind a length of time.</summary>
    FromNow,

    /// <summary>"ago", "zilizopita".</summary>
    Ago,

    /// <summary>"before", "kabla ya".</summary>
    Before,

    /// <summary>"after", "baada ya".</summary>
    After,

    /// <summary>"from", "since", "kuanzia".</summary>
    From,

    /// <summary>"until", "to", "hadi", "mpaka".</summary>
    Until,

    /// <summary>"by".</summary>
    By,

    /// <summary>"between", "kati ya".</summary>
    Between,

    /// <summary>"around", "about", "-ish", "kama saa".</summary>
    Around,

    /// <summary>"at".</summary>
    At,

    /// <summary>"on", "siku ya".</summary>
    On,

    /// <summary>"of", "ya", "wa", "za".</summary>
    Of,

    /// <summary>"and", "na", "&amp;".</summary>
    And,

    /// <summary>"or", "au", "ama".</summary>
    Or,

    /// <summary>"the", "a", "an".</summary>
    Article,

    /// <summary>"start of", "mwanzo wa".</summary>
    StartOf,

    /// <summary>"middle of", "katikati ya".</summary>
    MiddleOf,

    /// <summary>"end of", "mwisho wa".</summary>
    EndOf,

    /// <summary>"early", "mapema".</summary>
    Early,

    /// <summary>"late".</summary>
    Late,

    /// <summary>"can't", "sitaweza", "haitawezekana": a time beside it does not suit.</summary>
    Unable,

    /// <summary>"instead of", "badala ya", "sio", "not": the time behind it is not wanted.</summary>
    NotThis,

    /// <summary>"iwe", "make it", "heri": the time behind it is the new one.</summary>
    MovedTo,

    // ---- money ----

    /// <summary>"ksh", "kes", "bob", "shilingi": 1 is the Kenya shilling, 0 foreign money. Below the usual weight the word is also something else (Bob) and counts only behind its figure.</summary>
    Currency,

    /// <summary>
    /// A sum by its own name, "mbao", "soo": shillings; a number behind or before it multiplies. Below the usual weight the word is also something else ("blue") and counts only with a number or
    /// beside a <see cref="PriceWord"/>.
    /// </summary>
    Sum,

    /// <summary>"price", "nimelipa", "deposit": a bare figure near it is an amount. 0; with 1 the figure behind it is a till or account number and no amount.</summary>
    PriceWord,

    // ---- people and things ----

    /// <summary>"with", "na", "kwa", "by" before a person.</summary>
    With,

    /// <summary>"anyone", "yeyote".</summary>
    Anyone,

    /// <summary>"people", "watu": a number beside it is the size of the party.</summary>
    People,

    /// <summary>"my sister", "rafiki yangu": one more person.</summary>
    Companion,

    /// <summary>"me", "mimi".</summary>
    Me,

    /// <summary>A word that stands for a kind of service: the kind, by name (<see cref="LexiconFile.KindOf"/>). Weights: see services.txt.</summary>
    ServiceWord,

    /// <summary>The stem of a Swahili verb that stands for a kind of service, written "-nyo-": the kind, by name.</summary>
    ServiceStem,

    /// <summary>A size, length or sort of a service, which names none by itself: the kind, by name.</summary>
    Variant,

    /// <summary>An ordinary word that names no service and no person by itself, even where a shop's names have it in them: "hot", "full", "salon".</summary>
    Common,

    /// <summary>A person's name; names with the same value are forms of one, "Wanjiru" and "Shiru": the group, by name.</summary>
    PersonName,

    /// <summary>"Dr.", "Madam" before a name.</summary>
    Title,

    /// <summary>"my name is", "naitwa": the customer's own name follows.</summary>
    NameIs,

    /// <summary>"it's", "ni", "I am": a name may follow.</summary>
    PerhapsNameIs,

    /// <summary>So many people in one word: "watatu", "both of us", "peke yangu".</summary>
    Persons,

    /// <summary>"not", "instead of", "badala ya" right before a name or number: not that one.</summary>
    Except,

    /// <summary>"option", "chaguo", "namba" before a choice.</summary>
    OptionWord,

    /// <summary>"the middle one", "ya kati".</summary>
    Middle,

    /// <summary>"I'll take", "nachukua", "that one": what goes with a choice and carries nothing else.</summary>
    PickFiller,

    // ---- talk ----

    /// <summary>A cue for an intent: see <see cref="Intent"/>; the weight says how strong, in tenths.</summary>
    Cue,

    /// <summary>What a word or phrase speaks of: see <see cref="Intents.Idea"/>. Intents are put together from ideas ("can" + "come" asks for a free time).</summary>
    Idea,

    /// <summary>An idea denied in one word or phrase, "can't", "no longer need": see <see cref="Intents.Idea"/>.</summary>
    NoIdea,

    /// <summary>The stem of a Swahili verb, written "-fut-", or of an English one that takes Swahili prefixes, "-cancel-": see <see cref="Intents.Idea"/>.</summary>
    Stem,

    /// <summary>"please", "tafadhali", "just": carries nothing.</summary>
    Filler,

    /// <summary>A word that only tells which language the customer writes.</summary>
    Plain,
}
