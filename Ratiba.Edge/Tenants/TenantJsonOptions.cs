namespace Ratiba.Edge.Tenants;

/// <summary>Lets the routes' typed results write these shapes.</summary>
internal static class TenantJsonOptions
{
    /// <summary>Adds the generated shapes in front of the framework's own.</summary>
    public static IServiceCollection AddTenantJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, TenantJson.Default));
}
