using System.Net;
using Ratiba.Load.Ledger;
using Ratiba.Load.Messages;
using Ratiba.Load.Traffic;

namespace Ratiba.Load.Ingest;

/// <summary>One server in the comparison, with its own messages and ledger, so that every id belongs to one of them.</summary>
internal sealed class Contender : IDisposable
{
    // More than any server here takes; what is not signed ahead is signed late, which the source counts.
    private const int FastestPerSecond = 90_000;

    private readonly Generator _generator;

    public Contender(string name, IPEndPoint endpoint, int connections, MessageSource messages, AckLedger ledger)
    {
        Name = name;
        Messages = messages;
        Ledger = ledger;
        _generator = new Generator(endpoint, connections, messages, ledger);
    }

    public string Name { get; }

    public MessageSource Messages { get; }

    public AckLedger Ledger { get; }

    public List<Stretch> Rounds { get; } = [];

    public double PerSecond => Median(Rounds.Select(round => round.PerSecond));

    public Stretch RunClosed(TimeSpan length, CancellationToken cancellationToken)
    {
        Messages.SignAhead((int)(length.TotalSeconds * FastestPerSecond));
        return _generator.Run(new ClosedPace(), length, null, cancellationToken);
    }

    public Stretch RunOpen(double perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        const double Spare = 1.1; // The gaps are random, so a stretch may have a few more than planned.
        Messages.SignAhead((int)(length.TotalSeconds * perSecond * Spare) + 1000);
        return _generator.Run(new OpenPace(perSecond, System.Diagnostics.Stopwatch.GetTimestamp()), length, null, cancellationToken);
    }

    public void Dispose()
    {
        _generator.Dispose();
        Ledger.Dispose();
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
