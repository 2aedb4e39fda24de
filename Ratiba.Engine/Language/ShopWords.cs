using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language;

/// <summary>A phrase that the owner has explained (OB6).</summary>
/// <param name="Phrase">As customers write it.</param>
/// <param name="Services">The services it may mean, by index; several: ask.</param>
internal sealed record OwnPhrase(string Phrase, IReadOnlyList<int> Services);

/// <summary>
/// The words of one shop, prepared once per version of its catalogue: every word of its services' and people's names under a number, with what holds it as a set of bits, so that a
/// message costs a few look-ups per word however long the catalogue is. Slips are found through <see cref="Deletions"/> and <see cref="Names.Sounds"/>.
/// </summary>
internal sealed class ShopWords
{
    /// <summary>Shorter words are only known as they are written: one slip turns too many of them into others.</summary>
    private const int ShortestFuzzy = 5;

    // What a customer leaves out of a name without calling something else.
    private static readonly HashSet<string> s_glue = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "the", "of", "for", "with", "or", "in", "to", "on", "per", "na", "ya", "za", "wa", "la", "kwa", "at", "by",
        "service", "services", "session", "sessions", "min", "mins", "minute", "minutes", "hr", "hrs", "hour", "hours", "huduma",
    };

    private readonly WordTable _words = new();
    private readonly List<ShopWord> _meanings = [];
    private readonly List<ulong> _sets = [];
    private readonly Dictionary<int, int> _setOfKind = [];
    private readonly Dictionary<int, int[]> _peopleOfGroup = [];
    private readonly NameWord[][] _serviceNames;
    private readonly int[][] _peopleNames;
    private readonly Trie _phrases = new();
    private readonly Dictionary<int, OwnPhrase> _phraseOfState = [];
    private readonly Deletions _slips;
    private readonly Dictionary<ulong, int> _bySound = [];

    /// <param name="services">Names in the catalogue's order.</param>
    /// <param name="staff">Names in the catalogue's order.</param>
    /// <param name="hours">The shop's hours by <see cref="DayOfWeek"/>; null when closed.</param>
    /// <param name="own">Phrases that the owner has explained.</param>
    public ShopWords(
        IReadOnlyList<string> services, IReadOnlyList<string> staff, (TimeOnly Opens, TimeOnly Closes)?[] hours, IReadOnlyList<OwnPhrase>? own = null)
    {
        if (Array.Exists(hours, day => day is not null)) Hours = Array.ConvertAll(hours, day => day is { } open ? new ClockWindow(open.Opens, open.Closes) : (ClockWindow?)null);
        ServiceCount = services.Count;
        SetSize = (services.Count + 63) / 64;
        StaffCount = staff.Count;
        _serviceNames = new NameWord[services.Count][];
        for (var service = 0; service < services.Count; service++) _serviceNames[service] = AddService(services[service], service);
        _peopleNames = new int[staff.Count][];
        for (var person = 0; person < staff.Count; person++) _peopleNames[person] = AddPerson(staff[person], person);
        foreach (var phrase in own ?? []) AddPhrase(phrase);
        var named = _words.Count;
        _slips = new Deletions(_words, ShortestFuzzy, id => id < named && _meanings[id].IsName);
        for (var id = 0; id < named; id++)
        {
            if (!_meanings[id].IsName || _words[id].Length < ShortestFuzzy) continue;
            var key = Names.Sounds.KeyOf(_words[id]);
            // Two words that sound alike and are not one are told apart by spelling or not at all.
            if (key != 0 && !_bySound.TryAdd(key, id) && BaseOf(_bySound[key]) != BaseOf(id)) _bySound[key] = -1;
        }
    }

    /// <summary>How many services there are.</summary>
    public int ServiceCount { get; }

    /// <summary>How many people there are.</summary>
    public int StaffCount { get; }

    /// <summary>How many numbers a set of services takes.</summary>
    public int SetSize { get; }

    /// <summary>Whether the owner has explained any phrase.</summary>
    public bool HasPhrases => _phraseOfState.Count > 0;

    /// <summary>The shop's hours by <see cref="DayOfWeek"/>, null when closed; no list when none are known, and then they decide nothing.</summary>
    public IReadOnlyList<ClockWindow?>? Hours { get; }

    /// <summary>The shop's number of a folded word, or -1.</summary>
    public int Find(ReadOnlySpan<char> word) => _words.Find(word);

    /// <summary>What a word of the shop means.</summary>
    public ShopWord this[int word] => _meanings[word];

    /// <summary>The services whose names hold the word; empty when it is only in a person's name.</summary>
    public ReadOnlySpan<ulong> ServicesWith(int word) => SetAt(_meanings[word].Set);

    /// <summary>The services of a kind; empty when the shop has none.</summary>
    public ReadOnlySpan<ulong> ServicesOfKind(int kind) => _setOfKind.TryGetValue(kind, out var at) ? SetAt(at) : [];

    /// <summary>The words of a service's name that tell it apart.</summary>
    public ReadOnlySpan<NameWord> NameOf(int service) => _serviceNames[service];

    /// <summary>The people whose names hold the word.</summary>
    public ReadOnlySpan<int> PeopleWith(int word) => _meanings[word].People;

    /// <summary>The people whose names are forms of one name: see <see cref="Sense.PersonName"/>.</summary>
    public ReadOnlySpan<int> PeopleOfGroup(int group) => _peopleOfGroup.TryGetValue(group, out var people) ? people : [];

    /// <summary>A person's name by the numbers of its words, without titles.</summary>
    public ReadOnlySpan<int> PersonName(int person) => _peopleNames[person];

    /// <summary>Whether a word is more than an initial or two letters.</summary>
    public bool IsLong(int word) => _words[word].Length > 2;

    /// <summary>The longest explained phrase that begins at a token.</summary>
    public OwnPhrase? PhraseAt(in Utterance said, int at, out int length)
    {
        length = 0;
        OwnPhrase? found = null;
        var state = Trie.Root;
        for (var i = at; i < said.Count; i++)
        {
            var word = _words.Find(said.TextOf(i));
            state = word < 0 ? -1 : _phrases.Next(state, word);
            if (state < 0) break;
            if (!_phraseOfState.TryGetValue(state, out var phrase)) continue;
            (found, length) = (phrase, i - at + 1);
        }
        return found;
    }

    /// <summary>
    /// Writes the shop's words that a word is a slip of, nearest first and only those equally near: one letter wrong, or the same sound. Returns how many. For words that nobody knows: an
    /// ordinary word is never a slip.
    /// </summary>
    public int Like(ReadOnlySpan<char> word, Span<int> room)
    {
        if (word.Length < ShortestFuzzy - 1) return 0;
        Span<int> near = stackalloc int[32];
        var count = 0;
        foreach (var id in near[.._slips.Near(word, near)])
        {
            if (count == room.Length || room[..count].Contains(id) || _words[id][0] != word[0] || Distance.Between(word, _words[id], 1) > 1) continue;
            // "nails" is no slip of "nail" that anyone would make in a five-letter word of another meaning; the first letter is hardly ever missed.
            room[count++] = id;
        }
        if (count > 0) return count;
        var key = word.Length < ShortestFuzzy ? 0 : Names.Sounds.KeyOf(word);
        if (key == 0 || room.IsEmpty || !_bySound.TryGetValue(key, out var alike) || alike < 0) return 0;
        if (Distance.Between(word, _words[alike], 3) > Math.Min(3, (word.Length + 1) / 2 - 1)) return 0;
        room[0] = alike;
        return 1;
    }

    private ReadOnlySpan<ulong> SetAt(int at) => at < 0 ? [] : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sets).Slice(at, SetSize);

    private int BaseOf(int word) => _meanings[word].First;

    private NameWord[] AddService(string name, int service)
    {
        List<NameWord> words = [];
        using UtteranceRoom room = new();
        var said = room.Read(name, Lexicon.Shipped);
        List<int>[] kinds = new List<int>[said.Count];
        for (var i = 0; i < said.Count; i++)
        {
            foreach (var match in said.MatchesAt(i))
            {
                if (match.Meaning.Sense is not (Sense.ServiceWord or Sense.Variant) || match.Meaning.Weight < Names.ServiceReader.SaysKind) continue;
                for (var token = i; token < i + match.Length; token++) (kinds[token] ??= []).Add(match.Value);
                if (!_setOfKind.TryGetValue(match.Value, out var set)) _setOfKind[match.Value] = set = NewSet();
                Put(set, service);
            }
        }
        for (int i = 0, before = -1; i < said.Count; i++)
        {
            if (said[i].Kind == Words.TokenKind.Symbol || s_glue.Contains(said.TextOf(i).ToString())) continue;
            var word = AddWord(said.TextOf(i), said, i);
            AddTo(word, service);
            foreach (var form in FormsOf(said.TextOf(i).ToString())) AddTo(AddForm(form, word, second: -1), service);
            // "blow dry" is also written "blowdry"; "make up" "makeup".
            if (before >= 0 && said[i].Kind == Words.TokenKind.Word)
            {
                var joined = string.Concat(said.TextOf(before), said.TextOf(i));
                if (joined.Length >= ShortestFuzzy) AddTo(AddForm(joined, AddWord(said.TextOf(before), said, before), word), service);
            }
            words.Add(new NameWord(word, kinds[i]?.ToArray() ?? []));
            before = said[i].Kind == Words.TokenKind.Word ? i : -1;
        }
        return [.. words];
    }

    private int[] AddPerson(string name, int person)
    {
        List<int> words = [];
        using UtteranceRoom room = new();
        var said = room.Read(name, Lexicon.Shipped);
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Kind != Words.TokenKind.Word || said.Is(i, Sense.Title) || s_glue.Contains(said.TextOf(i).ToString())) continue;
            var word = AddWord(said.TextOf(i), said, i);
            words.Add(word);
            if (!_meanings[word].People.Contains(person)) _meanings[word] = _meanings[word] with { People = [.. _meanings[word].People, person] };
            foreach (var match in said.MatchesAt(i))
            {
                if (match.Meaning.Sense != Sense.PersonName || match.Length > 1) continue;
                var known = _peopleOfGroup.GetValueOrDefault(match.Value, []);
                if (!known.Contains(person)) _peopleOfGroup[match.Value] = [.. known, person];
            }
        }
        return [.. words];
    }

    private void AddPhrase(OwnPhrase phrase)
    {
        using UtteranceRoom room = new();
        var said = room.Read(phrase.Phrase, Lexicon.Shipped);
        var state = Trie.Root;
        for (var i = 0; i < said.Count; i++)
        {
            var word = _words.Add(said.TextOf(i));
            if (word == _meanings.Count) _meanings.Add(new ShopWord(word, -1, IsName: false, IsStrong: false, Set: -1, People: []));
            state = _phrases.Add(state, word);
        }
        if (state != Trie.Root) _phraseOfState[state] = phrase;
    }

    private int AddWord(ReadOnlySpan<char> text, in Utterance name, int at)
    {
        var word = _words.Add(text);
        if (word == _meanings.Count) _meanings.Add(new ShopWord(word, -1, IsName: true, IsStrong(name, at), Set: -1, People: []));
        else if (_meanings[word].First != word) _meanings[word] = _meanings[word] with { First = word, Second = -1, IsStrong = IsStrong(name, at) };
        return word;
    }

    private int AddForm(string text, int first, int second)
    {
        var word = _words.Add(text);
        if (word == _meanings.Count) _meanings.Add(new ShopWord(first, second, IsName: true, second >= 0 || _meanings[first].IsStrong, Set: -1, People: []));
        return word;
    }

    // A word names something by itself unless it is short, a number, or an ordinary word: "hot" in "Hot stone massage" does not.
    private static bool IsStrong(in Utterance name, int at)
    {
        if (name[at].Kind != Words.TokenKind.Word || name[at].Length < 3) return false;
        var ordinary = false;
        foreach (var match in name.MatchesAt(at))
        {
            if (match.Length > 1) continue;
            if (match.Meaning is { Sense: Sense.ServiceWord, Weight: >= Names.ServiceReader.SaysKind }) return true;
            ordinary |= match.Meaning.Sense is not (Sense.ServiceWord or Sense.PersonName);
        }
        return !ordinary;
    }

    private static IEnumerable<string> FormsOf(string word)
    {
        if (word.Length < 3 || char.IsAsciiDigit(word[0])) yield break;
        if (word.EndsWith("es", StringComparison.Ordinal) && word.Length > 4 && word[^3] is 's' or 'h' or 'x') yield return word[..^2];
        else if (word[^1] == 's' && word[^2] != 's' && word.Length > 3) yield return word[..^1];
        else if (word[^1] is 's' or 'h' or 'x') yield return word + "es";
        else yield return word + "s";
    }

    private int NewSet()
    {
        for (var i = 0; i < SetSize; i++) _sets.Add(0);
        return _sets.Count - SetSize;
    }

    private void AddTo(int word, int service)
    {
        if (_meanings[word].Set < 0) _meanings[word] = _meanings[word] with { Set = NewSet() };
        Put(_meanings[word].Set, service);
    }

    private void Put(int set, int service) => _sets[set + service / 64] |= 1ul << (service % 64);
}

/// <summary>A word of the shop's names, or a form of one.</summary>
/// <param name="First">The word itself, or the one it is a form of.</param>
/// <param name="Second">The second of two words that it joins, or -1.</param>
/// <param name="IsName">Whether it stands in a name, rather than only in a phrase that the owner explained.</param>
/// <param name="IsStrong">Whether it names something by itself.</param>
/// <param name="Set">Where the set of services lies, or -1.</param>
/// <param name="People">The people whose names hold it.</param>
internal readonly record struct ShopWord(int First, int Second, bool IsName, bool IsStrong, int Set, int[] People);

/// <summary>A word of a service's name with the kinds of service that it says.</summary>
/// <param name="Word">Its number.</param>
/// <param name="Kinds">Kinds that it stands for, alone or in a phrase.</param>
internal readonly record struct NameWord(int Word, int[] Kinds);
