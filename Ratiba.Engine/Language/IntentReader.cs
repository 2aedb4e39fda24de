namespace Ratiba.Engine.Language;

/// <summary>Weighs the clue words that are left after the slots were taken.</summary>
internal static class IntentReader
{
    // Ranks by what it would cost to overlook: a customer who wants a person gets one whatever else was said.
    private const float Certain = 1f, Clear = 0.9f, Likely = 0.7f, Implied = 0.6f, Weak = 0.3f;

    /// <summary>The intents, best first.</summary>
    public static HeardIntent[] Read(Tokens tokens, Asked asked, bool hasPick, bool hasService, bool hasWhen, bool hasStaff)
    {
        Span<float> scores = stackalloc float[(int)Intent.OutOfScope + 1];
        if (hasPick) Raise(scores, Intent.Pick, Clear);
        if (hasService || hasWhen || hasStaff) Raise(scores, Intent.Book, hasService || asked != Asked.Nothing ? Implied : 0.5f);
        var words = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            ref var token = ref tokens[i];
            if (token.Kind == TokenKind.Word) words++;
            if (token.Used) continue;
            if (tokens.Is(i, Cue.How) && tokens.Is(i + 1, Cue.Much)) Raise(scores, Intent.AskPrice, Clear);
            else if (tokens.Is(i, Cue.Good) && tokens.Is(i + 1, Cue.DayPart)) Raise(scores, Intent.Greet, Likely);
            else if (tokens.Is(i, Cue.Good)) Raise(scores, Intent.Confirm, Weak);
            else if (tokens.Is(i, Cue.Speak)) Raise(scores, Intent.Human, tokens.Is(i + 1, Cue.To) || tokens.Is(i + 1, Cue.With) ? Certain : Weak);
            else if (tokens.Is(i, Cue.Please)) Raise(scores, Intent.Confirm, Weak);
            else if (token.Meaning.Cue == Cue.Intent) Weigh(tokens, i, (Intent)token.Meaning.Value, scores);
        }
        Settle(scores, asked, words, hasService, hasWhen, hasStaff);
        return Ranked(scores);
    }

    private static void Weigh(Tokens tokens, int i, Intent intent, Span<float> scores)
    {
        var weight = intent switch
        {
            Intent.Human or Intent.OptOut or Intent.StartOver => Certain,
            Intent.Cancel or Intent.Reschedule or Intent.AskPrice => Clear,
            Intent.Book or Intent.AskHours => 0.8f,
            Intent.AskServices => 0.75f,
            Intent.Greet or Intent.Thanks => Weak,
            _ => Likely,
        };
        // "my booking" is one that exists; "book my …" and "a booking" want a new one.
        if (intent == Intent.Book && tokens.Is(i - 1, Cue.My) && scores[(int)Intent.Book] < 0.8f)
        {
            Raise(scores, Intent.MyBookings, 0.85f);
            return;
        }
        // "stop by" and "list of services" are harmless; "don't stop" is not worth a rule.
        if (intent == Intent.OptOut && tokens.Is(i + 1, Cue.At)) return;
        Raise(scores, intent, weight);
    }

    private static void Settle(Span<float> scores, Asked asked, int words, bool hasService, bool hasWhen, bool hasStaff)
    {
        // "Book it" and "confirm" answer a yes-or-no question; elsewhere yes alone says little.
        if (asked == Asked.YesNo && !hasService && !hasWhen && scores[(int)Intent.Book] > 0 && scores[(int)Intent.Deny] == 0) Raise(scores, Intent.Confirm, Clear);
        if (asked == Asked.YesNo && words <= 4)
        {
            if (scores[(int)Intent.Confirm] > 0) Raise(scores, Intent.Confirm, Clear);
            if (scores[(int)Intent.Deny] > 0) Raise(scores, Intent.Deny, 0.95f);
        }
        var takesBack = scores[(int)Intent.Deny] > 0 || scores[(int)Intent.Correct] > 0;
        if (takesBack && (hasService || hasWhen || hasStaff)) Raise(scores, Intent.Correct, Certain);
        else if (!hasService && !hasWhen && !hasStaff) Lower(scores, Intent.Correct, Weak);
        // "Price of braids?" names a service without wanting to book it now.
        if (scores[(int)Intent.AskPrice] > 0 && scores[(int)Intent.Book] <= Implied) scores[(int)Intent.Book] = 0;
        if (scores[(int)Intent.AskHours] > 0 && scores[(int)Intent.Book] <= Implied && !hasService) scores[(int)Intent.Book] = 0;
    }

    private static void Raise(Span<float> scores, Intent intent, float score) => scores[(int)intent] = Math.Max(scores[(int)intent], score);

    private static void Lower(Span<float> scores, Intent intent, float score) => scores[(int)intent] = Math.Min(scores[(int)intent], score);

    private static HeardIntent[] Ranked(Span<float> scores)
    {
        var count = scores.Length - scores.Count(0f);
        if (count == 0) return [];
        var ranked = new HeardIntent[count];
        for (var place = 0; place < count; place++)
        {
            var best = 0;
            for (var intent = 1; intent < scores.Length; intent++)
                if (scores[intent] > scores[best]) best = intent;
            ranked[place] = new HeardIntent((Intent)best, scores[best]);
            scores[best] = 0;
        }
        return ranked;
    }
}
