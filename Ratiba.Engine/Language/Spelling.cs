namespace Ratiba.Engine.Language;

/// <summary>How far apart two spellings are.</summary>
internal static class Spelling
{
    private const int Longest = 32;

    /// <summary>Whether at most <paramref name="allowed"/> letters were left out, added, changed or swapped with their neighbour.</summary>
    public static bool Within(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int allowed)
    {
        if (Math.Abs(a.Length - b.Length) > allowed || a.Length > Longest || b.Length > Longest) return false;
        // People rarely miss the first letter; requiring it keeps "male" away from "sale" and costs one comparison.
        if (char.ToLowerInvariant(a[0]) != char.ToLowerInvariant(b[0])) return false;

        Span<int> before = stackalloc int[Longest + 1], above = stackalloc int[Longest + 1], row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                var cost = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])) cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                least = Math.Min(least, cost);
            }
            if (least > allowed) return false;
            var spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[b.Length] <= allowed;
    }

    private static bool Same(char x, char y) => x == y || char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
