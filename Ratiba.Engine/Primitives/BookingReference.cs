using System.Buffers.Binary;

namespace Ratiba.Engine.Primitives;

/// <summary>
/// The short name of an appointment, as a customer reads it out and types it: "K7M2X9". Letters and digits take turns, so that no reference holds a word, a time or an amount
/// ("9AM...", "SAA...", "5K..."), and no word that a customer writes looks like one.
/// </summary>
internal static class BookingReference
{
    /// <summary>Characters.</summary>
    public const int Length = 6;

    // Without I, L, O and U, which are misread aloud or for digits, as in Crockford's base 32.
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The reference of an appointment's id, from its random part: ten million names, and one shop has some hundred open appointments.</summary>
    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i += 2)
        {
            (bits, var letter) = Math.DivRem(bits, (uint)Letters.Length);
            (bits, var digit) = Math.DivRem(bits, 10);
            (text[i], text[i + 1]) = (Letters[(int)letter], (char)('0' + digit));
        }
        return new string(text);
    }

    /// <summary>Whether the text begins with the form of a reference and that form ends there, in either case of letters.</summary>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        if (text.Length < Length || (text.Length > Length && char.IsLetterOrDigit(text[Length]))) return false;
        for (var i = 0; i < Length; i += 2)
            if (!char.IsAsciiLetter(text[i]) || !char.IsAsciiDigit(text[i + 1])) return false;
        return true;
    }
}
