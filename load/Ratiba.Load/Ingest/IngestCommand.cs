using System.CommandLine;
using System.Net;
using Ratiba.Load.Ledger;
using Ratiba.Load.Messages;
using Ratiba.Load.Traffic;

namespace Ratiba.Load.Ingest;

internal static class IngestCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port");
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5 };
        var rate = new Option<int>("--rate");
        var command = new Command("ingest", "x") { port, seconds, rate };
        command.SetAction(parsed =>
        {
            var accounts = Enumerable.Range(0, 200).Select(i => (100_000_000_000_000L + i).ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
            var source = new MessageSource(accounts, ["Hi, can I book?"], "s", TimeProvider.System);
            using var ledger = new AckLedger("/tmp/loadx", "t");
            using var generator = new Generator(new IPEndPoint(IPAddress.Loopback, parsed.GetValue(port)), 64, source, ledger);
            source.SignAhead(200000);
            for (var i = 0; i < 3; i++)
            {
                source.SignAhead(80_000 * parsed.GetValue(seconds));
                var cpu = Environment.CpuUsage.TotalTime;
                IPace pace = parsed.GetValue(rate) is > 0 and var r ? new OpenPace(r, System.Diagnostics.Stopwatch.GetTimestamp()) : new ClosedPace();
                var s = generator.Run(pace, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                cpu = Environment.CpuUsage.TotalTime - cpu;
                Console.WriteLine($"{s.PerSecond:n0}/s p50 {s.Milliseconds(50)} p99 {s.Milliseconds(99)} p99.9 {s.Milliseconds(99.9)} cpu/req {cpu.TotalMicroseconds / s.Acked:n1} µs late {source.SignedLate} {s.Troubles()}");
            }
        });
        return command;
    }
}
