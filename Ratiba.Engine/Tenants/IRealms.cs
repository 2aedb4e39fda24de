namespace Ratiba.Engine.Tenants;

/// <summary>Where a tenant's people sign in: the embedded issuer, or Keycloak. A realm is named after the tenant's slug.</summary>
public interface IRealms
{
    /// <summary>Makes the tenant's realm with its first admin, who has the role <c>owner</c>.</summary>
    Task<RealmCreation> CreateAsync(Tenant tenant, TenantAdmin admin, CancellationToken cancellation);

    /// <summary>Removes the tenant's realm with its users. A realm of the same name that is not this tenant's is left alone; doing it twice is doing it once.</summary>
    Task DeleteAsync(Tenant tenant, CancellationToken cancellation);

    /// <summary>The public keys of the tenant's realm, as a JSON Web Key Set; null when it has no realm. Answered from memory but for the first time.</summary>
    ValueTask<string?> KeySetAsync(Tenant tenant, CancellationToken cancellation);
}

/// <summary>What came of making a realm.</summary>
/// <param name="Outcome">Made, or not.</param>
/// <param name="InitialPassword">What the admin signs in with first, when the realm is one that can be told; never stored in clear.</param>
public sealed record RealmCreation(RealmOutcome Outcome, string? InitialPassword);

/// <summary>Whether a realm was made.</summary>
public enum RealmOutcome
{
    /// <summary>It was.</summary>
    Created,

    /// <summary>There is a realm of this name that is not ours.</summary>
    NameTaken,
}
