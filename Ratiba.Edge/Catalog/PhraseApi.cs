using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ratiba.Edge.Http;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Conversations;

namespace Ratiba.Edge.Catalog;

/// <summary>The words of a shop's own customers (OB6): what was not understood lately, and what the owner says it means.</summary>
internal static class PhraseApi
{
    private const int LongestPhrase = 80;
    private const int MostServices = 10;
    private const int MostMissed = 100;
    private const int MostDays = 90;

    // A list that is looked at once a week.
    private const int UsualDays = 7;

    /// <summary>Maps the routes below <c>/api/v1</c>.</summary>
    public static void MapPhrases(this IEndpointRouteBuilder api)
    {
        var phrases = api.MapGroup("/admin/phrases").RequireTenant("owner", "manager").WithIdempotency().WithTags("Phrases");
        phrases.MapGet("/", ListAsync);
        phrases.MapGet("/misunderstood", ListMissedAsync);
        phrases.MapPost("/", AddAsync).Accepts<ExplainRequest>("application/json");
        phrases.MapDelete("/{id}", RemoveAsync);
    }

    private static async Task<Ok<PhraseList>> ListAsync(TenantUser user, OwnPhrases phrases, CancellationToken cancellation) =>
        TypedResults.Ok(new PhraseList([.. await phrases.ListAsync(user.Tenant.Id, cancellation)]));

    private static async Task<Results<Ok<MissedList>, ProblemHttpResult>> ListMissedAsync(
        string? days, TenantUser user, MissedPhrases missed, CancellationToken cancellation)
    {
        if (QueryNumber.Read("days", days, UsualDays, MostDays, out var last) is { } problem) return problem;
        return TypedResults.Ok(new MissedList([.. await missed.ListAsync(user.Tenant.Id, TimeSpan.FromDays(last), MostMissed, cancellation)]));
    }

    private static async Task<Results<Created<ExplainedPhrase>, ProblemHttpResult>> AddAsync(
        HttpRequest request, TenantUser user, OwnPhrases phrases, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync(request, PhraseJson.Default.ExplainRequest, cancellation);
        if (body is null) return problem!; // exactly one of the two is there
        var phrase = string.Join(' ', (body.Phrase ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var services = (body.Services ?? []).Select(name => (name ?? "").Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        Dictionary<string, string[]> errors = [];
        if (phrase.Length is < 2 or > LongestPhrase || !phrase.Any(char.IsLetter)) errors["phrase"] = [$"must be 2 to {LongestPhrase} characters with a letter among them"];
        if (services.Length is < 1 or > MostServices) errors["services"] = [$"must be the names of 1 to {MostServices} services"];
        if (errors.Count > 0) return Problems.Invalid(errors);
        return await phrases.AddAsync(user.Tenant.Id, phrase, services, cancellation) switch
        {
            ExplainOutcome.Added(var added) => TypedResults.Created($"/api/v1/admin/phrases/{added.Id}", added),
            ExplainOutcome.Known => Problems.Of(StatusCodes.Status409Conflict, "phrase_known", "This phrase has a meaning already; delete it first to give it another."),
            ExplainOutcome.UnknownServices(var names) => Problems.Invalid("services", $"the shop sells nothing called {string.Join(", ", names)}"),
            _ => Problems.Of(StatusCodes.Status409Conflict, "too_many_phrases", $"A shop has at most {OwnPhrases.Most} phrases; delete those that nobody writes."),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, TenantUser user, OwnPhrases phrases, CancellationToken cancellation) =>
        Guid.TryParse(id, out var phrase) && await phrases.RemoveAsync(user.Tenant.Id, phrase, cancellation) ? TypedResults.NoContent() : Problems.NotFound("phrase");
}

/// <summary>A phrase to explain.</summary>
/// <param name="Phrase">As customers write it.</param>
/// <param name="Services">Names of services, as the price list has them; several: the customer is asked which.</param>
internal sealed record ExplainRequest(string? Phrase, IReadOnlyList<string?>? Services);

/// <summary>All phrases of a shop.</summary>
internal sealed record PhraseList(IReadOnlyList<ExplainedPhrase> Items);

/// <summary>What was not understood.</summary>
internal sealed record MissedList(IReadOnlyList<MissedPhrase> Items);

/// <summary>The shapes of these routes, generated at build.</summary>
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplainedPhrase))]
[JsonSerializable(typeof(PhraseList))]
[JsonSerializable(typeof(MissedList))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class PhraseJson : JsonSerializerContext;
