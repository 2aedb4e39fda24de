using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Hears what a customer wants. Words become ideas (the lexicon, <see cref="VerbReader"/>), ideas are gathered clause by clause (<see cref="ClauseReader"/>), the rules of each
/// family of intents score them, and <see cref="Settlement"/> lets what was said outright silence what only seemed to be. One walk through the message; nothing is allocated.
/// </summary>
internal static class IntentReader
{
    /// <summary>The most intents that are told of one message.</summary>
    public const int Most = 8;

    /// <summary>Writes the intents into <paramref name="room"/>, surest first and then in the order said. Returns how many; none for a message without words.</summary>
    public static int Read(in Utterance said, in IntentSetting setting, Span<HeardIntent> room)
    {
        Span<float> values = stackalloc float[IntentScores.Room];
        Span<(int First, int Last)> tokens = stackalloc (int, int)[IntentScores.Room];
        values.Clear();
        IntentScores scores = new(values, tokens);
        ClauseReader clauses = new(said, setting);
        Conversation talk = default;
        while (clauses.Next(scores, out var clause))
        {
            TalkRules.Hear(clause, setting, scores);
            MoneyRules.Hear(clause, setting, scores);
            QuestionRules.Hear(clause, setting, scores);
            VisitRules.Hear(clause, setting, scores);
            talk.Add(clause);
        }
        talk.Words = clauses.Words;
        Settlement.Settle(talk, setting, scores, said.Count);
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
        while (count < Math.Min(room.Length, Most))
        {
            var next = -1;
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] <= 0 || values[i] < least) continue;
                if (next < 0 || values[i] > values[next] || (values[i] == values[next] && tokens[i].First < tokens[next].First)) next = i;
            }
            if (next < 0) break;
            room[count++] = new HeardIntent((Intent)next, values[next], said.Count == 0 ? default : said.SpanOf(Math.Min(tokens[next].First, said.Count - 1), Math.Min(tokens[next].Last, said.Count - 1)));
            values[next] = 0;
        }
        return count;
    }
}
