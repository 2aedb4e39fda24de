using Npgsql;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Hosting;

/// <summary>Whether this node may be sent traffic.</summary>
public sealed class Readiness(InboxWriter inbox, DurabilityCheck durability)
{
    /// <summary>Why not, in words for the operator; null when ready.</summary>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellation)
    {
        if (!inbox.IsConnected) return "The inbox has no connection to Postgres; it is being reopened.";
        try
        {
            var unsafeSettings = await durability.FindUnsafeAsync(cancellation);
            return unsafeSettings.Count == 0 ? null : string.Join(' ', unsafeSettings.Select(setting => setting.Problem));
        }
        catch (NpgsqlException unreachable)
        {
            return $"Postgres does not answer ({unreachable.GetType().Name} {unreachable.SqlState}).";
        }
    }
}
