using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Hears what a customer wants. Words become ideas (the lexicon, <see cref="VerbReader"/>), ideas are gathered clause by clause (<see
/// cref="ClauseReader"/>), the rules of each family of intents score them, and <see cref="Settlement"/> lets what was said outright silence what only
/// seemed to be. One walk through the message; nothing is allocated.
/// </summary>
internal static class IntentReader
{
    /// <summary>The most intents that are told of one message.</summary>
    public const int Most = 8;

    // More than any clause that people write holds; what is beyond has been said before.
    private const int CuesOfClause = 32;

    /// <summary>
    /// Writes the intents into <paramref name="room"/>, surest first and then in the order said. Returns how many; none for a message without words.
    /// </summary>
    public static int Read(in Utterance said, in IntentSetting setting, Span<HeardIntent> room) => Read(said, setting, room, out _);

    /// <summary>
    /// As above; <paramref name="refusesWhens"/> tells that every time named was named to be refused: "Thursday doesn't work for me".
    /// </summary>
    public static int Read(in Utterance said, in IntentSetting setting, Span<HeardIntent> room, out bool refusesWhens)
    {
        Span<float> values = stackalloc float[IntentScores.Room];
        Span<(int First, int Last)> tokens = stackalloc (int, int)[IntentScores.Room];
        values.Clear();
        IntentScores scores = new(values, tokens);
        Span<(Match, int)> cues = stackalloc (Match, int)[CuesOfClause];
        ClauseReader clauses = new(said, setting, cues);
        Conversation talk = default;
        while (clauses.Next(scores, out var clause))
        {
            talk.Add(clause);
            // The weather, a cab, an alarm: whatever is wanted of them, the shop has none. "I have a flight, cancel my appointment" is heard all the
            // same.
            if (clause.Abroad)
            {
                VisitRules.HearDespite(clause, setting, scores);
                continue;
            }
            TalkRules.Hear(clause, setting, scores);
            MoneyRules.Hear(clause, setting, scores);
            QuestionRules.Hear(clause, setting, scores);
            VisitRules.Hear(clause, setting, scores);
            BookingRules.Hear(clause, setting, scores);
        }
        talk.Words = clauses.Words;
        Settlement.Settle(talk, setting, scores, said.Count);
        var refuses = scores.AnyFrom(Confidence.Heard, Intent.Deny, Intent.Reschedule, Intent.MoreOptions);
        refusesWhens = refuses && talk.Whens > 0 && talk.RefusedWhens >= talk.Whens
            && !scores.AnyFrom(Confidence.Heard, Intent.Cancel, Intent.Correct, Intent.Book);
        return Rank(said, values, tokens, room);
    }

    private static int Rank(in Utterance said, Span<float> values, Span<(int First, int Last)> tokens, Span<HeardIntent> room)
    {
        var count = 0;
        // Faint ones are told only when there is nothing better.
        var least = Confidence.Heard;
        var best = 0f;
        foreach (var value in values) best = Math.Max(best, value);
        if (best < least) least = best;
        var books = values[(int)Intent.Book] >= Confidence.Likely;
        while (count < Math.Min(room.Length, Most))
        {
            var next = -1;
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] <= 0 || values[i] < least) continue;
                if (next < 0
                    || Order((Intent)i, values[i], tokens[i].First, books).CompareTo(Order((Intent)next, values[next], tokens[next].First, books)) < 0)
                    next = i;
            }
            if (next < 0) break;
            var last = said.Count - 1;
            var span = said.Count == 0 ? default : said.SpanOf(Math.Min(tokens[next].First, last), Math.Min(tokens[next].Last, last));
            room[count++] = new HeardIntent((Intent)next, values[next], span);
            values[next] = 0;
        }
        return count;
    }

    // Business before manners: "thanks, book me for three", "yes, book me for the ninth". A mere "great" beside thanks is manners, too.
    private static (int, float, int) Order(Intent intent, float score, int first, bool books) =>
        (intent is Intent.Greet or Intent.Thanks or Intent.Goodbye
            || (intent is Intent.Confirm && (books || score <= Confidence.Fair)) ? 1 : 0, -score, first);
}
