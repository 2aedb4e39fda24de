namespace Ratiba.Sandbox.Graph;

/// <summary>A refusal as Meta words it: software must decide on <paramref name="Code"/>, the rest is for people (PROVIDERS.md 1.10).</summary>
internal sealed record GraphError(int HttpStatus, int Code, string Title, string Details)
{
    public static GraphError Token() =>
        new(StatusCodes.Status401Unauthorized, 190, "Invalid OAuth access token", "The access token is missing, expired or not one of this sandbox");

    public static GraphError Parameter(string details) => new(StatusCodes.Status400BadRequest, 100, "Invalid parameter", details);

    public static GraphError Value(string details) => new(StatusCodes.Status400BadRequest, 131009, "Parameter value is not valid", details);

    public static GraphError Missing(string details) => new(StatusCodes.Status400BadRequest, 131008, "Required parameter is missing", details);

    /// <summary>The titles that Meta gives to the codes a test is likely to ask for.</summary>
    public static string TitleOf(int code) => code switch
    {
        4 or 80007 or 613 => "Application request limit reached",
        190 => "Invalid OAuth access token",
        130429 => "Rate limit hit",
        131000 => "Something went wrong",
        131016 => "Service unavailable",
        131026 => "Message undeliverable",
        131047 => "Re-engagement message",
        131048 => "Spam rate limit hit",
        131056 => "(Business Account, Consumer Account) pair rate limit hit",
        132001 => "Template does not exist",
        _ => "Sandbox error",
    };
}
