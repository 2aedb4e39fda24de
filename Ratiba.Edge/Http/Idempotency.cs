using System.Security.Claims;
using System.Security.Cryptography;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Http;

/// <summary>
/// <c>Idempotency-Key</c> on POSTs (AD4): the first request works, a duplicate waits for it and gets its answer, another body under the same key is a conflict.
/// Answers of 500 and above are not kept: nothing was done, so the key may be tried again.
/// </summary>
internal sealed class Idempotency(IdempotencyStore store, TimeProvider clock) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";
    private const int MaxKey = 255;

    /// <summary>Longer than a crashed request's lease, so that a waiting duplicate takes over rather than give up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Between two looks: short against what a request takes, long against what a look costs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Keeping the answer is not given up when the client goes away.</summary>
    private static readonly TimeSpan KeepTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var sent)) return await next(context);
        if (sent is not [{ Length: > 0 and <= MaxKey } key] || key.Any(letter => letter is <= ' ' or > '~'))
            return Problems.Of(StatusCodes.Status400BadRequest, "idempotency_key_malformed", $"{Header} must be one value of 1 to {MaxKey} visible ASCII characters.");
        if (await JsonBody.BytesAsync(http.Request, http.RequestAborted) is not { } body) return await next(context);

        var mine = new Ticket(ScopeOf(http), key, SHA256.HashData(body), Guid.NewGuid());
        var deadline = clock.GetUtcNow() + Patience;
        while (true)
        {
            switch (await store.ClaimAsync(mine.Scope, mine.Key, mine.Hash, mine.Owner, http.RequestAborted))
            {
                case IdempotencyClaim.Mine:
                    return await WorkAsync(mine, context, next);
                case IdempotencyClaim.Answered(var answer):
                    return new Replay(answer);
                case IdempotencyClaim.OtherBody:
                    return Problems.Of(StatusCodes.Status409Conflict, "idempotency_key_reused", "This key was used with another body in the last 24 hours; use a new one.");
                case IdempotencyClaim.UnderWay when clock.GetUtcNow() > deadline:
                    return Problems.Unavailable(http, "idempotency_in_progress", "The first request with this key has not been answered yet.", retryAfterSeconds: 5);
                default:
                    await Task.Delay(Pause, clock, http.RequestAborted);
                    break;
            }
        }
    }

    private async ValueTask<object?> WorkAsync(Ticket mine, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var wire = http.Response.Body;
        using var kept = new MemoryStream();
        var stored = false;
        try
        {
            http.Response.Body = kept;
            if (await next(context) is IResult result) await result.ExecuteAsync(http);
            if (http.Response.StatusCode < StatusCodes.Status500InternalServerError)
            {
                using var limit = new CancellationTokenSource(KeepTimeout, clock);
                await store.FinishAsync(mine.Scope, mine.Key, mine.Owner, new StoredAnswer(
                    http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.Location, kept.ToArray()), limit.Token);
                stored = true;
            }
        }
        finally
        {
            http.Response.Body = wire;
            if (!stored)
            {
                using var limit = new CancellationTokenSource(KeepTimeout, clock);
                await store.ReleaseAsync(mine.Scope, mine.Key, mine.Owner, limit.Token);
            }
        }
        kept.Position = 0;
        await kept.CopyToAsync(wire, http.RequestAborted);
        return Results.Empty;
    }

    // The route is part of it, and who asks: nobody gets another tenant's answer by guessing a key.
    private static string ScopeOf(HttpContext http) => $"{http.User.FindFirstValue(TenantUser.TenantClaim) ?? "platform"} {http.Request.Path}";

    private sealed record Ticket(string Scope, string Key, byte[] Hash, Guid Owner);

    private sealed class Replay(StoredAnswer answer) : IResult
    {
        /// <inheritdoc/>
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.ContentType = answer.ContentType;
            response.Headers.Location = answer.Location;
            response.Headers["Idempotent-Replayed"] = "true";
            return response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
