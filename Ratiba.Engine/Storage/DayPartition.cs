using System.Globalization;

namespace Ratiba.Engine.Storage;

/// <summary>One UTC day of a partitioned table.</summary>
internal readonly record struct DayPartition(string Table, DateOnly Day)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>The partition's name, without its schema.</summary>
    public string Name => $"{Table}_{Day.ToString(DayFormat, CultureInfo.InvariantCulture)}";

    /// <summary>The instant at which the day is over.</summary>
    public DateTimeOffset End => Midnight(Day.AddDays(1));

    /// <summary>Reads a partition's name; null when it is not one of ours.</summary>
    public static DayPartition? Parse(string table, string name) =>
        name.StartsWith(table + "_", StringComparison.Ordinal)
        && DateOnly.TryParseExact(name.AsSpan(table.Length + 1), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DayPartition(table, day)
            : null;

    /// <summary><c>from … to …</c> of a table that is divided by an instant.</summary>
    public static string InstantBound(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00+00";

    /// <summary>
    /// The same for a table divided by UUIDv7: the smallest id of the day. An id begins with 48 bits of Unix milliseconds, and Postgres compares ids byte by byte.
    /// </summary>
    public static string IdBound(DateOnly day)
    {
        var hex = Midnight(day).ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..]}-0000-0000-000000000000";
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
