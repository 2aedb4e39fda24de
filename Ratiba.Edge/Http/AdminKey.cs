using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ratiba.Edge.Http;

/// <summary>The platform's admin keys, as hashes: <c>ADMIN_API_KEY</c>, two separated by a comma while one is rotated.</summary>
internal sealed partial class AdminKeys
{
    private readonly byte[][] _hashes;

    public AdminKeys(IConfiguration configuration, ILogger<AdminKeys> log)
    {
        _hashes = [.. (configuration["ADMIN_API_KEY"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];
        if (_hashes.Length == 0) LogMissing(log);
    }

    /// <summary>Whether there is a key at all.</summary>
    public bool Configured => _hashes.Length > 0;

    /// <summary>Compares hashes of equal length, all of them: the time tells neither where a key differs nor how long it is.</summary>
    public bool Match(string candidate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(candidate), hash);
        var match = false;
        foreach (var known in _hashes) match |= CryptographicOperations.FixedTimeEquals(hash, known);
        return match;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "ADMIN_API_KEY is not set: the platform's admin routes answer 503 until it is")]
    private static partial void LogMissing(ILogger log);
}

/// <summary>The authentication scheme of the platform's admin: the header <c>X-Admin-API-Key</c>.</summary>
internal sealed class AdminKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AdminKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "admin-key";

    private const string Header = "X-Admin-API-Key";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Request.Headers[Header];
        if (sent.Count == 0 || !keys.Configured) return Task.FromResult(AuthenticateResult.NoResult());
        if (sent is not [{ } key] || !keys.Match(key)) return Task.FromResult(AuthenticateResult.Fail("wrong admin key"));
        var admin = new ClaimsPrincipal(new ClaimsIdentity([], SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(admin, SchemeName)));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var problem = keys.Configured
            ? Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", $"This route needs the platform's admin key in the header {Header}.")
            : Problems.Unavailable(Context, "admin_key_not_configured", "The server has no ADMIN_API_KEY: set it and restart.", retryAfterSeconds: 60);
        return problem.ExecuteAsync(Context);
    }
}
