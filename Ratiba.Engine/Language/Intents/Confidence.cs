namespace Ratiba.Engine.Language.Intents;

/// <summary>How sure a rule makes an intent. The turn acts on what is at least <see cref="Heard"/> and asks about the rest.</summary>
internal static class Confidence
{
    /// <summary>Said outright: "cancel my appointment".</summary>
    public const float Sure = 0.97f;

    /// <summary>Said in words that seldom mean anything else.</summary>
    public const float Clear = 0.9f;

    /// <summary>Said in words that may mean something else in another company.</summary>
    public const float Likely = 0.8f;

    /// <summary>Put together from parts.</summary>
    public const float Fair = 0.7f;

    /// <summary>Not said; follows from a bare slot or from the question asked.</summary>
    public const float Implied = 0.6f;

    /// <summary>The least that is reported beside others.</summary>
    public const float Heard = 0.5f;

    /// <summary>Reported only when there is nothing better: a lone "poa".</summary>
    public const float Faint = 0.4f;

    /// <summary>The confidence of a cue with this weight in tenths: 5 is faint, 10 likely, 20 sure.</summary>
    public static float Of(byte weight) => weight <= 10 ? Likely * weight / 10 : Math.Min(Sure, 0.8f + (weight - 10) * 0.017f);
}
