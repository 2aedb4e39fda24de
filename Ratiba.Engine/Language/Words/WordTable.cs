namespace Ratiba.Engine.Language.Words;

/// <summary>Different words by number, found by their characters: an open-addressed table that grows while it is built.</summary>
internal sealed class WordTable
{
    private readonly List<(int Start, int Length, uint Hash)> _words = [];
    private char[] _letters = new char[1024];
    private int _lettersUsed;
    private int[] _slots = new int[256];

    /// <summary>How many words.</summary>
    public int Count => _words.Count;

    /// <summary>A word by its number.</summary>
    public ReadOnlySpan<char> this[int id] => _letters.AsSpan(_words[id].Start, _words[id].Length);

    /// <summary>The word's number, given out now if it is new.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        var known = Find(word);
        if (known >= 0) return known;
        if (_words.Count * 2 >= _slots.Length) Grow();
        var hash = Hash(word);
        if (_lettersUsed + word.Length > _letters.Length) Array.Resize(ref _letters, Math.Max(_letters.Length * 2, _lettersUsed + word.Length));
        word.CopyTo(_letters.AsSpan(_lettersUsed));
        _words.Add((_lettersUsed, word.Length, hash));
        _lettersUsed += word.Length;
        Place(hash, _words.Count);
        return _words.Count - 1;
    }

    /// <summary>The word's number, or -1.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var hash = Hash(word);
        var text = _letters.AsSpan();
        for (var slot = hash & (_slots.Length - 1); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var (start, length, other) = _words[_slots[slot] - 1];
            if (other == hash && word.SequenceEqual(text.Slice(start, length))) return _slots[slot] - 1;
        }
        return -1;
    }

    // FNV-1a: short words, no seed needed; the table is built from our own files and an owner's words, and a lookup is bounded by the table's fill of one half.
    private static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word) hash = (hash ^ c) * 16777619u;
        return hash ^ (hash >> 15);
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _words.Count; i++) Place(_words[i].Hash, i + 1);
    }

    private void Place(uint hash, int idPlusOne)
    {
        var slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = idPlusOne;
    }
}
