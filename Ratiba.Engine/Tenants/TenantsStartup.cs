using Microsoft.Extensions.Hosting;

namespace Ratiba.Engine.Tenants;

/// <summary>What must be done before traffic: undo onboardings that died with the last process, and finish a rotation of the master key.</summary>
internal sealed class TenantsStartup(Onboarding onboarding, DataKeyRotation rotation) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await onboarding.RecoverAsync(cancellationToken);
        await rotation.RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
