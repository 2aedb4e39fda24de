namespace Ratiba.Engine.Language.Words;

/// <summary>A language of the lexicon's files.</summary>
internal enum Tongue : byte
{
    English,
    Swahili,
    Sheng,
}

/// <summary>One meaning of a word or phrase: a line of a lexicon file.</summary>
/// <param name="Sense">The kind of meaning.</param>
/// <param name="Value">What it stands for; see <see cref="Words.Sense"/>.</param>
/// <param name="Weight">How strong, in tenths; 10 unless the line says otherwise.</param>
/// <param name="Tongue">The language of the file.</param>
internal readonly record struct Meaning(Sense Sense, int Value, byte Weight, Tongue Tongue);

/// <summary>A word or phrase of the lexicon found in an utterance.</summary>
/// <param name="Meaning">What it means.</param>
/// <param name="Length">How many tokens it covers.</param>
internal readonly record struct Match(Meaning Meaning, int Length)
{
    /// <summary>The number the meaning carries.</summary>
    public int Value => Meaning.Value;
}
