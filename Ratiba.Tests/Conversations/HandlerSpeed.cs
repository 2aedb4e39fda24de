using System.Diagnostics;
using Ratiba.Engine.Inbox;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Conversations;

/// <summary>How many turns a second one lane does; run by hand with <c>-explicit only</c>, in a Release build.</summary>
public sealed class HandlerSpeed(PostgresCluster cluster, ITestOutputHelper output)
{
    private const int Tenants = 25, Batch = 128, Batches = 100;

    [Fact(Explicit = true)]
    public async Task OneLane_TurnsPerSecond()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database, Tenants);
        var next = 0;
        InboxEvent[] Fill(Func<int, string> text, int customers) =>
            [.. Enumerable.Range(0, Batch).Select(_ => lane.Text($"2547{next % customers:D8}", text(next), next++ % customers % Tenants))];

        await Measure("warm-up", () => Fill(_ => "hello", int.MaxValue));
        await Measure("new customer, whole wish", () => Fill(_ => "Hi, can I book a Swedish massage tomorrow at 3pm?", int.MaxValue));
        next = 0;
        await Measure("known customer, price", () => Fill(_ => "how much is a pedicure?", 1024));
        next = 0;
        await Measure("known customer, other price", () => Fill(_ => "how much is hot stone?", 1024));
        next = 0;
        var day = 0;
        await Measure("wish and yes alternating (books)", () => day++ % 2 == 0
            ? Fill(i => $"swedish massage tomorrow {9 + (i % 9)}:00", int.MaxValue)
            : Again("yes"));

        InboxEvent[] Again(string text)
        {
            next -= Batch;
            return Fill(_ => text, int.MaxValue);
        }

        async Task Measure(string what, Func<InboxEvent[]> fill)
        {
            var batches = Enumerable.Range(0, Batches).Select(_ => fill()).ToArray();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var bytes = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            foreach (var events in batches) await lane.HandleAsync(events);
            watch.Stop();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            bytes = GC.GetTotalAllocatedBytes() - bytes;
            var turns = (double)Batch * Batches;
            output.WriteLine(
                $"{what}: {turns / watch.Elapsed.TotalSeconds:F0} turns/s, {watch.Elapsed.TotalMilliseconds / Batches:F1} ms/batch, "
                + $"{cpu.TotalMicroseconds / turns:F0} us CPU here and {bytes / turns:F0} B per turn");
        }
    }
}
