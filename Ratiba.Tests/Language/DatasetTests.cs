using Ratiba.Bench.Language;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Language;

/// <summary>The public sets of <c>shared/datasets</c> against issue 3's thresholds. They are read where they lie; without them the tests are skipped.</summary>
public sealed class DatasetTests
{
    [Theory]
    [InlineData("recognizers_datetime_en", 0.92)]
    [InlineData("duckling_time_en", 0.92)]
    [InlineData("swahili_clock", 0.95)]
    [InlineData("injongo_swahili", 0.95)]
    [InlineData("kenya_money_dates", 0.95)]
    public void Exact_IsAboveItsThreshold(string name, double threshold)
    {
        var tally = Evaluate(name);
        Assert.True(tally.Exact.Value >= threshold, LabelledMessagesTests.Misses(tally, tally.Exact.Value, threshold));
    }

    [Theory]
    [InlineData("injongo_swahili", 0.92)]
    [InlineData("sgd_services", 0.92)]
    public void Intent_IsAboveItsThreshold(string name, double threshold)
    {
        var tally = Evaluate(name);
        Assert.True(tally.Intent.Value >= threshold, LabelledMessagesTests.Misses(tally, tally.Intent.Value, threshold));
    }

    [Fact]
    public void CodeMixed_IntentAndSlots_AreAboveTheThreshold()
    {
        var tally = Evaluate("kenya_codemix");
        Assert.True(tally.Intent.Value >= 0.95, LabelledMessagesTests.Misses(tally, tally.Intent.Value, 0.95));
    }

    [Fact]
    public void ServiceDialogues_Slots()
    {
        var tally = Evaluate("sgd_services");
        Assert.True(tally.Date.F1 >= 0.92, $"date F1 {tally.Date.F1:P1}");
        Assert.True(tally.Time.F1 >= 0.92, $"time F1 {tally.Time.F1:P1}");
        Assert.True(tally.Staff.F1 >= 0.90, $"staff F1 {tally.Staff.F1:P1}");
    }

    [Fact]
    public void NothingIsFound_WhereNoTimeIs() => Assert.DoesNotContain(Evaluate("duckling_time_en").Misses, miss => miss.Expected == "nothing");

    private static SetTally Evaluate(string name)
    {
        var folder = Path.Combine(SharedData.Folder("datasets"), name);
        Assert.SkipUnless(Directory.Exists(folder), $"shared/datasets/{name} is not beside the project on this machine.");
        var set = LabelledSet.Read(name, folder, Directory.GetFiles(folder, "*.jsonl"));
        var format = SetFormat.Of(set);
        Assert.NotNull(format);
        return format.Evaluate(set);
    }
}
