using System.Text;

namespace Ratiba.Tests.Language;

/// <summary>Makes texts that nobody would write: random Unicode of all planes, halves of surrogate pairs, and our own messages with every kind of damage.</summary>
internal sealed class TextStorm(int seed, string[] messages)
{
    private static readonly string[] s_pieces =
    [
        "saa", "saa3", "3pm", "@", "/=", "9/5", "31/02/2026", "29/2", "99999999999999999999", "0", "-1", "1/0", "24:60", "25:00", "00:00", "12am", "na", "kasorobo", "robo", "nusu", "elfu", "mia",
        "milioni", "k", "tarehe", "mwezi wa 13", "next", "next next week", "every", "in", "in 99999 weeks", "after", "before", "between", "and", "to", "kesho", "jana", "year 0", "31 december 9999",
        "'", "’", "don't", "ku-", "-", "...", "?!", "\n", "\t", "\u00a0", "\u200b", "\u200d", "\ufeff", "\u202e", "\u0301", "👍🏿", "👩‍👩‍👧", "٣", "３pm", "ℵ", "ﬁ", "İ", "ß", "\0",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next text.</summary>
    public string Next() => _random.Next(100) switch
    {
        < 12 => Unicode(_random.Next(0, 40)),
        < 20 => Ascii(_random.Next(0, 60)),
        < 35 => Pieces(_random.Next(1, 9)),
        < 90 => Mutated(),
        < 99 => $"{Message()} {Message()}",
        _ => _random.Next(8) == 0 ? Long() : Unicode(_random.Next(40, 300)),
    };

    private string Message() => messages[_random.Next(messages.Length)];

    private string Piece() => s_pieces[_random.Next(s_pieces.Length)];

    private string Pieces(int count) => string.Join(_random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, count).Select(_ => _random.Next(4) == 0 ? Message() : Piece()));

    private string Ascii(int length) => string.Create(length, _random, (span, random) =>
    {
        foreach (ref var c in span) c = (char)random.Next(32, 127);
    });

    // Any UTF-16 unit, lone surrogates too; every third is a rune of a higher plane.
    private string Unicode(int count)
    {
        StringBuilder text = new(count * 2);
        for (var i = 0; i < count; i++)
        {
            if (_random.Next(3) == 0) text.Append(new Rune(_random.Next(0x10000, 0x110000)).ToString());
            else text.Append((char)_random.Next(0x10000));
        }
        return text.ToString();
    }

    private string Mutated()
    {
        StringBuilder text = new(Message());
        for (var blows = _random.Next(1, 6); blows > 0; blows--)
        {
            var at = _random.Next(text.Length + 1);
            switch (_random.Next(9))
            {
                case 0: text.Insert(at, Piece()); break;
                case 1: text.Insert(at, (char)_random.Next(0x10000)); break;
                case 2: text.Insert(at, Unicode(1)); break;
                case 3 when at < text.Length: text.Remove(at, _random.Next(1, text.Length - at + 1)); break;
                case 4 when at < text.Length: text[at] = (char)_random.Next(0x10000); break;
                case 5 when at + 1 < text.Length: (text[at], text[at + 1]) = (text[at + 1], text[at]); break;
                case 6 when at < text.Length: text[at] = char.ToUpperInvariant(text[at]); break;
                case 7: text.Insert(at, new string((char)_random.Next(32, 127), _random.Next(1, 8))); break;
                default: text.Insert(at, _random.Next(10_000_000)); break;
            }
        }
        return text.ToString();
    }

    // Beyond the 4,096 characters that are read.
    private string Long()
    {
        StringBuilder text = new();
        var length = _random.Next(1_000, 6_000);
        while (text.Length < length) text.Append(_random.Next(3) == 0 ? Unicode(5) : Mutated()).Append(' ', _random.Next(2));
        return text.ToString();
    }
}
