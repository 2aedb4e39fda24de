using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Conversations;

/// <summary>Registers conversations.</summary>
public static class ConversationRegistration
{
    /// <summary>Adds the handler of customers' messages, and the list of what it did not understand. Needs tenants, catalogue, bookings, lanes and outbox.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection("Conversations")).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<ConversationInstruments>();
        services.AddSingleton(provider => new MissedPhrases(provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConversationHandler>();
        services.AddSingleton<ILaneHandler>(provider => provider.GetRequiredService<ConversationHandler>());
        services.AddSingleton<ILaneHandler, EchoHandler>();
        services.AddSingleton<ILaneListener>(provider => provider.GetRequiredService<ConversationHandler>());
        return services;
    }
}
