using Ratiba.Load.Report;

namespace Ratiba.Load.Ingest;

/// <summary>Runs until the server has settled: code compiled, connections open, p99 flat.</summary>
internal static class WarmUp
{
    private const int MostStretches = 5;

    // Two neighbouring stretches that differ by less are flat on a machine this small.
    private const double Flat = 0.15;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static void Run(Contender contender, Progress progress, CancellationToken cancellationToken)
    {
        var last = contender.RunClosed(Length, cancellationToken);
        for (var i = 1; i < MostStretches; i++)
        {
            var next = contender.RunClosed(Length, cancellationToken);
            if (IsNear(last.PerSecond, next.PerSecond) && IsNear(last.Milliseconds(99), next.Milliseconds(99)))
            {
                break;
            }

            last = next;
        }

        progress.Say($"{contender.Name} is warm");
    }

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= Flat * Math.Max(one, other);
}
