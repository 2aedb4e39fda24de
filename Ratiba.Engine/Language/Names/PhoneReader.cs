using PhoneNumbers;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>
/// A phone number as customers write it, in E.164: "0722 418 093", "+254-733-908172", "722418093". Without a country it is Kenya's. The library is only asked where at least nine digits stand
/// together; it knows every country's plan, so that an account or till number is not taken for a phone.
/// </summary>
internal static class PhoneReader
{
    private const string Home = "KE";

    // A number within Kenya has nine digits after the 0; E.164 allows fifteen.
    private const int Fewest = 9;
    private const int Most = 15;

    /// <summary>The first valid number, or null.</summary>
    public static Heard<string>? Read(in Utterance said)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (!said.IsDigits(i) || said[i].Taken) continue;
            // "01.06.2026 14:30" begins like a number of Kenya.
            if (NumericDates.IsWhole(said, i))
            {
                i += 4;
                continue;
            }
            if (TryRead(said, i, out var number, out var last))
            {
                var first = i > 0 && (said.IsSymbol(i - 1, '+') || IsLetterO(said, i - 1)) && said.Touches(i) ? i - 1 : i;
                return new Heard<string>(number, said.Take(first, last));
            }
            i = last;
        }
        return null;
    }

    private static bool TryRead(in Utterance said, int first, out string number, out int last)
    {
        Span<char> digits = stackalloc char[Most + 2];
        var count = 0;
        if (first > 0 && said.Touches(first))
        {
            if (said.IsSymbol(first - 1, '+')) digits[count++] = '+';
            else if (IsLetterO(said, first - 1)) digits[count++] = '0';
        }
        (number, last) = ("", first);
        for (var i = first; i < said.Count; i++)
        {
            if (!said.IsDigits(i))
            {
                // "0722-418-093", "(0722) 418 093", "254.722.418093"
                if (said.IsDigits(i + 1) && (said.IsSymbol(i, '-') || said.IsSymbol(i, '.') || said.IsSymbol(i, ')') || said.IsSymbol(i, '/'))) continue;
                break;
            }
            var text = said.TextOf(i);
            if (count + text.Length > digits.Length) break;
            text.CopyTo(digits[count..]);
            count += text.Length;
            last = i;
            if (count < Fewest || !TryParse(digits[..count], out number)) continue;
            return true;
        }
        return false;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, out string number)
    {
        number = "";
        var plan = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = plan.Parse(digits.ToString(), Home);
            if (!plan.IsValidNumber(parsed)) return false;
            number = plan.Format(parsed, PhoneNumberFormat.E164);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private static bool IsLetterO(in Utterance said, int at) => said.TextIs(at, "o");
}
