using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ratiba.Load.Baselines;

/// <summary>Baseline (i): the ceiling. Kestrel reads the body, checks the signature and answers 200; nothing is kept.</summary>
internal static class HmacBaseline
{
    public static async Task RunAsync(int port, string secret, CancellationToken cancellationToken)
    {
        await using var application = BaselineHost.Build(port);
        var signature = new SignatureCheck(secret);
        application.Run(async context =>
        {
            var body = await RawBody.ReadAsync(context);
            context.Response.StatusCode = signature.IsRight(context.Request.Headers, body) ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            context.Request.BodyReader.AdvanceTo(body.End);
            context.Response.ContentLength = 0;
        });
        await application.StartAsync(cancellationToken);
        await application.WaitForShutdownAsync(cancellationToken);
    }
}

/// <summary>The host of both Kestrel baselines: as lean as the server's own, one terminal middleware and no routing.</summary>
internal static class BaselineHost
{
    public static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        return builder.Build();
    }
}
