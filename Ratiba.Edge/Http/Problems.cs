using Microsoft.AspNetCore.Http.HttpResults;

namespace Ratiba.Edge.Http;

/// <summary>
/// The one shape of errors (AD3): <c>application/problem+json</c> with a stable <c>code</c>. The detail says what to do about it.
/// Every code is explained in docs/errors.md.
/// </summary>
internal static class Problems
{
    /// <summary>A problem. <paramref name="extra"/> is shown beside the code, <c>errors</c> and <c>allowed</c> for example.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, params ReadOnlySpan<(string Name, object? Value)> extra)
    {
        Dictionary<string, object?> extensions = new() { ["code"] = code };
        foreach (var (name, value) in extra) extensions[name] = value;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>422 with what is wrong per field.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => Of(
        StatusCodes.Status422UnprocessableEntity, "invalid", "The request was understood, but some fields are not valid. See errors.", ("errors", errors));

    /// <summary>422 for one field.</summary>
    public static ProblemHttpResult Invalid(string field, string problem) => Invalid(new Dictionary<string, string[]> { [field] = [problem] });

    /// <summary>404: there is no such thing, or it is another tenant's.</summary>
    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "not_found", $"There is no such {what}.");

    /// <summary>503, to be tried again.</summary>
    public static ProblemHttpResult Unavailable(HttpContext http, string code, string detail, int retryAfterSeconds)
    {
        http.Response.Headers.RetryAfter = retryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status503ServiceUnavailable, code, detail);
    }

    /// <summary>For answers that the framework has left without a body: unknown routes, wrong methods, wrong content types.</summary>
    public static ProblemHttpResult ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Of(status, "not_found", "There is no such route. The routes are in /openapi.json."),
        StatusCodes.Status405MethodNotAllowed => Of(status, "method_not_allowed", "The route exists, but not for this method. See the Allow header."),
        StatusCodes.Status413PayloadTooLarge => Of(status, "too_large", "The body is larger than this route takes."),
        StatusCodes.Status415UnsupportedMediaType => Of(status, "unsupported_type", "Send the body as application/json in UTF-8."),
        >= 500 => Of(status, "internal", "Something failed here; it has been logged. Try again, with the same Idempotency-Key if there was one."),
        _ => Of(status, "bad_request", "The request could not be understood."),
    };
}
