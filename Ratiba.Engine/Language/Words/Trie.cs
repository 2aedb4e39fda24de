namespace Ratiba.Engine.Language.Words;

/// <summary>Phrases as sequences of word numbers: a state for every beginning of a phrase, and one open-addressed table of the steps between them.</summary>
internal sealed class Trie
{
    /// <summary>The state before the first word.</summary>
    public const int Root = 0;

    private ulong[] _keys = new ulong[512];
    private int[] _next = new int[512];

    /// <summary>How many states there are, the root included.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The state after a word, made now if it is new.</summary>
    public int Add(int state, int word)
    {
        var known = Next(state, word);
        if (known >= 0) return known;
        if (Count * 2 >= _keys.Length) Grow();
        Place(Key(state, word), Count);
        return Count++;
    }

    /// <summary>The state after a word, or -1 when no phrase goes on like this.</summary>
    public int Next(int state, int word)
    {
        var key = Key(state, word);
        for (var slot = SlotOf(key); _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
            if (_keys[slot] == key) return _next[slot];
        return -1;
    }

    // Never zero, which marks an empty slot.
    private static ulong Key(int state, int word) => ((ulong)(uint)state << 32 | (uint)word) + 1;

    private int SlotOf(ulong key) => (int)((key * 0x9E3779B97F4A7C15ul) >> 40) & (_keys.Length - 1);

    private void Place(ulong key, int next)
    {
        var slot = SlotOf(key);
        while (_keys[slot] != 0) slot = (slot + 1) & (_keys.Length - 1);
        (_keys[slot], _next[slot]) = (key, next);
    }

    private void Grow()
    {
        var (keys, next) = (_keys, _next);
        (_keys, _next) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var i = 0; i < keys.Length; i++)
            if (keys[i] != 0) Place(keys[i], next[i]);
    }
}
