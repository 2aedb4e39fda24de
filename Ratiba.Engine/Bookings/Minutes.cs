namespace Ratiba.Engine.Bookings;

/// <summary>Instants as whole minutes since 1970 in UTC: a diary is arrays of ints, and the search compares nothing else.</summary>
internal static class Minutes
{
    /// <summary>A day in minutes.</summary>
    public const int PerDay = 24 * 60;

    /// <summary>Starts lie on this grid of the shop's clock.</summary>
    public const int Grid = 15;

    /// <summary>The minute that holds the instant.</summary>
    public static int Of(DateTimeOffset instant) => (int)Math.Floor((instant.UtcDateTime - DateTime.UnixEpoch).TotalMinutes);

    /// <summary>The first minute that begins at or after the instant.</summary>
    public static int From(DateTimeOffset instant) => (int)Math.Ceiling((instant.UtcDateTime - DateTime.UnixEpoch).TotalMinutes);

    /// <summary>The instant at which the minute begins.</summary>
    public static DateTimeOffset At(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    /// <summary>The minute in the zone's own clock, for showing and for choosing parts of the day.</summary>
    public static DateTime Local(int minute, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(At(minute).UtcDateTime, zone);
}
