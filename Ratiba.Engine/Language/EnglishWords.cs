using System.Collections.Frozen;

namespace Ratiba.Engine.Language;

/// <summary>What kind of clue a word is.</summary>
internal enum Cue : byte
{
    None,
    Intent,
    Weekday,
    Month,
    Number,
    Ordinal,
    Meridiem,
    DayPart,
    RelativeDay,
    Noon,
    Midnight,
    Half,
    Quarter,
    Past,
    To,
    After,
    Before,
    Between,
    From,
    And,
    At,
    Hours,
    Next,
    This,
    Day,
    Week,
    Weekend,
    In,
    Good,
    How,
    Much,
    My,
    Speak,
    Anyone,
    OrdinalEnding,
    Article,
    With,
    Please,
    What,
    Last,
}

/// <summary>A known word: its kind and its value (an <see cref="Intent"/>, a number, a weekday …).</summary>
internal readonly record struct Meaning(Cue Cue, short Value);

/// <summary>The English words that booking takes.</summary>
internal static class EnglishWords
{
    private static readonly FrozenDictionary<string, Meaning> s_words = Build();
    private static readonly FrozenDictionary<string, Meaning>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The meaning of a word, in any case.</summary>
    public static Meaning Of(ReadOnlySpan<char> word) => s_lookup.TryGetValue(word, out var meaning) ? meaning : default;

    private static FrozenDictionary<string, Meaning> Build()
    {
        Dictionary<string, Meaning> words = new(StringComparer.OrdinalIgnoreCase);
        void Add(Cue cue, int value, string list)
        {
            foreach (var word in list.Split(' ')) words.Add(word, new Meaning(cue, (short)value));
        }
        void Means(Intent intent, string list) => Add(Cue.Intent, (int)intent, list);

        Means(Intent.Greet, "hi hello hey hallo helo hae greetings hiya");
        Means(Intent.Book, "book booking bookings appointment appointments appt reserve reservation slot slots schedule available availability free visit");
        Means(Intent.AskPrice, "price prices cost costs charge charges fee fees rate rates pricing");
        Means(Intent.AskHours, "open opens opening close closes closing closed");
        Means(Intent.AskServices, "services service menu catalogue catalog list treatments");
        Means(Intent.Cancel, "cancel cancelling canceling cancelled canceled cancellation cancle");
        Means(Intent.Reschedule, "reschedule postpone move shift");
        Means(Intent.Confirm, "yes yeah yea yep yup y ok okay okey sure correct right confirm perfect great fine alright proceed 👍 👌 ✅");
        Means(Intent.Deny, "no nope nah n dont don't don’t not wrong never 👎");
        Means(Intent.MoreOptions, "other others more another else different later");
        Means(Intent.Correct, "actually instead rather change make meant");
        Means(Intent.Human, "human person agent manager owner operator attendant receptionist representative "
            + "stupid useless rubbish nonsense angry scam scammer thief thieves terrible worst idiot idiots pathetic complaint complain");
        Means(Intent.Thanks, "thanks thank thx tnx thnx cheers bye goodbye");
        Means(Intent.OptOut, "stop unsubscribe quit");
        Means(Intent.StartOver, "restart reset");

        string[] weekdays =
            ["sunday sun", "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat"];
        for (var day = 0; day < weekdays.Length; day++) Add(Cue.Weekday, day, weekdays[day]);
        string[] months =
        [
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct",
            "november nov", "december dec",
        ];
        for (var month = 0; month < months.Length; month++) Add(Cue.Month, month + 1, months[month]);
        string[] numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        string[] ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        for (var i = 0; i < numbers.Length; i++) Add(Cue.Number, i + 1, numbers[i]);
        for (var i = 0; i < ordinals.Length; i++) Add(Cue.Ordinal, i + 1, ordinals[i]);

        Add(Cue.Meridiem, 0, "am");
        Add(Cue.Meridiem, 12, "pm");
        Add(Cue.DayPart, (int)DayPart.Morning, "morning mornings");
        Add(Cue.DayPart, (int)DayPart.Afternoon, "afternoon afternoons");
        Add(Cue.DayPart, (int)DayPart.Evening, "evening evenings");
        Add(Cue.RelativeDay, 0, "today tonight now");
        Add(Cue.RelativeDay, 1, "tomorrow tomorow tommorow tommorrow tmrw tmr tmrow 2moro tomoro");
        Add(Cue.Noon, 12, "noon midday lunchtime");
        Add(Cue.Midnight, 0, "midnight");
        Add(Cue.Half, 30, "half");
        Add(Cue.Quarter, 15, "quarter");
        Add(Cue.Past, 0, "past");
        Add(Cue.To, 0, "to till until");
        Add(Cue.After, 0, "after");
        Add(Cue.Before, 0, "before");
        Add(Cue.Between, 0, "between");
        Add(Cue.From, 0, "from");
        Add(Cue.And, 0, "and");
        Add(Cue.At, 0, "at around by about @");
        Add(Cue.Hours, 0, "hours hrs oclock o'clock ish");
        Add(Cue.Next, 0, "next");
        Add(Cue.This, 0, "this");
        Add(Cue.Day, 0, "day days");
        Add(Cue.Week, 0, "week weeks");
        Add(Cue.Weekend, 0, "weekend wknd");
        Add(Cue.In, 0, "in on");
        Add(Cue.Good, 0, "good");
        Add(Cue.How, 0, "how");
        Add(Cue.Much, 0, "much");
        Add(Cue.My, 0, "my");
        Add(Cue.Speak, 0, "speak talk");
        Add(Cue.Anyone, 0, "anyone anybody any whoever");
        Add(Cue.OrdinalEnding, 0, "st nd rd th");
        Add(Cue.Article, 0, "the a an");
        Add(Cue.With, 0, "with");
        Add(Cue.Please, 0, "please pls plz kindly");
        Add(Cue.What, 0, "what when which");
        Add(Cue.Last, 0, "last");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
