using Microsoft.AspNetCore.Http.HttpResults;
using Ratiba.Edge.Http;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Tenants;

/// <summary>Tenants over HTTP: onboarding, listing, status and channels for the platform's admin, and a tenant's own profile.</summary>
internal static class TenantEndpoints
{
    /// <summary>Where the embedded issuer's first password is told, once, to whoever holds the admin key (docs/decisions/0005-embedded-issuer.md).</summary>
    internal const string InitialPasswordHeader = "Ratiba-Initial-Password";

    // Larger pages would only delay the first row.
    private const int MaxPage = 200;
    private const int DefaultPage = 50;
    private const int MaxAccount = 64;

    // Meta's long-lived tokens have about 200 characters and are not specified; this is a bound, not a format.
    private const int MaxToken = 4096;

    private const string Actor = "platform-admin";

    /// <summary>Maps the routes below <c>/api/v1</c>.</summary>
    public static void MapTenants(this IEndpointRouteBuilder api)
    {
        var platform = api.MapGroup("/admin/tenants").RequirePlatformAdmin().WithIdempotency().WithTags("Tenants");
        platform.MapPost("/", CreateAsync).Accepts<CreateTenantRequest>("application/json");
        platform.MapGet("/", ListAsync);
        platform.MapGet("/{id}", GetAsync);
        platform.MapPost("/{id}/suspend", SuspendAsync);
        platform.MapPost("/{id}/restore", RestoreAsync);
        platform.MapPut("/{id}/channels/{channel}", SetChannelAsync).Accepts<SetChannelRequest>("application/json");

        var tenant = api.MapGroup("/admin").WithTags("Profile");
        tenant.MapGet("/profile", Profile).RequireTenant("owner", "manager", "front_desk", "staff");
    }

