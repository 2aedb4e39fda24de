using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ratiba.Engine.Bookings;

/// <summary>Registers bookings.</summary>
public static class BookingRegistration
{
    /// <summary>Adds the options of bookings.</summary>
    public static IServiceCollection AddBookings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BookingOptions>().Bind(configuration.GetSection("Bookings")).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
