using Ratiba.Bench.Language;

namespace Ratiba.Tests.Language;

/// <summary>The 600 messages that we wrote and labelled ourselves (issue 3: intent and slots together at least 95 %).</summary>
public sealed class LabelledMessagesTests
{
    private const double Threshold = 0.95;

    [Theory]
    [InlineData("english.jsonl")]
    [InlineData("swahili.jsonl")]
    [InlineData("mixed.jsonl")]
    public void Listen_OwnMessages_AreUnderstoodAsLabelled(string file)
    {
        var set = LabelledFiles.Of(file);
        var tally = new SetTally(file, "own messages");
        OwnMessages.Score(set, tally);
        Assert.True(tally.Rows >= 200, $"{file} holds {tally.Rows} messages, not 200.");
        Assert.True(tally.Whole.Value >= Threshold, Misses(tally, tally.Whole.Value, Threshold));
    }

    /// <summary>What a failed threshold says: the figure and every miss, worst first.</summary>
    internal static string Misses(SetTally tally, double? figure, double threshold) =>
        $"{tally.Name}: {figure:P1} is below {threshold:P0}; {tally.Misses.Count} misses:\n"
        + string.Join('\n', tally.WorstMisses.Select(miss => $"{miss.Id}: {miss.Text}\n    expected {miss.Expected}\n    heard    {miss.Got}"));
}
