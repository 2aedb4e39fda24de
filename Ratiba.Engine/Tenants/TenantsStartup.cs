using Microsoft.Extensions.Hosting;

namespace Ratiba.Engine.Tenants;

/// <summary>What must be done before traffic: check the master key, undo onboardings that died with the last process, and finish a rotation of the master key.</summary>
internal sealed class TenantsStartup(MasterKeyCheck masterKey, Onboarding onboarding, DataKeyRotation rotation) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await masterKey.RunAsync(cancellationToken);
        await onboarding.RecoverAsync(cancellationToken);
        await rotation.RunAsync(cancellationToken);
        await masterKey.MoveToFirstAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
