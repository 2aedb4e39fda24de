using System.Globalization;
using System.Text;

namespace Ratiba.Engine.Language.Saying;

/// <summary>Says whole numbers in Swahili words that <see cref="Numbers.NumberReader"/> reads back as the same number.</summary>
internal static class SwahiliNumber
{
    // "Milioni mia mbili hamsini" would be heard as 200,000,050: beyond this figures are clearer than words.
    private const long Most = 99_999_999;

    private static readonly string[] s_units = ["sifuri", "moja", "mbili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa"];
    private static readonly string[] s_tens = ["", "kumi", "ishirini", "thelathini", "arobaini", "hamsini", "sitini", "sabini", "themanini", "tisini"];

    /// <summary>"elfu tatu mia tano", "mia mbili na hamsini"; figures for what is below zero or beyond words.</summary>
    public static string Say(long number)
    {
        if (number is < 0 or > Most) return number.ToString("N0", CultureInfo.InvariantCulture);
        if (number == 0) return s_units[0];
        StringBuilder words = new();
        var rest = number;
        rest = Take(words, "milioni", 1_000_000, rest);
        rest = Take(words, "laki", 100_000, rest);
        rest = Take(words, "elfu", 1000, rest);
        rest = Take(words, "mia", 100, rest);
        if (rest == 0) return words.ToString();
        // "mia mbili na hamsini", but "mia tatu thelathini na tano": "na" stands once, before the last word.
        if (words.Length > 0) words.Append(rest < 10 || rest % 10 == 0 ? " na " : " ");
        return words.Append(BelowHundred((int)rest)).ToString();
    }

    private static long Take(StringBuilder words, string name, long unit, long number)
    {
        var (count, rest) = ((int)(number / unit), number % unit);
        if (count == 0) return number;
        if (words.Length > 0) words.Append(unit == 100 ? " " : " na ");
        // "Elfu kumi na moja" is 11,000: 10,001 puts the number first, "kumi elfu na moja".
        if (count >= 10 && count % 10 == 0 && rest is > 0 and < 10) words.Append(BelowHundred(count)).Append(' ').Append(name);
        else words.Append(name).Append(' ').Append(BelowHundred(count));
        return rest;
    }

    private static string BelowHundred(int number)
    {
        if (number < 10) return s_units[number];
        return number % 10 == 0 ? s_tens[number / 10] : $"{s_tens[number / 10]} na {s_units[number % 10]}";
    }
}
