using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ratiba.Engine.Storage;

/// <summary>Composition of the storage.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the started storage. The caller disposes <paramref name="storage"/> itself, after the host has stopped: everything else still writes while it stops.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageHost storage)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton(storage.Database);
        services.AddSingleton(storage.Options.Retention);
        services.AddSingleton<DurabilityCheck>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Partitions>();
        services.AddSingleton<KeyRotation>();
        services.AddHostedService<PartitionJob>();
        return services;
    }
}
