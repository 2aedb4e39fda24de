using System.Collections.Frozen;

namespace Ratiba.Engine.Language;

/// <summary>The words of one shop, prepared once per version of its catalogue so that listening allocates next to nothing.</summary>
internal sealed class ShopWords
{
    private static readonly FrozenSet<string> s_tooCommon = new[] { "a", "an", "and", "the", "of", "for", "with", "or", "in", "to", "on", "per", "min", "mins", "hr", "hour" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_titles = new[] { "dr", "doctor", "nurse", "mr", "mrs", "ms", "miss", "madam", "prof" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, int[]> _servicesByWord;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _serviceLookup;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _staffLookup;
    private readonly string[] _longWords;
    private readonly int[] _wordCounts;
    private readonly (TimeOnly Opens, TimeOnly Closes)?[] _hours;

    /// <param name="services">Names in the catalogue's order.</param>
    /// <param name="staff">Names in the catalogue's order.</param>
    /// <param name="hours">The shop's hours by <see cref="DayOfWeek"/>; null when closed.</param>
    public ShopWords(IReadOnlyList<string> services, IReadOnlyList<string> staff, (TimeOnly Opens, TimeOnly Closes)?[] hours)
    {
        _hours = hours;
        _wordCounts = new int[services.Count];
        Dictionary<string, List<int>> byWord = new(StringComparer.OrdinalIgnoreCase);
        for (var service = 0; service < services.Count; service++)
        {
            foreach (var word in Words(services[service]))
            {
                if (!byWord.TryGetValue(word, out var list)) byWord[word] = list = [];
                if (list.Contains(service)) continue;
                list.Add(service);
                _wordCounts[service]++;
            }
        }
        _servicesByWord = byWord.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        _serviceLookup = _servicesByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        _longWords = [.. byWord.Keys.Where(word => word.Length >= 4)];

        Dictionary<string, int> people = new(StringComparer.OrdinalIgnoreCase);
        for (var person = 0; person < staff.Count; person++)
            foreach (var word in Words(staff[person]))
                if (!s_titles.Contains(word)) people.TryAdd(word, person);
        _staffLookup = people.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        ServiceCount = services.Count;
    }

    /// <summary>How many services there are.</summary>
    public int ServiceCount { get; }

    /// <summary>The hours of a weekday, or null when closed.</summary>
    public (TimeOnly Opens, TimeOnly Closes)? HoursOf(DayOfWeek weekday) => _hours[(int)weekday];

    /// <summary>How many of a service's words tell it apart.</summary>
    public int WordCount(int service) => _wordCounts[service];

    /// <summary>The first person with this name, or null; titles are not names.</summary>
    public int? PersonNamed(ReadOnlySpan<char> word) => _staffLookup.TryGetValue(word, out var person) ? person : null;

    /// <summary>The services whose names hold the word as written.</summary>
    public ReadOnlySpan<int> ServicesWith(ReadOnlySpan<char> word) => _serviceLookup.TryGetValue(word, out var services) ? services : [];

    /// <summary>The services whose names hold a word that this one is a small slip of.</summary>
    public ReadOnlySpan<int> ServicesLike(ReadOnlySpan<char> word)
    {
        if (word.Length < 4) return [];
        var allowed = word.Length >= 8 ? 2 : 1;
        foreach (var known in _longWords)
            if (Spelling.Within(word, known, allowed)) return _servicesByWord[known];
        return [];
    }

    private static IEnumerable<string> Words(string name)
    {
        for (int i = 0, start = -1; i <= name.Length; i++)
        {
            var inside = i < name.Length && (char.IsLetterOrDigit(name[i]) || (name[i] == '\'' && start >= 0));
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            var word = name[start..i];
            start = -1;
            if (!s_tooCommon.Contains(word) && !char.IsAsciiDigit(word[0])) yield return word;
        }
    }
}
