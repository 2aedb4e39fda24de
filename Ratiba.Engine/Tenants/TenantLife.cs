using System.Collections.Frozen;

namespace Ratiba.Engine.Tenants;

/// <summary>The status machine of a tenant (TN2): which move leads from where to where. Pure data; the store enforces it in one statement.</summary>
internal static class TenantLife
{
    /// <summary>How long a deleted tenant can be restored (API.md: within 7 days).</summary>
    public static readonly TimeSpan CoolingOff = TimeSpan.FromDays(7);

    private static readonly FrozenDictionary<TenantMove, (TenantStatus[] From, TenantStatus To)> Moves =
        new Dictionary<TenantMove, (TenantStatus[], TenantStatus)>
        {
            [TenantMove.Suspend] = ([TenantStatus.Trial, TenantStatus.Active], TenantStatus.Suspended),
            [TenantMove.Restore] = ([TenantStatus.Suspended, TenantStatus.Deleted], TenantStatus.Active),
            [TenantMove.Delete] = ([TenantStatus.Trial, TenantStatus.Active, TenantStatus.Suspended], TenantStatus.Deleted),
        }.ToFrozenDictionary();

    /// <summary>The statuses from which the move is allowed.</summary>
    public static IReadOnlyList<TenantStatus> From(TenantMove move) => Moves[move].From;

    /// <summary>The status after the move.</summary>
    public static TenantStatus To(TenantMove move) => Moves[move].To;

    /// <summary>The moves that are allowed now.</summary>
    /// <param name="status">The tenant's status.</param>
    /// <param name="since">Since when it has it.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<TenantMove> Allowed(TenantStatus status, DateTimeOffset since, DateTimeOffset now) =>
        [.. Enum.GetValues<TenantMove>().Where(move => Moves[move].From.Contains(status) && !CooledOff(status, since, now))];

    private static bool CooledOff(TenantStatus status, DateTimeOffset since, DateTimeOffset now) =>
        status == TenantStatus.Deleted && now - since >= CoolingOff;
}

/// <summary>What can be done to a tenant's status.</summary>
public enum TenantMove
{
    /// <summary>Stop it.</summary>
    Suspend,

    /// <summary>Let it serve again.</summary>
    Restore,

    /// <summary>Start the cooling-off before the drop.</summary>
    Delete,
}
