using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Inbox;

/// <summary>Composes the inbox.</summary>
public static class InboxRegistration
{
    /// <summary>Needs a <see cref="Database"/> and a <see cref="TimeProvider"/>; settings in section <c>Inbox</c>.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<InboxOptions>().Bind(settings.GetSection("Inbox")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<InboxInstruments>();
        services.AddSingleton<InboxWakeUps>();
        services.AddSingleton(provider => new InboxWriter(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<IOptions<InboxOptions>>(),
            provider.GetRequiredService<InboxInstruments>(),
            provider.GetRequiredService<InboxWakeUps>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<InboxWriter>>()));
        services.AddSingleton(provider => new DeadLetters(provider.GetRequiredService<Database>(), provider.GetRequiredService<InboxWakeUps>()));
        services.AddHostedService(provider => provider.GetRequiredService<InboxWriter>());
        return services;
    }
}
