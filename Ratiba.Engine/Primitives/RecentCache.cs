using System.Diagnostics.CodeAnalysis;

namespace Ratiba.Engine.Primitives;

/// <summary>A dictionary that keeps the most recently used entries and lets the others go. For one thread at a time.</summary>
internal sealed class RecentCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byUse = [];

    /// <summary>How many are kept now.</summary>
    public int Count => _nodes.Count;

    /// <summary>Finds an entry and counts it as used.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        if (!ReferenceEquals(_byUse.First, node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }
        value = node.Value.Value;
        return true;
    }

    /// <summary>Adds or replaces an entry; the least recently used gives way.</summary>
    public void Put(TKey key, TValue value)
    {
        KeyValuePair<TKey, TValue> entry = new(key, value);
        if (_nodes.TryGetValue(key, out var node))
        {
            node.Value = entry;
            _byUse.Remove(node);
        }
        else if (_nodes.Count >= capacity && _byUse.Last is { } oldest)
        {
            // The node is used again, so that a full cache allocates nothing.
            _byUse.RemoveLast();
            _nodes.Remove(oldest.Value.Key);
            oldest.Value = entry;
            _nodes[key] = node = oldest;
        }
        else
        {
            _nodes[key] = node = new LinkedListNode<KeyValuePair<TKey, TValue>>(entry);
        }
        _byUse.AddFirst(node);
    }

    /// <summary>Forgets an entry.</summary>
    public void Remove(TKey key)
    {
        if (_nodes.Remove(key, out var node)) _byUse.Remove(node);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _nodes.Clear();
        _byUse.Clear();
    }
}
