using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>A node with nothing but the tenants, on a database of a test.</summary>
internal sealed class TenantNode : IAsyncDisposable
{
    /// <summary>Every test's master key unless it brings its own.</summary>
    public const string MasterKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly IHost _host;

    private TenantNode(IHost host) => _host = host;

    public Onboarding Onboarding => Get<Onboarding>();

    public TenantRegistry Registry => Get<TenantRegistry>();

    public TenantDirectory Directory => Get<TenantDirectory>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<TenantNode> StartAsync(TestDatabase database, string masterKey = MasterKey, TenantSeed? seed = null, string pollInterval = "00:00:01")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["RATIBA_MASTER_KEY"] = masterKey,
            ["Registry:PollInterval"] = pollInterval,
        });
        builder.Logging.ClearProviders();
        // The test owns the database, so it is not the container's to dispose.
        builder.Services.AddSingleton(database.Database);
        builder.Services.AddSingleton<Migrator>();
        builder.Services.AddSingleton(new DeadLetters(database.Database, new InboxWakeUps()));
        if (seed is not null) builder.Services.AddSingleton(seed);
        builder.Services.AddTenants(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TenantNode(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
