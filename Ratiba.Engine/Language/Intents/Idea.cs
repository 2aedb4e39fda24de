namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// What a word speaks of, in any of the three languages. One idea is seldom an intent; the rules put intents together from the ideas of a clause:
/// <see cref="Can"/> and <see cref="Come"/> ask for a free time, <see cref="Mine"/> and <see cref="Visit"/> for the own booking. At most 128: see
/// <see cref="IdeaSet"/>.
/// </summary>
internal enum Idea : byte
{
    None,

    // ---- what one does with a visit ----

    /// <summary>"book", "hifadhi".</summary>
    Book,

    /// <summary>"put", "weka": books only together with a thing that can be booked.</summary>
    Put,

    /// <summary>"cancel", "futa", "ghairi".</summary>
    Cancel,

    /// <summary>"remove", "toa", "ondoa": cancels a visit, but takes a number off a list, too.</summary>
    Remove,

    /// <summary>"reschedule", "sogeza", "ahirisha".</summary>
    Move,

    /// <summary>"change", "badilisha": moves a visit, or corrects an answer.</summary>
    Change,

    /// <summary>"confirm", "thibitisha".</summary>
    Confirm,

    /// <summary>"come", "kuja", "pass by".</summary>
    Come,

    /// <summary>"arrive", "make it", "fika".</summary>
    Arrive,

    /// <summary>"late", "chelewa".</summary>
    BeLate,

    /// <summary>"traffic", "foleni", "on my way": what makes people late.</summary>
    OnTheWay,

    /// <summary>"matatu", "gari": late when it breaks down.</summary>
    Ride,

    /// <summary>"wait", "subiri".</summary>
    Wait,

    /// <summary>"get", "find", "pata".</summary>
    Find,

    /// <summary>"give me", "nipe".</summary>
    Give,

    /// <summary>"do", "offer", "fanya": what a shop does for people.</summary>
    Do,

    /// <summary>"add", "ongeza".</summary>
    Add,

    /// <summary>"take", "chukua".</summary>
    Take,

    // ---- wishes and questions ----

    /// <summary>"want", "need", "nataka", "naomba".</summary>
    Want,

    /// <summary>"can", "naweza", "is it possible".</summary>
    Can,

    /// <summary>"can you", "unaweza": a polite order.</summary>
    WouldYou,

    /// <summary>"must", "do I need to", "lazima".</summary>
    Must,

    /// <summary>"if", "kama", "when I": what follows is not so, or not yet.</summary>
    If,

    /// <summary>"is it so?": "je", "do you", "did".</summary>
    Whether,

    /// <summary>"what", "which", "gani", "nini".</summary>
    What,

    /// <summary>"when", "what time", "saa ngapi", "lini".</summary>
    When,

    /// <summary>"where", "wapi".</summary>
    Where,

    /// <summary>"how", "vipi", "aje".</summary>
    How,

    /// <summary>"how many", "ngapi": a price, unless something else is counted.</summary>
    HowMany,

    /// <summary>"who", "nani".</summary>
    Who,

    /// <summary>"check", "angalia".</summary>
    Check,

    /// <summary>"show me", "nionyeshe".</summary>
    Show,

    /// <summary>"tell me", "I'd like to know", "nijulishe".</summary>
    Tell,

    // ---- things ----

    /// <summary>"appointment", "booking", "miadi": a visit, mostly one that exists.</summary>
    Visit,

    /// <summary>"booked", "nimebook": that a visit exists.</summary>
    Booked,

    /// <summary>"slot", "space", "nafasi".</summary>
    Space,

    /// <summary>"table", "room": what other houses book.</summary>
    Seat,

    /// <summary>"time", "saa", "muda" as a thing.</summary>
    Time,

    /// <summary>"day", "siku" as a thing.</summary>
    Day,

    /// <summary>"service", "huduma".</summary>
    Service,

    /// <summary>"hair done", "a trim": what one comes for, in words that name no service of a list.</summary>
    Groom,

    /// <summary>"the salon", "a doctor": the house or its people by trade; who wants to see one wants a visit.</summary>
    House,

    /// <summary>"type", "kind", "aina", "menu", "list of what you do".</summary>
    Kind,

    /// <summary>"my", "yangu".</summary>
    Mine,

    /// <summary>"your", "yenu".</summary>
    Yours,

    /// <summary>"other", "another", "nyingine", "later ones".</summary>
    Other,

    /// <summary>"option", "chaguo".</summary>
    Option,

    /// <summary>"free", "available": of a time or a person.</summary>
    Free,

    /// <summary>"full", "mmejaa".</summary>
    Full,

    /// <summary>"is there", "kuna", "iko".</summary>
    Exists,

    /// <summary>"do you have", "mna", "mko na".</summary>
    YouHave,

    /// <summary>"I have", "nina".</summary>
    IHave,

    /// <summary>"is X in", "yuko": whether a person works then.</summary>
    Present,

    /// <summary>"again", "tena".</summary>
    Again,

    /// <summary>"still", "bado".</summary>
    Still,

    /// <summary>"instead", "badala ya".</summary>
    Instead,

    /// <summary>"to", "iwe", "hadi", before the new time.</summary>
    Becomes,

    /// <summary>"together", "everything": "forget all that".</summary>
    All,

