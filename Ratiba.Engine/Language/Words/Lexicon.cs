using Ratiba.Engine.Language.Intents;

namespace Ratiba.Engine.Language.Words;

/// <summary>
/// All words and phrases that are known, with their meanings, in one compact matcher: a table of words and a trie of word numbers, both open-addressed. Built once from the
/// embedded files; matching is a few look-ups per token and allocates nothing.
/// </summary>
internal sealed class Lexicon
{
    private static readonly Lazy<Lexicon> s_shipped = new(() => new Lexicon(LexiconFile.ReadShipped()));

    private readonly WordTable _words = new();
    private readonly Trie _trie = new();
    private readonly Meaning[] _meanings;
    private readonly (int First, int Count)[] _meaningsOfState;
    private readonly Lazy<Spelling> _spelling;
    private readonly HashSet<int> _english = [];

    /// <summary>Builds the matcher.</summary>
    public Lexicon(IReadOnlyList<LexiconEntry> entries)
    {
        List<(int State, Meaning Meaning)> found = new(entries.Count);
        List<(string Stem, int Meaning)> stems = [], ofServices = [];
        List<(string Stem, Meaning Meaning)> serviceStems = [];
        var tokens = new Token[256];
        foreach (var entry in entries)
        {
            if (entry.Meaning.Sense is Sense.Stem or Sense.ServiceStem)
            {
                var stem = entry.Phrase.Trim('-');
                if (entry.Meaning.Sense == Sense.Stem)
                {
                    stems.Add((stem, entry.Meaning.Value));
                    continue;
                }
                ofServices.Add((stem, serviceStems.Count));
                serviceStems.Add((stem, entry.Meaning));
                continue;
            }
            var state = Trie.Root;
            var count = Tokenizer.Cut(entry.Phrase, tokens);
            for (var i = 0; i < count; i++)
            {
                var word = _words.Add(entry.Phrase.AsSpan(tokens[i].Start, tokens[i].Length));
                if (entry.Meaning.Tongue == Tongue.English) _english.Add(word);
                state = _trie.Add(state, word);
            }
            found.Add((state, entry.Meaning));
        }
        Verbs = new StemTable(stems);
        ServiceVerbs = new StemTable(ofServices);
        ServiceStems = serviceStems;
        (_meanings, _meaningsOfState) = Group(found, _trie.Count);
        _spelling = new Lazy<Spelling>(() => new Spelling(_words, id => !IsOnlyKnown(id), _english.Contains, SayTheSame));
    }

    /// <summary>What misspelt words were meant to be; made when the first unknown word is met.</summary>
    public Spelling Spelling => _spelling.Value;

    /// <summary>The lexicon that ships with Ratiba: English, Swahili and Sheng.</summary>
    public static Lexicon Shipped => s_shipped.Value;

    /// <summary>Stems of verbs, which mean an <see cref="Idea"/>: see <see cref="Sense.Stem"/>.</summary>
    public StemTable Verbs { get; }

    /// <summary>The stems of <see cref="ServiceStems"/>, which mean a place in that list; a stem with several meanings stands in it several times.</summary>
    public StemTable ServiceVerbs { get; }

    /// <summary>Stems of Swahili verbs that stand for a service: see <see cref="Sense.ServiceStem"/>.</summary>
    public IReadOnlyList<(string Stem, Meaning Meaning)> ServiceStems { get; }

    /// <summary>The number of a folded word, or -1.</summary>
    public int WordId(ReadOnlySpan<char> word) => _words.Find(word);

    /// <summary>How many different words the phrases hold; a word's number is below it.</summary>
    public int WordCount => _words.Count;

    /// <summary>A word by its number.</summary>
    public ReadOnlySpan<char> Word(int id) => _words[id];

    /// <summary>Writes every meaning that begins at <paramref name="at"/> into <paramref name="room"/>, longest phrase first; those that find no room are left out. Returns how many.</summary>
    public int Match(ReadOnlySpan<Token> tokens, int at, Span<Match> room)
    {
        var count = 0;
        var state = Trie.Root;
        for (var i = at; i < tokens.Length && tokens[i].WordId >= 0; i++)
        {
            state = _trie.Next(state, tokens[i].WordId);
            if (state < 0) break;
            var (first, meanings) = _meaningsOfState[state];
            for (var m = first; m < first + meanings && count < room.Length; m++) room[count++] = new Match(_meanings[m], i - at + 1);
        }
        room[..count].Reverse();
        return count;
    }

    // Names of people and ordinary words are there to be known, not to be guessed: slips of the shop's own people are the shop's to know.
    private bool IsOnlyKnown(int word)
    {
        var state = _trie.Next(Trie.Root, word);
        if (state < 0) return false;
        var (first, count) = _meaningsOfState[state];
        for (var m = first; m < first + count; m++)
            if (_meanings[m].Sense is not (Sense.PersonName or Sense.Common)) return false;
        return count > 0;
    }

    private bool SayTheSame(int one, int other)
    {
        var (a, b) = (_trie.Next(Trie.Root, one), _trie.Next(Trie.Root, other));
        if (a < 0 || b < 0 || _meaningsOfState[a].Count == 0 || _meaningsOfState[b].Count == 0) return false;
        var (first, second) = (_meanings[_meaningsOfState[a].First], _meanings[_meaningsOfState[b].First]);
        return first.Sense == second.Sense && first.Value == second.Value;
    }

    // Two files may say the same of a word; it is kept once. Plain loops: the start-up is mostly compiling, and every generic collection of our own types is compiled anew.
    private static (Meaning[] Meanings, (int First, int Count)[] OfState) Group(List<(int State, Meaning Meaning)> found, int states)
    {
        var meanings = new Meaning[found.Count];
        var ofState = new (int First, int Count)[states];
        var room = new int[states];
        foreach (var (state, _) in found) room[state]++;
        for (int state = 0, first = 0; state < states; first += room[state++]) ofState[state].First = first;
        foreach (var (state, meaning) in found)
        {
            ref var own = ref ofState[state];
            if (!Holds(meanings.AsSpan(own.First, own.Count), meaning)) meanings[own.First + own.Count++] = meaning;
        }
        return (meanings, ofState);
    }

    private static bool Holds(ReadOnlySpan<Meaning> meanings, in Meaning meaning)
    {
        foreach (ref readonly var known in meanings)
            if (known.Value == meaning.Value && known.Sense == meaning.Sense && known.Weight == meaning.Weight && known.Tongue == meaning.Tongue) return true;
        return false;
    }
}
