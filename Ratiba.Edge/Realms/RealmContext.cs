using Ratiba.Engine.Tenants;

namespace Ratiba.Edge.Realms;

/// <summary>The realm that this request is about. It flows with the request into the issuer, which knows of one realm at a time.</summary>
/// <param name="Tenant">Whose realm it is.</param>
/// <param name="Issuer">Its name in tokens.</param>
/// <param name="Key">What signs its tokens.</param>
internal sealed record RealmContext(Tenant Tenant, string Issuer, RealmKey Key)
{
    private static readonly AsyncLocal<RealmContext?> Local = new();

    /// <summary>Of this request.</summary>
    public static RealmContext Current
    {
        get => Local.Value ?? throw new InvalidOperationException("No realm: the issuer was called from outside RealmServer.");
        set => Local.Value = value;
    }
}
