using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ratiba.Edge.Http;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Lanes;

namespace Ratiba.Edge.Inbox;

/// <summary>A tenant's dead letters: what could not be handled and why, and the button that tries again (OB3).</summary>
internal static class DeadLetterApi
{
    private const int MaxPage = 200;
    private const int DefaultPage = 50;

    /// <summary>Maps the routes below <c>/api/v1</c>.</summary>
    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        var letters = api.MapGroup("/admin/dead-letters").RequireTenant("owner", "manager").WithIdempotency().WithTags("Dead letters");
        letters.MapGet("/", ListAsync);
        letters.MapPost("/{id}/replay", ReplayAsync);
    }

    private static async Task<Results<Ok<DeadLetterPage>, ProblemHttpResult>> ListAsync(
        string? limit, string? cursor, TenantUser user, DeadLetters letters, CancellationToken cancellation)
    {
        if (QueryNumber.Read("limit", limit, DefaultPage, MaxPage, out var size) is { } problem) return problem;
        var after = Guid.Empty;
        if (cursor is not null && !Guid.TryParse(cursor, out after)) return Problems.Invalid("cursor", "must be a next_cursor of this route");
        var page = await letters.PageAsync(user.Tenant.Id, after, size, cancellation);
        return TypedResults.Ok(new DeadLetterPage([.. page.Select(DeadLetterShape.From)], page.Count == size ? page[^1].Id.ToString() : null));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReplayAsync(
        string id, TenantUser user, DeadLetters letters, LaneCount lanes, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var letter)) return Problems.NotFound("dead letter");
        return await letters.ReplayAsync(user.Tenant.Id, lanes.Of(user.Tenant.Id), letter, cancellation) switch
        {
            ReplayOutcome.Replayed => TypedResults.Accepted((string?)null),
            ReplayOutcome.AlreadyReplayed => Problems.Of(
                StatusCodes.Status409Conflict, "already_replayed", "This dead letter has been replayed; if it failed again, it stands in the list anew."),
            _ => Problems.NotFound("dead letter"),
        };
    }
}

/// <summary>A dead letter; the message itself stays inside.</summary>
internal sealed record DeadLetterShape(
    Guid Id, string Channel, string Kind, string Reason, string? Detail, short Attempts, DateTime ReceivedAt, DateTime ParkedAt, DateTime? ReplayedAt)
{
    public static DeadLetterShape From(DeadLetter letter) => new(
        letter.Id, letter.Channel.ToString().ToLowerInvariant(), letter.Kind, letter.Reason, letter.Detail, letter.Attempts, letter.ReceivedAt, letter.ParkedAt,
        letter.ReplayedAt);
}

/// <summary>A page of dead letters.</summary>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetterShape> Items, string? NextCursor);

/// <summary>The shapes of these routes, generated at build.</summary>
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
