using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Hosting;

/// <summary>Composes the engine. Services start in the order in which they are added and stop in reverse: what makes work stands below what does it.</summary>
public static class EngineRegistration
{
    /// <summary>Adds everything behind the edge to a host whose storage has been started.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration settings, StorageHost storage)
    {
        services.AddStorage(storage);
        services.AddSingleton(new LaneCount(storage.Options.LaneCount));
        services.AddTenants(settings);
        services.AddInbox(settings);
        services.AddOutbox(settings);
        services.AddCatalog(settings);
        services.AddMessaging(settings);
        services.AddBookings(settings);
        services.AddConversations(settings);
        services.AddLanes(settings);
        services.AddSingleton<Readiness>();
        return services;
    }
}
