using BenchmarkDotNet.Attributes;
using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Bench.Language;

/// <summary>What it costs to understand a message of 60 characters with 200 services and 20 people in context. Budget: 15 µs, 1.5 KB (issue 3).</summary>
[MemoryDiagnoser]
[WarmupCount(5), IterationCount(10), IterationTime(200)]
public class ListeningBenchmarks
{
    private string _message = "";

    /// <summary>The language of the message.</summary>
    [Params("English", "Swahili", "Sheng")]
    public string Language { get; set; } = "";

    /// <summary>Picks the message.</summary>
    [GlobalSetup]
    public void Setup() => _message = SpeedShop.Messages[Language];

    /// <summary>The floor: cutting it into words and looking each up.</summary>
    [Benchmark(Baseline = true)]
    public int Words()
    {
        using var room = new UtteranceRoom();
        return room.Read(_message, Lexicon.Shipped).Count;
    }

    /// <summary>All of it.</summary>
    [Benchmark]
    public object Listen() => Ear.Listen(_message, SpeedShop.Context);
}

/// <summary>That it grows with the length and no faster. Budget: 1 ms for 4,096 characters.</summary>
[MemoryDiagnoser]
[WarmupCount(5), IterationCount(10), IterationTime(200)]
public class LongMessageBenchmarks
{
    private string _message = "";

    /// <summary>Characters.</summary>
    [Params(256, 1024, 4096)]
    public int Length { get; set; }

    /// <summary>Makes the message.</summary>
    [GlobalSetup]
    public void Setup() => _message = SpeedShop.Long(Length);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true)]
    public int Words()
    {
        using var room = new UtteranceRoom();
        return room.Read(_message, Lexicon.Shipped).Count;
    }

    /// <summary>All of it.</summary>
    [Benchmark]
    public object Listen() => Ear.Listen(_message, SpeedShop.Context);
}

/// <summary>Reading the lexicon's files and building the matcher, each time in a fresh process, compiling included. Budget: 50 ms.</summary>
[SimpleJob(BenchmarkDotNet.Engines.RunStrategy.ColdStart, launchCount: 10, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class LexiconStartBenchmarks
{
    /// <summary>The first use.</summary>
    [Benchmark]
    public int Load() => Lexicon.Shipped.WordCount;
}
