namespace Ratiba.Engine.Language.Words;

/// <summary>
/// Finds the words that are one slip away from another: each word is filed under itself and under every form of it with one letter left out; two words within one slip of each
/// other share such a form (W. Garbe, SymSpell, 2012). Looking a word up takes as many look-ups as it has letters, however many words there are.
/// </summary>
internal sealed class Deletions
{
    private const uint Offset = 2166136261u;
    private const uint Prime = 16777619u;

    private readonly uint[] _hashes;
    private readonly int[] _idsPlusOne;

    /// <summary>Files the words with at least <paramref name="shortest"/> letters.</summary>
    public Deletions(WordTable words, int shortest, Func<int, bool> files)
    {
        var count = 0;
        for (var id = 0; id < words.Count; id++)
            if (words[id].Length >= shortest && files(id)) count += words[id].Length + 1;
        var size = 16;
        while (size < count * 2) size *= 2;
        (_hashes, _idsPlusOne) = (new uint[size], new int[size]);
        for (var id = 0; id < words.Count; id++)
        {
            var word = words[id];
            if (word.Length < shortest || !files(id)) continue;
            for (var left = -1; left < word.Length; left++)
                // The same letter twice in a row leaves the same form twice.
                if (left < 1 || word[left] != word[left - 1]) Place(Hash(word, left), id + 1);
        }
    }

    /// <summary>Writes the numbers of words that may be within one slip of <paramref name="word"/>, each perhaps more than once; the caller measures the distance. Returns how many.</summary>
    public int Near(ReadOnlySpan<char> word, Span<int> room)
    {
        var count = 0;
        for (var left = -1; left < word.Length; left++)
        {
            if (left > 0 && word[left] == word[left - 1]) continue;
            var hash = Hash(word, left);
            for (var slot = hash & (uint)(_hashes.Length - 1); _idsPlusOne[slot] != 0; slot = (slot + 1) & (uint)(_hashes.Length - 1))
                if (_hashes[slot] == hash && count < room.Length) room[count++] = _idsPlusOne[slot] - 1;
        }
        return count;
    }

    private static uint Hash(ReadOnlySpan<char> word, int left)
    {
        var hash = Offset;
        for (var i = 0; i < word.Length; i++)
            if (i != left) hash = (hash ^ word[i]) * Prime;
        return hash ^ (hash >> 15);
    }

    private void Place(uint hash, int idPlusOne)
    {
        var slot = hash & (uint)(_hashes.Length - 1);
        while (_idsPlusOne[slot] != 0) slot = (slot + 1) & (uint)(_hashes.Length - 1);
        (_hashes[slot], _idsPlusOne[slot]) = (hash, idPlusOne);
    }
}
