namespace Ratiba.Engine.Language.Words;

/// <summary>A set of <see cref="Sense"/>s: readers ask hundreds of times "does a weekday begin here?", and nearly always the answer is no.</summary>
internal struct SenseSet
{
    private ulong _low;
    private ulong _high;

    /// <summary>All senses from one to another, both included.</summary>
    public static SenseSet Between(Sense first, Sense last)
    {
        SenseSet set = default;
        for (var sense = first; sense <= last; sense++) set.Add(sense);
        return set;
    }

    /// <summary>Adds one.</summary>
    public void Add(Sense sense)
    {
        if ((int)sense < 64) _low |= 1ul << (int)sense;
        else _high |= 1ul << ((int)sense - 64);
    }

    /// <summary>Whether it is in.</summary>
    public readonly bool Has(Sense sense) => (((int)sense < 64 ? _low : _high) >> ((int)sense & 63) & 1) != 0;

    /// <summary>Whether the sets share one.</summary>
    public readonly bool Overlaps(in SenseSet other) => ((_low & other._low) | (_high & other._high)) != 0;
}
