using System.Globalization;

namespace Ratiba.Engine.Storage;

/// <summary>The numbered <c>.sql</c> files of one kind, embedded in this assembly.</summary>
internal sealed class MigrationScripts
{
    /// <summary>Everything in <c>public</c>.</summary>
    public static readonly MigrationScripts Public = Read("public");

    /// <summary>One tenant's schema.</summary>
    public static readonly MigrationScripts Tenant = Read("tenant");

    /// <param name="all">In order of their names.</param>
    public MigrationScripts(IReadOnlyList<MigrationScript> all) => All = all;

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<MigrationScript> All { get; }

    /// <summary>The number of the last one: the version that a schema has when all have run.</summary>
    public int Version => int.Parse(All[^1].Name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static MigrationScripts Read(string kind)
    {
        var assembly = typeof(MigrationScripts).Assembly;
        var prefix = $"Ratiba.Engine.Storage.Migrations.{kind}.";
        List<MigrationScript> scripts = [];
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // its name came from the assembly itself
            scripts.Add(new MigrationScript(resource[prefix.Length..], reader.ReadToEnd()));
        }
        return new MigrationScripts(scripts);
    }
}

/// <summary>A numbered file.</summary>
internal sealed record MigrationScript(string Name, string Text);