    // ---- money ----

    /// <summary>"price", "how much", "bei".</summary>
    Price,

    /// <summary>"cost", "charge", "gharimu", "toza".</summary>
    Cost,

    /// <summary>"discount", "punguza".</summary>
    Discount,

    /// <summary>"money", "pesa", "doh".</summary>
    Money,

    /// <summary>"pay", "lipa".</summary>
    Pay,

    /// <summary>"paid", said of what is done.</summary>
    Paid,

    /// <summary>"send", "tuma".</summary>
    Send,

    /// <summary>"deposit", "booking fee", "amana".</summary>
    Deposit,

    /// <summary>"sent", said of what is done.</summary>
    Sent,

    /// <summary>"refund", "rudishiwa".</summary>
    Refund,

    /// <summary>"fail", "decline", "kataa", "goma".</summary>
    Fail,

    /// <summary>"stk", "prompt", "ombi la kulipa".</summary>
    Prompt,

    /// <summary>"till", "paybill".</summary>
    Till,

    /// <summary>"M-Pesa", "card", "cash": ways to pay.</summary>
    PayWay,

    /// <summary>"accept", "agree", "kubali".</summary>
    Accept,

    /// <summary>"balance".</summary>
    Balance,

    // ---- the shop ----

    /// <summary>"open", "fungua".</summary>
    Open,

    /// <summary>"close", "funga".</summary>
    Close,

    /// <summary>"hours": opening hours as a thing.</summary>
    Hours,

    /// <summary>"located", "location", "directions".</summary>
    Location,

    /// <summary>"parking", "walk in", "with a child": what a house has rules about.</summary>
    HouseRule,

    /// <summary>"child", "baby", "mtoto".</summary>
    Child,

    /// <summary>"bring", "come with", "kuja na".</summary>
    Bring,

    // ---- talk ----

    /// <summary>"not", "sio": denies what stands near it.</summary>
    Not,

    /// <summary>"yes" and what stands for it.</summary>
    Yes,

    /// <summary>"ok", "sawa", "poa": an acknowledgement, perhaps a yes.</summary>
    Okay,

    /// <summary>"good", "works", "inafaa": fits me.</summary>
    Fits,

    /// <summary>"work", "suit" as bare verbs: "does Friday work"; "I am at work" agrees to nothing.</summary>
    Suit,

    /// <summary>"no", "hapana".</summary>
    No,

    /// <summary>"wrong", "mistake", "nimekosea".</summary>
    Wrong,

    /// <summary>"actually", "wait", "ngoja": something is taken back.</summary>
    Actually,

    /// <summary>"I said", "I meant", "nilimaanisha".</summary>
    Meant,

    /// <summary>"say", "sema".</summary>
    Say,

    /// <summary>"repeat", "rudia".</summary>
    Repeat,

    /// <summary>"understand", "elewa", "get that".</summary>
    Understand,

    /// <summary>"go back", "rudi".</summary>
    Return,

    /// <summary>"previous", "back", "nyuma".</summary>
    Back,

    /// <summary>"question", "step", "swali".</summary>
    Question,

    /// <summary>"begin", "anza".</summary>
    Begin,

    /// <summary>"from the top", "afresh", "upya".</summary>
    Afresh,

    /// <summary>"forget", "leave", "achana na".</summary>
    Forget,

    /// <summary>"skip", "ruka".</summary>
    Skip,

    /// <summary>"share": data one would rather keep.</summary>
    Share,

    /// <summary>"next", "continue", "endelea".</summary>
    GoOn,

    /// <summary>"stop", "acha".</summary>
    Stop,

    /// <summary>"message", "offers", "ujumbe".</summary>
    Message,

    /// <summary>"receive", "subscribe", "pokea".</summary>
    Receive,

    /// <summary>"list", "orodha".</summary>
    List,

    /// <summary>"notify", "let me know", "nishtue": me, later.</summary>
    Notify,

    /// <summary>"speak", "ongea", "call".</summary>
    Speak,

    /// <summary>"a person", "someone", "mtu".</summary>
    Person,

    /// <summary>"manager", "owner", "mwenye".</summary>
    Boss,

    /// <summary>"robot", "mashine".</summary>
    Robot,

    /// <summary>"number", "phone", "namba".</summary>
    Number,

    /// <summary>"name", "jina".</summary>
    Name,

    /// <summary>"help".</summary>
    Help,

    // ---- feelings ----

    /// <summary>"bad", "vibaya", "poor job".</summary>
    Bad,

    /// <summary>"happy", "satisfied", "furahia": denied it is a complaint.</summary>
    Happy,

    /// <summary>"promise", "ahidi".</summary>
    Promise,

    /// <summary>"spoil", "haribika", "fall off".</summary>
    Spoil,

    // ---- what is none of the shop's business ----

    /// <summary>Sport, politics, alarms, flights, goods, spam.</summary>
    Foreign,

    /// <summary>Words said to a machine and not to a shop: "ignore previous instructions", SQL, code, role play.</summary>
    Machine,

    /// <summary>"inform him", "mjulishe": an order that concerns third persons.</summary>
    TellOther,

    /// <summary>"sell", "buy", "uza", "nunua".</summary>
    Trade,
}
