namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// How sure each intent is so far, and which tokens say it. An intent counts as its best reason; reasons are not added up, so that a score can be
/// explained by one rule.
/// </summary>
internal readonly ref struct IntentScores(Span<float> scores, Span<(int First, int Last)> tokens)
{
    /// <summary>How many slots the room needs: one for each intent.</summary>
    public const int Room = (int)Intent.OutOfScope + 1;

    private readonly Span<float> _scores = scores;
    private readonly Span<(int First, int Last)> _tokens = tokens;

    /// <summary>How sure the intent is; zero: not heard.</summary>
    public float this[Intent intent] => _scores[(int)intent];

    /// <summary>The tokens that say the intent.</summary>
    public (int First, int Last) TokensOf(Intent intent) => _tokens[(int)intent];

    /// <summary>Whether the intent is heard, if only faintly.</summary>
    public bool Has(Intent intent) => _scores[(int)intent] > 0;

    /// <summary>A reason for the intent: the better one stays.</summary>
    public void Raise(Intent intent, float score, int first, int last)
    {
        if (score <= _scores[(int)intent]) return;
        _scores[(int)intent] = score;
        _tokens[(int)intent] = (first, last);
    }

    /// <summary>A reason for the intent that lies in a clause.</summary>
    public void Raise(Intent intent, float score, in Clause clause) => Raise(intent, score, clause.First, clause.Last);

    /// <summary>Makes the intent no surer than this.</summary>
    public void Lower(Intent intent, float score) => _scores[(int)intent] = Math.Min(_scores[(int)intent], score);

    /// <summary>Takes the intent back.</summary>
    public void Drop(Intent intent) => _scores[(int)intent] = 0;

    /// <summary>Takes several intents back.</summary>
    public void Drop(params ReadOnlySpan<Intent> intents)
    {
        foreach (var intent in intents) Drop(intent);
    }

    /// <summary>Takes the intent back where it is no surer than this.</summary>
    public void DropUpTo(float score, Intent intent)
    {
        if (_scores[(int)intent] <= score) Drop(intent);
    }

    /// <summary>Whether one of the intents is at least so sure.</summary>
    public bool AnyFrom(float score, params ReadOnlySpan<Intent> intents)
    {
        foreach (var intent in intents)
            if (_scores[(int)intent] >= score) return true;
        return false;
    }
}