    private static async Task<Results<Created<CreatedTenant>, ProblemHttpResult>> CreateAsync(
        HttpRequest request, HttpResponse response, Onboarding onboarding, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync(request, TenantJson.Default.CreateTenantRequest, cancellation);
        if (body is null) return problem!; // exactly one of the two is there
        var application = new TenantApplication(body.Name, body.Slug, body.Vertical, body.DefaultLocale, body.Admin?.Email, body.Admin?.PhoneE164);
        switch (await onboarding.OnboardAsync(application, Actor, cancellation))
        {
            case OnboardingResult.Onboarded(var detail, var initialPassword):
                if (initialPassword is not null) response.Headers[InitialPasswordHeader] = initialPassword;
                response.Headers.CacheControl = "no-store";
                return TypedResults.Created($"/api/v1/admin/tenants/{detail.Tenant.Id}", CreatedTenant.From(detail));
            case OnboardingResult.Invalid(var problems):
                return Problems.Invalid(problems);
            case OnboardingResult.SlugTaken(var slug):
                return Problems.Of(StatusCodes.Status409Conflict, "slug_taken", $"The slug {slug} belongs to another tenant, or is being onboarded now; choose another.");
            case OnboardingResult.RealmTaken(var slug):
                return Problems.Of(StatusCodes.Status409Conflict, "realm_taken", $"The identity provider has a realm {slug} that is not ours; choose another slug.");
            case OnboardingResult.Failed(var step):
                return Problems.Unavailable(
                    request.HttpContext, "onboarding_failed", $"Onboarding failed in step {step} and was undone; send the same request again.", retryAfterSeconds: 5);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<Results<Ok<TenantPage>, ProblemHttpResult>> ListAsync(
        string? limit, string? cursor, TenantRegistry registry, CancellationToken cancellation)
    {
        if (QueryNumber.Read("limit", limit, DefaultPage, MaxPage, out var size) is { } problem) return problem;
        var after = TenantId.None;
        if (cursor is not null && !TenantId.TryParse(cursor, out after)) return Problems.Invalid("cursor", "must be a next_cursor of this route");

        var page = await registry.PageAsync(after, size, cancellation);
        return TypedResults.Ok(new TenantPage([.. page.Select(TenantShape.From)], page.Count == size ? page[^1].Tenant.Id.ToString() : null));
    }

    private static async Task<Results<Ok<TenantShape>, ProblemHttpResult>> GetAsync(string id, TenantRegistry registry, CancellationToken cancellation) =>
        TenantId.TryParse(id, out var tenant) && await registry.FindAsync(tenant, cancellation) is { } detail
            ? TypedResults.Ok(TenantShape.From(detail))
            : Problems.NotFound("tenant");

    private static async Task<Results<Ok<TenantShape>, ProblemHttpResult>> SuspendAsync(string id, TenantRegistry registry, CancellationToken cancellation) =>
        TenantId.TryParse(id, out var tenant) ? Answer(await registry.SuspendAsync(tenant, Actor, cancellation)) : Problems.NotFound("tenant");

    private static async Task<Results<Ok<TenantShape>, ProblemHttpResult>> RestoreAsync(string id, TenantRegistry registry, CancellationToken cancellation) =>
        TenantId.TryParse(id, out var tenant) ? Answer(await registry.RestoreAsync(tenant, Actor, cancellation)) : Problems.NotFound("tenant");

    private static async Task<Results<Ok<TenantShape>, ProblemHttpResult>> SetChannelAsync(
        string id, string channel, HttpRequest request, TenantRegistry registry, CancellationToken cancellation)
    {
        if (!TenantId.TryParse(id, out var tenant)) return Problems.NotFound("tenant");
        if (ChannelOf(channel) is not { } kind) return Problems.NotFound("channel: it must be whatsapp, instagram or messenger");
        var (body, problem) = await JsonBody.ReadAsync(request, TenantJson.Default.SetChannelRequest, cancellation);
        if (body is null) return problem!; // exactly one of the two is there

        var (field, account) = kind == ChannelKind.WhatsApp ? ("phone_number_id", body.PhoneNumberId) : ("page_id", body.PageId);
        if (account is not { Length: > 0 and <= MaxAccount } || !account.All(char.IsAsciiLetterOrDigit))
            return Problems.Invalid(field, $"is required: 1 to {MaxAccount} letters and digits, as the provider shows it");
        if (body.AccessToken is { } token && (token.Length is 0 or > MaxToken || token.Any(letter => letter is <= ' ' or > '~')))
            return Problems.Invalid("access_token", $"must have 1 to {MaxToken} visible ASCII characters");

        return await registry.SetChannelAsync(tenant, kind, account, body.AccessToken, Actor, cancellation) switch
        {
            ChannelChange.Done when await registry.FindAsync(tenant, cancellation) is { } detail => TypedResults.Ok(TenantShape.From(detail)),
            ChannelChange.AccountTaken => Problems.Of(
                StatusCodes.Status409Conflict, $"{field}_taken", $"Another tenant has this {field}; it stays reserved until that tenant is dropped."),
            _ => Problems.NotFound("tenant"),
        };
    }

    private static Ok<ProfileShape> Profile(TenantUser user) =>
        TypedResults.Ok(new ProfileShape(user.Tenant.Name, user.Tenant.AssistantName ?? user.Tenant.Name));

    private static Results<Ok<TenantShape>, ProblemHttpResult> Answer(MoveResult result) => result switch
    {
        MoveResult.Moved(var detail) => TypedResults.Ok(TenantShape.From(detail)),
        MoveResult.NotAllowed(var status, var allowed) => Problems.Of(
            StatusCodes.Status409Conflict, "move_not_allowed", $"The tenant is {TenantStatuses.NameOf(status)}, which does not allow this. See allowed.",
            ("status", TenantStatuses.NameOf(status)), ("allowed", allowed.Select(move => move.ToString().ToLowerInvariant()).ToArray())),
        _ => Problems.NotFound("tenant"),
    };

    private static ChannelKind? ChannelOf(string channel) => channel switch
    {
        "whatsapp" => ChannelKind.WhatsApp,
        "instagram" => ChannelKind.Instagram,
        "messenger" => ChannelKind.Messenger,
        _ => null,
    };
}
