using System.CommandLine;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Ratiba.Bench.Support;

namespace Ratiba.Bench.Language;

/// <summary><c>language-speed</c>: measures and holds the figures against the budgets of issue 3; exit code 1 when one is broken.</summary>
internal static class LanguageSpeed
{
    private const double MessageNanoseconds = 15_000, LongNanoseconds = 1_000_000, StartNanoseconds = 50_000_000;

    // Linear is a factor of 16 from 256 to 4,096 characters; half as much again is left for what no longer fits the nearest cache.
    private const double MostGrowth = 24;

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var results = ResultFiles.Option();
        var command = new Command("language-speed", "BenchmarkDotNet: time and memory of listening, and start-up of the lexicon, against the budgets.") { results };
        command.SetAction(parsed => Run(parsed.GetValue(results)));
        return command;
    }

    private static int Run(string? results)
    {
        // In one go, so that their program is built once.
        var summaries = BenchmarkRunner.Run([typeof(ListeningBenchmarks), typeof(LongMessageBenchmarks), typeof(LexiconStartBenchmarks)]);
        foreach (var summary in summaries) ResultFiles.Keep(summary, results);
        var (messages, lengths, start) = (Measured(summaries[0], "Listen"), Measured(summaries[1], "Listen"), Measured(summaries[2], "Load"));
        if (messages.Length == 0 || lengths.Length == 0 || start.Length == 0)
        {
            Console.Error.WriteLine("Nothing was measured; see above. BenchmarkDotNet builds its program from the sources: run it in the repository.");
            return 1;
        }
        var right = true;
        right &= Check("60 characters, slowest language", messages.Max(message => message.Nanoseconds), MessageNanoseconds, "ns");
        right &= Check("60 characters, most memory", messages.Max(message => message.Bytes), ListeningAllocations.Budget, "bytes");
        right &= Check("4,096 characters", lengths[^1].Nanoseconds, LongNanoseconds, "ns");
        right &= Check("growth from 256 to 4,096 characters", lengths[^1].Nanoseconds / lengths[0].Nanoseconds, MostGrowth, "times");
        right &= Check("start-up of the lexicon", start[0].Nanoseconds, StartNanoseconds, "ns");
        return right ? 0 : 1;
    }

    private static (double Nanoseconds, long Bytes)[] Measured(Summary summary, string method) =>
    [
        .. summary.Reports.Where(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && report.ResultStatistics is not null)
            .Select(report => (report.ResultStatistics!.Mean, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)), // filtered just above
    ];

    private static bool Check(string what, double value, double budget, string unit)
    {
        Console.WriteLine($"{what}: {value:N1} {unit}, budget {budget:N0}: {(value <= budget ? "PASS" : "FAIL")}");
        return value <= budget;
    }
}
