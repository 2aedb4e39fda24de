using Ratiba.Engine.Tenants;

namespace Ratiba.Tests.Tenants;

/// <summary>What is asked for at onboarding is checked field by field.</summary>
public sealed class TenantApplicationTests
{
    private static readonly TenantApplication Valid = OnboardingTests.Application("acme-spa");

    public static TheoryData<string, TenantApplication> Invalid { get; } = new()
    {
        { "name", Valid with { Name = null } },
        { "name", Valid with { Name = "  " } },
        { "name", Valid with { Name = new string('a', 81) } },
        { "name", Valid with { Name = "Acme\u0007" } },
        { "slug", Valid with { Slug = null } },
        { "slug", Valid with { Slug = "ab" } },
        { "slug", Valid with { Slug = "Acme" } },
        { "slug", Valid with { Slug = "-acme" } },
        { "slug", Valid with { Slug = "acme-" } },
        { "slug", Valid with { Slug = "acme\n" } },
        { "slug", Valid with { Slug = "../etc" } },
        { "slug", Valid with { Slug = new string('a', 41) } },
        { "slug", Valid with { Slug = "master" } },
        { "vertical", Valid with { Vertical = "Spa" } },
        { "vertical", Valid with { Vertical = null } },
        { "default_locale", Valid with { DefaultLocale = "fr" } },
        { "admin.email", Valid with { AdminEmail = null } },
        { "admin.email", Valid with { AdminEmail = "owner" } },
        { "admin.email", Valid with { AdminEmail = "a b@acme.example" } },
        { "admin.email", Valid with { AdminEmail = "owner@acme" } },
        { "admin.email", Valid with { AdminEmail = "owner@acme.example\n" } },
        { "admin.email", Valid with { AdminEmail = new string('a', 250) + "@acme.example" } },
        { "admin.phone_e164", Valid with { AdminPhone = "0712345678" } },
        { "admin.phone_e164", Valid with { AdminPhone = "+254 712 345678" } },
        { "admin.phone_e164", Valid with { AdminPhone = "+2547" } },
        { "admin.phone_e164", Valid with { AdminPhone = "+25471234567890123" } },
        { "admin.phone_e164", Valid with { AdminPhone = "+999712345678" } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void InvalidField_IsNamed(string field, TenantApplication application) => Assert.Equal([field], application.Problems().Keys);

    [Fact]
    public void ValidApplications_HaveNoProblems()
    {
        Assert.Empty(Valid.Problems());
        Assert.Empty((Valid with { AdminPhone = null, DefaultLocale = null }).Problems());
        Assert.Empty((Valid with { Slug = "a1b", Name = "Duka la Mama Mboga \u2013 Nairobi", Vertical = "barber", DefaultLocale = "sw" }).Problems());
    }
}
