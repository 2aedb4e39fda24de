using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Catalog;

/// <summary>Registers the catalogue.</summary>
public static class CatalogRegistration
{
    /// <summary>Adds the catalogue's options, cache, customers' own phrases and demo seed.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection("Catalog")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            new CatalogCache(provider.GetRequiredService<IOptions<CatalogOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new OwnPhrases(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<CatalogCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DemoCatalog>();
        services.AddSingleton<TenantSeed>(provider => provider.GetRequiredService<DemoCatalog>().SeedAsync);
        return services;
    }
}
