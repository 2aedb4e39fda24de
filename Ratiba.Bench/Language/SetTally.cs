namespace Ratiba.Bench.Language;

/// <summary>So many right of so many.</summary>
internal sealed class Share
{
    /// <summary>How many were right.</summary>
    public int Right { get; private set; }

    /// <summary>How many were looked at.</summary>
    public int All { get; private set; }

    /// <summary>The share, or null where nothing was looked at.</summary>
    public double? Value => All == 0 ? null : (double)Right / All;

    /// <summary>Counts one and gives the answer back.</summary>
    public bool Add(bool right)
    {
        All++;
        if (right) Right++;
        return right;
    }
}

/// <summary>Precision, recall and F1 of one slot: a value found at its place, one found where none is or with a wrong value, one not found.</summary>
internal sealed class SlotTally
{
    /// <summary>Found, with the right value.</summary>
    public int Hits { get; private set; }

    /// <summary>Found, but wrong or not there.</summary>
    public int False { get; private set; }

    /// <summary>There, but not found or with a wrong value.</summary>
    public int Missed { get; private set; }

    /// <summary>How much of what was found is right; null where the slot does not occur.</summary>
    public double? Precision => Hits + False == 0 ? (Missed == 0 ? null : 0) : (double)Hits / (Hits + False);

    /// <summary>How much of what is there was found.</summary>
    public double? Recall => Hits + Missed == 0 ? null : (double)Hits / (Hits + Missed);

    /// <summary>The harmonic mean of both; null where the set has no such slot at all.</summary>
    public double? F1 => Hits + Missed == 0 ? null : 2.0 * Hits / (2 * Hits + False + Missed);

    /// <summary>Counts a slot that is there.</summary>
    public bool There(bool found)
    {
        if (found) Hits++;
        else Missed++;
        return found;
    }

    /// <summary>Counts a finding that is no slot.</summary>
    public void NotThere(int count = 1) => False += count;
}

/// <summary>How bad a miss is: doing what nobody asked for is worse than a wrong value, and that is worse than having to ask again.</summary>
internal enum Harm
{
    /// <summary>Something was not understood; the shop asks.</summary>
    NotHeard,

    /// <summary>Understood as something else.</summary>
    Wrong,

    /// <summary>A command (<see cref="Commands"/>) that was not given.</summary>
    WrongCommand,
}

/// <summary>A row that was not understood as labelled.</summary>
internal sealed record Miss(string Set, string Id, string Text, string Expected, string Got, Harm Harm);

/// <summary>The figures of one set.</summary>
internal sealed class SetTally(string name, string format)
{
    private readonly HashSet<string> _inScope = [];

    /// <summary>The set's name: its folder.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of rows it has.</summary>
    public string Format { get; } = format;

    /// <summary>All rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows of which anything was scored.</summary>
    public int InScope { get; private set; }

    /// <summary>Rows whose intent was heard as labelled.</summary>
    public Share Intent { get; } = new();

    /// <summary>Expressions of time (in money sets: values) resolved exactly.</summary>
    public Share Exact { get; } = new();

    /// <summary>Rows in scope with nothing wrong at all: intents and slots together.</summary>
    public Share Whole { get; } = new();

    /// <summary>Days.</summary>
    public SlotTally Date { get; } = new();

    /// <summary>Times of day.</summary>
    public SlotTally Time { get; } = new();

    /// <summary>People.</summary>
    public SlotTally Staff { get; } = new();

    /// <summary>Amounts.</summary>
    public SlotTally Money { get; } = new();

    /// <summary>What went wrong, worst first.</summary>
    public IEnumerable<Miss> WorstMisses => Misses.OrderByDescending(miss => miss.Harm);

    /// <summary>What went wrong, in the order of the rows.</summary>
    public List<Miss> Misses { get; } = [];

    /// <summary>Counts a row that nothing of is scored.</summary>
    public void OutOfScope() => Rows++;

    /// <summary>Counts a row; <paramref name="harm"/> is null where all was right.</summary>
    public void Row(string id, string text, string expected, string got, Harm? harm)
    {
        Rows++;
        InScope++;
        if (!_inScope.Add(id)) id = $"{id} (again)";
        if (!Whole.Add(harm is null)) Misses.Add(new Miss(Name, id, text, expected, got, harm ?? Harm.Wrong));
    }
}
