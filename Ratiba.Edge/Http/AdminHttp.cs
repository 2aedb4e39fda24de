using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;

namespace Ratiba.Edge.Http;

/// <summary>What all routes of the admin REST share: access, the one error shape, Idempotency-Key.</summary>
internal static class AdminHttp
{
    private static readonly PathString Api = "/api/v1";
    private static readonly PathString Webhooks = "/api/v1/webhooks";

    /// <summary>Adds access by key and token, and the JSON shapes of problems.</summary>
    public static IServiceCollection AddAdminHttp(this IServiceCollection services)
    {
        services.AddAccess();
        services.AddSingleton<Idempotency>();
        // API.md writes every name in snake_case.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        });
        return services;
    }

    /// <summary>
    /// Gives every failure of the API a body, the webhooks excepted, and adds routing and access. They are named here, because the framework would otherwise put
    /// them in front of everything, and a webhook would pay for them. Call it before the routes are mapped.
    /// </summary>
    public static void UseAdminHttp(this IApplicationBuilder app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Api) && !context.Request.Path.StartsWithSegments(Webhooks),
            api => api
                .UseExceptionHandler(new ExceptionHandlerOptions
                {
                    ExceptionHandler = AnswerExceptionAsync,
                    // A body that could not be read is not an error of ours.
                    SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException,
                })
                .UseStatusCodePages(pages => Problems.ForStatus(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext)));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Gives the POSTs below a route their Idempotency-Key.</summary>
    public static RouteGroupBuilder WithIdempotency(this RouteGroupBuilder routes) => routes.AddEndpointFilter(
        (context, next) => context.HttpContext.RequestServices.GetRequiredService<Idempotency>().InvokeAsync(context, next));

    private static Task AnswerExceptionAsync(HttpContext http) => (http.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => Problems.ForStatus(bad.StatusCode),
        // No SQLSTATE: the server did not answer. Transient: it says that the same may work later.
        DbException { SqlState: null } or DbException { IsTransient: true } =>
            Problems.Unavailable(http, "database_unavailable", "The database does not answer. Nothing is lost; try again.", retryAfterSeconds: 2),
        _ => Problems.ForStatus(StatusCodes.Status500InternalServerError),
    }).ExecuteAsync(http);
}
