using Microsoft.AspNetCore.Http.HttpResults;
using Ratiba.Engine.Hosting;

namespace Ratiba.Edge.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it may be sent traffic; otherwise 503 with the reason in words.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live);
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static Ok Live() => TypedResults.Ok();

    private static async Task<Results<Ok, ContentHttpResult>> ReadyAsync(Readiness readiness, CancellationToken cancellation) =>
        await readiness.FindObstacleAsync(cancellation) is { } obstacle
            ? TypedResults.Text(obstacle, "text/plain", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok();
}
