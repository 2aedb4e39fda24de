using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Ratiba.Engine.Tenants;

/// <summary>What is asked for at onboarding, as it came in.</summary>
/// <param name="Name">The shop's name.</param>
/// <param name="Slug">Its name in URLs.</param>
/// <param name="Vertical">spa, salon, barber or clinic.</param>
/// <param name="DefaultLocale">en or sw; null means en.</param>
/// <param name="AdminEmail">The owner's e-mail.</param>
/// <param name="AdminPhone">The owner's phone, E.164; may be null.</param>
public sealed partial record TenantApplication(
    string? Name, string? Slug, string? Vertical, string? DefaultLocale, string? AdminEmail, string? AdminPhone)
{
    // Shown in message headers and templates, which providers cut at about this length.
    private const int MaxName = 80;

    // RFC 5321: the longest address that mail can be sent to.
    private const int MaxEmail = 254;

    private static readonly string[] Verticals = ["spa", "salon", "barber", "clinic"];
    private static readonly string[] Locales = ["en", "sw"];

    // "master" is Keycloak's own realm, and the rest would read as part of the installation in a URL.
    private static readonly string[] ReservedSlugs = ["master", "admin", "api", "www", "health", "docs"];

    /// <summary>What is wrong, per field of the request; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> Problems()
    {
        Dictionary<string, string[]> problems = [];
        Check("name", NameProblem());
        Check("slug", SlugProblem());
        Check("vertical", Verticals.Contains(Vertical) ? null : $"must be one of {string.Join(", ", Verticals)}");
        Check("default_locale", DefaultLocale is null || Locales.Contains(DefaultLocale) ? null : $"must be one of {string.Join(", ", Locales)}");
        Check("admin.email", EmailProblem());
        Check("admin.phone_e164", PhoneProblem());
        return problems;

        void Check(string field, string? problem)
        {
            if (problem is not null) problems[field] = [problem];
        }
    }

    private string? NameProblem() => Name switch
    {
        null => "is required",
        _ when string.IsNullOrWhiteSpace(Name) || Name.Length > MaxName => $"must have 1 to {MaxName} characters, has {Name.Trim().Length}",
        _ when Name.Any(char.IsControl) => "must not contain control characters",
        _ => null,
    };

    private string? SlugProblem() => Slug switch
    {
        null => "is required",
        _ when !SlugShape().IsMatch(Slug) => "must be 3 to 40 lower-case letters, digits and hyphens, with no hyphen at either end",
        _ when ReservedSlugs.Contains(Slug) => "is reserved; choose another",
        _ => null,
    };

    private string? EmailProblem() => AdminEmail switch
    {
        null => "is required",
        _ when AdminEmail.Length > MaxEmail => $"must have at most {MaxEmail} characters, has {AdminEmail.Length}",
        _ when !EmailShape().IsMatch(AdminEmail) => "must be an e-mail address such as owner@shop.example",
        _ => null,
    };

    private string? PhoneProblem()
    {
        const string shape = "must be a valid phone number in E.164 form, such as +254712345678";
        if (AdminPhone is null) return null;
        // The library also accepts spaces, letters and extensions, and long ones slowly; E.164 itself is a plus and at most 15 digits.
        if (!E164Shape().IsMatch(AdminPhone)) return shape;
        try
        {
            return PhoneNumberUtil.GetInstance().IsValidNumber(PhoneNumberUtil.GetInstance().Parse(AdminPhone, defaultRegion: null)) ? null : shape;
        }
        catch (NumberParseException)
        {
            return shape;
        }
    }

    // \z and not $: the latter would let a trailing line feed pass.
    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])\z")]
    private static partial Regex SlugShape();

    [GeneratedRegex(@"^[^\s@\p{C}]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164Shape();
}
