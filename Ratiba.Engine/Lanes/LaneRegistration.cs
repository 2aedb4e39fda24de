using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ratiba.Engine.Lanes;

/// <summary>Composes the lanes.</summary>
public static class LaneRegistration
{
    /// <summary>Needs the inbox, a <see cref="LaneCount"/> and every <c>ILaneHandler</c>; settings in section <c>Lanes</c>.</summary>
    public static IServiceCollection AddLanes(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<LaneOptions>().Bind(settings.GetSection("Lanes")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LaneInstruments>();
        services.AddSingleton<LaneOwnership>();
        services.AddHostedService(provider => provider.GetRequiredService<LaneOwnership>());
        return services;
    }
}
