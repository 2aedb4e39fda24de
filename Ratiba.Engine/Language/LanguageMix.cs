namespace Ratiba.Engine.Language;

/// <summary>How much of a message is in which language, as shares of its known words that sum to one, or all zero when no word told anything.</summary>
/// <param name="EnglishShare">English.</param>
/// <param name="SwahiliShare">Swahili.</param>
/// <param name="ShengShare">Sheng words and spellings.</param>
/// <param name="Words">How many words that rests on.</param>
internal readonly record struct LanguageMix(float EnglishShare, float SwahiliShare, float ShengShare, int Words);
