using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>Looks after days and keys every hour. <see cref="StorageHost"/> has done it once before any traffic; a week is made ahead, so a failed hour is harmless.</summary>
internal sealed partial class PartitionJob(Partitions partitions, KeyRotation keys, TimeProvider clock, ILogger<PartitionJob> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger _log = log;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await partitions.RunAsync(stoppingToken);
                    await keys.RunAsync(stoppingToken);
                }
                catch (NpgsqlException failure)
                {
                    LogFailed(failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Partitions and keys could not be looked after; it is tried again in an hour")]
    private partial void LogFailed(Exception failure);
}
