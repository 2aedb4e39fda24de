using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Ratiba.Edge.Catalog;
using Ratiba.Edge.Health;
using Ratiba.Edge.Http;
using Ratiba.Edge.Inbox;
using Ratiba.Edge.Realms;
using Ratiba.Edge.Tenants;
using Ratiba.Edge.Webhooks;
using Ratiba.Engine.Hosting;
using Ratiba.Engine.Storage;

namespace Ratiba.Edge.Hosting;

/// <summary>One node: its storage, its engine and its web server, started and stopped as one.</summary>
public sealed class RatibaServer : IAsyncDisposable
{
    private readonly StorageHost _storage;
    private readonly ServiceProvider _early;
    private int _disposed;

    private RatibaServer(WebApplication app, StorageHost storage, ServiceProvider early)
    {
        _early = early;
        App = app;
        _storage = storage;
    }

    /// <summary>The running web application.</summary>
    public WebApplication App { get; }

    /// <summary>Starts a node; when it returns, requests are answered.</summary>
    /// <param name="args">Command line; settings as <c>--Name=value</c>.</param>
    /// <param name="configure">Before anything is composed; tests set addresses and settings here.</param>
    /// <param name="override">After everything is composed: last word on the services.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <exception cref="StorageException">The database cannot be used; the message says why and what to do.</exception>
    public static async Task<RatibaServer> StartAsync(string[] args, Action<WebApplicationBuilder>? configure, Action<IServiceCollection>? @override, CancellationToken cancellation)
    {
        // Nothing reads a changed settings file; a watcher would follow every file below the working folder, and with it the embedded database's.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(KestrelSetup.Configure);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // With it hosting makes an activity and a logging scope for every request, 4 % of a webhook's cost; faults are logged by Kestrel itself.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        configure?.Invoke(builder);
        if (builder.Configuration["URLS"] is null && builder.Configuration["urls"] is null) builder.WebHost.UseUrls("http://127.0.0.1:8010");

        // The storage starts before there is a host to log with; the providers are the host's all the same.
        var early = builder.Services.BuildServiceProvider();
        var logs = early.GetRequiredService<ILoggerFactory>();
        var storage = await StorageHost.StartAsync(StorageOptions.From(builder.Configuration), TimeProvider.System, logs, cancellation);
        try
        {
            builder.Services.AddEngine(builder.Configuration, storage);
            builder.Services.AddSingleton<MetaWebhooks>();
            builder.Services.AddAdminHttp().AddTenantJson();
            builder.Services.AddRealmServer();
            builder.Services.AddTenantJson();
            // System.Runtime: pauses of the garbage collector and the thread pool's queue, which show as latency everywhere else.
            builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("ratiba"))
                .WithMetrics(metrics => metrics.AddMeter("Ratiba*", "System.Runtime").AddPrometheusExporter());
            builder.Services.ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, DeadLetterJson.Default);
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, PhraseJson.Default);
            });
            @override?.Invoke(builder.Services);
            var app = builder.Build();
            Map(app);
            await app.StartAsync(cancellation);
            return new RatibaServer(app, storage, early);
        }
        catch
        {
            await storage.DisposeAsync();
            await early.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops taking requests, drains, and stops the database last.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await App.StopAsync();
        await App.DisposeAsync();
        await _storage.DisposeAsync();
        await _early.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        // First of all: a webhook must not pay for routing, authentication or anything else.
        var webhooks = app.Services.GetRequiredService<MetaWebhooks>();
        app.Use(next => context => webhooks.TryHandle(context) ?? next(context));
        app.UseAdminHttp();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapRealms();
        var api = app.MapGroup("/api/v1");
        api.MapTenants();
        api.MapDeadLetters();
        api.MapPhrases();
    }
}
