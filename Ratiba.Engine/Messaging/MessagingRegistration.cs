using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Messaging;

/// <summary>Composes the channels: senders, delivery states, and what has no effect yet.</summary>
internal static class MessagingRegistration
{
    /// <summary>Needs the outbox and the tenants; settings in section <c>WhatsApp</c> and <c>META_GRAPH_URL</c>.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WhatsAppOptions>().Bind(configuration.GetSection("WhatsApp"))
            .Configure(options =>
            {
                if (configuration["META_GRAPH_URL"] is { Length: > 0 } url && Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var graph)) options.GraphUrl = graph;
            })
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WhatsAppOptions>, WhatsAppOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<MessagingInstruments>();
        services.AddSingleton<AccessToken>(provider => provider.GetRequiredService<ChannelCredentials>().AccessTokenAsync);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
            return new GraphCall(
                new HttpMessageInvoker(GraphCall.CreateHandler(options.MaxConnections, options.ConnectTimeout)), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IChannelAdapter, WhatsAppAdapter>();
        services.AddSingleton<ILaneHandler, StatusHandler>();
        services.AddSingleton<ILaneHandler, UnhandledEventHandler>();
        return services;
    }
}
