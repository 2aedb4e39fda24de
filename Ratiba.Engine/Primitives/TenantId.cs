using System.Diagnostics.CodeAnalysis;

namespace Ratiba.Engine.Primitives;

/// <summary>
/// A tenant's id: a ULID, shown as its 26 characters in the API and kept as a <c>uuid</c> in Postgres.
/// The tenant's schema is named after it, so that renaming a shop never moves data.
/// </summary>
public readonly record struct TenantId(Guid Value)
{
    /// <summary>No tenant: an event whose account id is not ours.</summary>
    public static readonly TenantId None;

    /// <summary>Reads the 26 characters of a ULID; anything else is not a tenant id.</summary>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out TenantId id)
    {
        var ok = Ulid.TryParse(text, out var ulid);
        id = ok ? new TenantId(ulid.ToGuid()) : None;
        return ok;
    }

    /// <summary>A new id at the clock's time.</summary>
    public static TenantId New(TimeProvider clock) => new(Ulid.NewUlid(clock.GetUtcNow()).ToGuid());

    /// <summary>The 26 characters of the ULID.</summary>
    public override string ToString() => new Ulid(Value).ToString();
}
