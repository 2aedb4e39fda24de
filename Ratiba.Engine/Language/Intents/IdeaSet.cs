using System.Numerics;

namespace Ratiba.Engine.Language.Intents;

/// <summary>A set of ideas, two words wide.</summary>
internal struct IdeaSet
{
    private ulong _low, _high;

    /// <summary>Whether nothing is in it.</summary>
    public readonly bool IsEmpty => (_low | _high) == 0;

    /// <summary>How many are in it.</summary>
    public readonly int Count => BitOperations.PopCount(_low) + BitOperations.PopCount(_high);

    /// <summary>Adds an idea.</summary>
    public void Add(Idea idea)
    {
        if ((int)idea < 64) _low |= 1UL << (int)idea;
        else _high |= 1UL << ((int)idea - 64);
    }

    /// <summary>Whether the idea is in it.</summary>
    public readonly bool Has(Idea idea) => ((int)idea < 64 ? _low >> (int)idea : _high >> ((int)idea - 64)) % 2 == 1;

    /// <summary>Whether any of the ideas is in it.</summary>
    public readonly bool Any(in IdeaSet ideas) => ((_low & ideas._low) | (_high & ideas._high)) != 0;

    /// <summary>Whether all of them are in it.</summary>
    public readonly bool All(in IdeaSet ideas) => (_low & ideas._low) == ideas._low && (_high & ideas._high) == ideas._high;

    /// <summary>Adds all of another set.</summary>
    public void Add(in IdeaSet ideas)
    {
        _low |= ideas._low;
        _high |= ideas._high;
    }

    /// <summary>A set of these.</summary>
    public static IdeaSet Of(params ReadOnlySpan<Idea> ideas)
    {
        IdeaSet set = default;
        foreach (var idea in ideas) set.Add(idea);
        return set;
    }
}
