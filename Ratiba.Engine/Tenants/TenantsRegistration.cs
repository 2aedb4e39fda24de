using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>Composes the registry, onboarding, credentials and realms.</summary>
public static class TenantsRegistration
{
    /// <summary>
    /// Adds the tenants. Needs <see cref="Database"/> and the migrator; its hosted services need a migrated database with its lanes, so call it behind the storage.
    /// </summary>
    public static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<RegistryOptions>().Bind(configuration.GetSection("Registry")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<TenantStore>();
        services.AddSingleton<OnboardingStore>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<RealmStore>();
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton(_ => MasterKeys.Load(configuration["RATIBA_MASTER_KEY"], configuration["RATIBA_DATA"] ?? "data"));
        services.AddSingleton<MasterKeyCheck>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<ChannelCredentials>();
        services.AddSingleton<DataKeyRotation>();
        services.AddSingleton<RegistryWatcher>();
        services.AddSingleton(provider => new TenantRegistry(
            provider.GetRequiredService<TenantStore>(), provider.GetRequiredService<ChannelCredentials>(),
            provider.GetRequiredService<RegistryWatcher>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Onboarding(
            provider.GetRequiredService<OnboardingStore>(), provider.GetRequiredService<Database>(), provider.GetRequiredService<Migrator>(),
            provider.GetRequiredService<SecretBox>(), provider.GetRequiredService<IRealms>(), provider.GetRequiredService<RegistryWatcher>(),
            provider.GetServices<TenantSeed>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Onboarding>>()));
        AddRealms(services, configuration);

        services.AddHostedService<TenantsStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<RegistryWatcher>());
        services.AddHostedService<ParkedEvents>();
        return services;
    }

    private static void AddRealms(IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration["KEYCLOAK_URL"]))
            throw new InvalidOperationException("KEYCLOAK_URL is set, but this build knows only the embedded issuer: leave KEYCLOAK_URL empty.");
        services.AddSingleton(provider => EmbeddedIssuer.Refusal(provider.GetRequiredService<IHostEnvironment>(), configuration) is { } refusal
            ? throw new InvalidOperationException(refusal)
            : new EmbeddedRealms(
                provider.GetRequiredService<RealmStore>(), provider.GetRequiredService<CredentialStore>(), provider.GetRequiredService<SecretBox>()));
        services.AddSingleton<IRealms>(provider => provider.GetRequiredService<EmbeddedRealms>());
    }
}
