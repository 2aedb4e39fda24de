using System.CommandLine;
using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary><c>language-allocations</c>: bytes allocated per message of 60 characters, against the budget. Quick enough for every full test run.</summary>
internal static class ListeningAllocations
{
    /// <summary>Issue 3: at most 1.5 KB per message.</summary>
    public const int Budget = 1_536;

    // More than the runtime takes to compile the last of it again.
    private const int Rounds = 20_000;

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("language-allocations", "Bytes allocated per message of 60 characters, against the budget.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var right = true;
        foreach (var (language, message) in SpeedShop.Messages)
        {
            var bytes = BytesOf(message, Rounds);
            right &= bytes <= Budget;
            Console.WriteLine($"{language,-8} {bytes,6:N0} bytes per message, budget {Budget:N0}: {(bytes <= Budget ? "PASS" : "FAIL")}");
        }
        return right ? 0 : 1;
    }

    /// <summary>Bytes per message, after as many rounds that fill the pools and caches.</summary>
    public static long BytesOf(string message, int rounds)
    {
        for (var i = 0; i < rounds; i++) Ear.Listen(message, SpeedShop.Context);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++) Ear.Listen(message, SpeedShop.Context);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
    }
}
