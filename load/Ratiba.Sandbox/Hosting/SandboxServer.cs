using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ratiba.Sandbox.Behaviour;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Graph;
using Ratiba.Sandbox.Webhooks;

namespace Ratiba.Sandbox.Hosting;

/// <summary>
/// The outside world on a loopback port: a fake Graph API that receives sends and answers as Meta does, and customers who write over signed webhooks.
/// Used by <c>./ratiba up</c>, by the load runs, and in-process by tests.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _disposed;

    private SandboxServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens: the value of <c>META_GRAPH_URL</c>, and the chat page in a browser.</summary>
    public Uri Address { get; }

    /// <summary>Starts it; it is ready when the task is done.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(SandboxServer).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        AddServices(builder.Services, options);
        var application = builder.Build();

        // The hot route first and without routing; UseRouting is called by hand so that it stays behind.
        var graph = application.Services.GetRequiredService<GraphEndpoint>();
        application.Use(next => context => GraphEndpoint.Matches(context, out var account) ? graph.HandleAsync(context, account) : next(context));
        application.UseRouting();
        application.MapSandbox();

        await application.StartAsync(cancellationToken);
        return new SandboxServer(application, new Uri(application.Urls.First()));
    }

    /// <summary>Waits for SIGTERM or Ctrl+C.</summary>
    public Task RunUntilShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _application.DisposeAsync();
        }
    }

    private static void AddServices(IServiceCollection services, SandboxOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new AccountBook(options.Numbers));
        services.AddSingleton<BehaviourBook>();
        services.AddSingleton<SendLog>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<ConversationBook>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<StatusEmitter>();
        services.AddSingleton<GraphEndpoint>();
        services.ConfigureHttpJsonOptions(json =>
        {
            // The host's options win over the context's own, so they are said again here.
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SandboxJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = SandboxJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = SandboxJson.Default.Options.DefaultIgnoreCondition;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
    }
}
