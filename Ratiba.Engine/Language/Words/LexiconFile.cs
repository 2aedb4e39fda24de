using System.Globalization;
using Ratiba.Engine.Language.Intents;

namespace Ratiba.Engine.Language.Words;

/// <summary>A word or phrase with one of its meanings, as a line of a lexicon file says it.</summary>
/// <param name="Phrase">Folded.</param>
/// <param name="Meaning">The meaning.</param>
internal readonly record struct LexiconEntry(string Phrase, Meaning Meaning);

/// <summary>
/// Reads the lexicon's files: <c>Language/Lexicon/&lt;tongue&gt;/&lt;kind&gt;.txt</c>, embedded. A line is a sense, a value and perhaps a weight in tenths, then a colon and the words
/// and phrases that mean it: <c>weekday 1: monday, mon</c> or <c>cue cancel *20: call it off</c>. A value is a number or the name of an intent, an idea, a unit, a part of the day or a kind of
/// service. What follows a <c>#</c> is a remark.
/// </summary>
internal static class LexiconFile
{
    private const byte UsualWeight = 10;

    /// <summary>Every entry of the files that ship with Ratiba.</summary>
    public static List<LexiconEntry> ReadShipped()
    {
        List<LexiconEntry> entries = [];
        var assembly = typeof(LexiconFile).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // "lexicon/sw/clock.txt": see Ratiba.Engine.csproj.
            var parts = name.Replace('\\', '/').Split('/');
            if (parts is not ["lexicon", var folder, _]) continue;
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            Read(name, reader.ReadToEnd(), TongueOf(name, folder), entries);
        }
        return entries;
    }

    /// <summary>The tongue of a folder of the lexicon.</summary>
    /// <exception cref="FormatException">There is no such folder; the message names it and those that there may be.</exception>
    public static Tongue TongueOf(string file, string folder) => folder switch
    {
        "en" => Tongue.English,
        "sw" => Tongue.Swahili,
        "sheng" => Tongue.Sheng,
        _ => throw new FormatException($"Lexicon file {file}: the folder '{folder}' is no tongue of ours. Move the file to one of 'en', 'sw' and 'sheng'."),
    };

    /// <summary>Adds the entries of one file's text.</summary>
    /// <exception cref="FormatException">A line is not of the form above; the message names the file, the line and what was expected.</exception>
    public static void Read(string file, string text, Tongue tongue, List<LexiconEntry> entries)
    {
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var remark = raw.IndexOf('#');
            var line = (remark < 0 ? raw : raw[..remark]).Trim();
            if (line.IsEmpty) continue;
            var colon = line.IndexOf(':');
            if (colon < 0) throw Wrong(file, number, "there is no ':' between the sense and its words");
            var meaning = MeaningOf(file, number, line[..colon], tongue);
            var words = line[(colon + 1)..];
            foreach (var range in words.Split(','))
            {
                var phrase = words[range].Trim();
                if (phrase.IsEmpty) continue;
                var folded = new char[phrase.Length];
                Folding.Fold(phrase, folded);
                entries.Add(new LexiconEntry(new string(folded), meaning));
            }
        }
    }

    private static Meaning MeaningOf(string file, int number, ReadOnlySpan<char> head, Tongue tongue)
    {
        var words = head.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 3 || !TryName<Sense>(words[0], out var sense)) throw Wrong(file, number, $"'{head}' does not begin with a sense (Sense.cs lists them)");
        var (value, weight) = (0, UsualWeight);
        foreach (var word in words.AsSpan(1))
        {
            var read = word[0] == '*'
                ? byte.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out weight)
                : int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) || TryValue(sense, word, out value);
            if (!read) throw Wrong(file, number, $"'{word}' is neither a number, nor a weight such as *20, nor a name that '{words[0]}' takes");
        }
        return new Meaning(sense, value, weight, tongue);
    }

    private static bool TryValue(Sense sense, string word, out int value)
    {
        value = 0;
        switch (sense)
        {
            case Sense.Cue when TryName<Intent>(word, out var intent):
                value = (int)intent;
                return true;
            case Sense.Idea or Sense.NoIdea or Sense.Stem when TryName<Idea>(word, out var idea):
                value = (int)idea;
                return true;
            case Sense.Unit when TryName<TimeUnit>(word, out var unit):
                value = (int)unit;
                return true;
            case Sense.Part when TryName<DayPart>(word, out var part):
                value = (int)part;
                return true;
            case Sense.ServiceWord or Sense.ServiceStem or Sense.Variant or Sense.PersonName:
                value = KindOf(word);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The number of a kind of service or group of names: what a file calls it needs no counterpart in code. FNV-1a; a test holds that no two of ours meet.</summary>
    public static int KindOf(ReadOnlySpan<char> name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ c) * 16777619u;
        return (int)(hash & int.MaxValue);
    }

    private static bool TryName<T>(string word, out T value) where T : struct, Enum =>
        Enum.TryParse(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out value) && !char.IsAsciiDigit(word[0]);

    private static FormatException Wrong(string file, int line, string what) => new($"Lexicon file {file}, line {line}: {what}. A line reads like 'weekday 1: monday, mon'.");
}
