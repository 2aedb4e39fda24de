namespace Ratiba.Engine.Tenants;

/// <summary>What came of an onboarding.</summary>
public abstract record OnboardingResult
{
    private OnboardingResult() { }

    /// <summary>The tenant serves.</summary>
    /// <param name="Detail">The tenant.</param>
    /// <param name="InitialPassword">What its admin signs in with first; told once, here.</param>
    public sealed record Onboarded(TenantDetail Detail, string? InitialPassword) : OnboardingResult;

    /// <summary>The request was understood and is not valid.</summary>
    /// <param name="Problems">Per field.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Problems) : OnboardingResult;

    /// <summary>The slug belongs to another tenant, or is being onboarded at this moment.</summary>
    /// <param name="Slug">The slug.</param>
    public sealed record SlugTaken(string Slug) : OnboardingResult;

    /// <summary>The identity provider has a realm of this name that is not ours; nothing was left behind.</summary>
    /// <param name="Slug">The slug.</param>
    public sealed record RealmTaken(string Slug) : OnboardingResult;

    /// <summary>A step failed and everything before it was undone, or will be at the next try.</summary>
    /// <param name="Step">The step.</param>
    public sealed record Failed(string Step) : OnboardingResult;
}
