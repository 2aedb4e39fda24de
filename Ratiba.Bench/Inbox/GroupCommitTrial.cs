using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Bench.Support;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Bench.Inbox;

/// <summary>
/// Appends through <see cref="InboxWriter"/> without HTTP: so many callers in a closed loop, unique events of 500 bytes. It answers how many writers the group
/// commit should have (docs/decisions/0002-group-commit.md). Compare rows of one run only.
/// </summary>
internal static class GroupCommitTrial
{
    public static async Task RunAsync(int callers, int seconds)
    {
        await using var cluster = await BenchDatabase.StartAsync();
        var connectionString = cluster.ConnectionString;
        Console.WriteLine("writers  events/s  requests/commit  us CPU here/event  us CPU Postgres/event");
        foreach (var writers in new[] { 1, 2, 3, 1, 2, 3 })
        {
            await using var database = new Database(connectionString, new DatabaseOptions());
            using var meters = new Meters();
            using var writer = new InboxWriter(
                database, Options.Create(new InboxOptions { Writers = writers }), new InboxInstruments(meters), new InboxWakeUps(), TimeProvider.System,
                NullLogger<InboxWriter>.Instance);
            long commits = 0, requests = 0;
            using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
            listener.SetMeasurementEventCallback<int>((_, value, _, _) =>
            {
                Interlocked.Increment(ref commits);
                Interlocked.Add(ref requests, value);
            });
            listener.Start();
            await writer.StartAsync(CancellationToken.None);
            while (!writer.IsConnected) await Task.Delay(10);
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
            var started = Stopwatch.GetTimestamp();
            var (hereBefore, postgresBefore) = (Environment.CpuUsage.TotalTime, await PostgresCpuAsync(connectionString));
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => LoopAsync(writer, stop.Token))));
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var here = Environment.CpuUsage.TotalTime - hereBefore;
            var postgres = await PostgresCpuAsync(connectionString) - postgresBefore;
            await writer.StopAsync(CancellationToken.None);
            Console.WriteLine($"{writers,7} {requests / elapsed,9:N0} {(double)requests / commits,16:N1} {here.TotalMicroseconds / requests,18:N1} {postgres.TotalMicroseconds / requests,22:N1}");
        }
    }

    private static async Task LoopAsync(InboxWriter writer, CancellationToken stop)
    {
        var body = Encoding.UTF8.GetBytes("{\"message\":{\"id\":\"" + new string('x', 480) + "\"}}");
        var tenant = new TenantId(Guid.NewGuid());
        while (!stop.IsCancellationRequested)
        {
            var append = writer.Rent();
            body.CopyTo(append.GetSpan(body.Length));
            append.Add(new PendingEvent(
                Guid.NewGuid(), (short)Random.Shared.Next(8), tenant, ChannelKind.WhatsApp, "message.text", Random.Shared.NextInt64(), "106540352242922",
                append.Advance(body.Length), body.Length, null));
            if (await writer.AppendAsync(append) != AppendOutcome.Committed) throw new InvalidOperationException("The append was not committed.");
            writer.Return(append);
        }
    }

    /// <summary>CPU time of all backends of the cluster so far, from /proc (ticks of 10 ms).</summary>
    private static async Task<TimeSpan> PostgresCpuAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pid from pg_stat_activity where pid <> pg_backend_pid()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        long ticks = 0;
        while (await reader.ReadAsync())
        {
            var stat = await File.ReadAllTextAsync($"/proc/{reader.GetInt32(0)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(meter => meter.Dispose());
    }
}
