using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Ratiba.Engine.Inbox;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Brings back what was parked because its tenant was unknown, not ready or suspended, as soon as the tenant serves (TN3: inbound is stored, and all of it is back
/// on restore). It looks again and again instead of hooking into each change, because another node may still park by an older snapshot for a moment.
/// </summary>
internal sealed partial class ParkedEvents(TenantDirectory directory, DeadLetters letters, TimeProvider clock, ILogger<ParkedEvents> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    // Bounds one look: numbers that are nobody's stay in the list, and a shop that was closed for a week comes back in slices.
    private const int MostAccounts = 1_000;
    private const int MostEvents = 5_000;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping; the letters stay.
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var (channel, account) in await letters.WaitingAccountsAsync(MostAccounts, stopping))
            {
                if (directory.Current.Route(channel, account) is not { Serves: true } route) continue;
                var adopted = await letters.AdoptAsync(route.Tenant, route.Lane, channel, account, MostEvents, stopping);
                if (adopted > 0) LogAdopted(adopted, route.Tenant);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} parked events are back in the lane of tenant {Tenant}")]
    private partial void LogAdopted(int count, Primitives.TenantId tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Parked events could not be looked at; they stay where they are")]
    private partial void LogFailed(Exception failure);
}
