using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Ratiba.Engine.Storage;

/// <summary>Where the data is and how it is kept.</summary>
public sealed class StorageOptions
{
    /// <summary>A running server's Npgsql connection string (<c>RATIBA_DATABASE</c>); null or empty starts the embedded one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The embedded server's folder (<c>RATIBA_DATA</c>).</summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>The embedded server's own settings; the folder is <see cref="DataFolder"/>.</summary>
    public EmbeddedPostgresOptions? Embedded { get; init; }

    /// <summary>Lanes of a new database (<c>Lanes:Count</c>); an old one keeps its number. More lanes let more nodes share the work; each costs a connection.</summary>
    public int LaneCount { get; init; } = 8;

    /// <summary>Connections.</summary>
    public DatabaseOptions Connections { get; init; } = new();

    /// <summary>What is kept how long.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Reads <c>RATIBA_DATABASE</c>, <c>RATIBA_DATA</c>, <c>Lanes:Count</c>, <c>Storage:Connections</c>, <c>Storage:Retention</c> and <c>Storage:SharedBuffersMegabytes</c>.</summary>
    /// <exception cref="StorageException">A value is out of its range.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var folder = configuration["RATIBA_DATA"] is { Length: > 0 } configured ? configured : "./data";
        var options = new StorageOptions
        {
            ConnectionString = configuration["RATIBA_DATABASE"],
            DataFolder = folder,
            LaneCount = Number(configuration, "Lanes:Count", 8, 1, 1024),
            Embedded = new EmbeddedPostgresOptions { Folder = folder, SharedBuffersMegabytes = Number(configuration, "Storage:SharedBuffersMegabytes", 256, 16, 1 << 20) },
        };
        configuration.GetSection("Storage:Connections").Bind(options.Connections);
        configuration.GetSection("Storage:Retention").Bind(options.Retention);
        options.Retention.Validate();
        return options;
    }

    private static int Number(IConfiguration configuration, string name, int otherwise, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        throw new StorageException($"{name} is {text}; it must be a number from {least} to {most}.");
    }
}
