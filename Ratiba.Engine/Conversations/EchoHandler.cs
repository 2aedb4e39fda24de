using Microsoft.Extensions.Options;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// Someone of the shop answers from the phone: the bot stands down in that conversation for a while (CH14). Pages' echoes are not taken here: they come for
/// our own sends too, and sometimes before we know the id of what we sent.
/// </summary>
internal sealed class EchoHandler(
    ConversationHandler conversations, TenantDirectory directory, IOptions<ConversationOptions> options, TimeProvider clock) : ILaneHandler
{
    /// <inheritdoc/>
    public bool Handles(string kind) => kind.StartsWith("echo.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public async Task HandleAsync(LaneBatch batch, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var until = now + options.Value.StandDown;
        List<ConversationKey> changed = [];
        await using (var transaction = batch.Begin())
        {
            foreach (var received in batch.Events)
            {
                // Taking back or editing an old message does not mean that someone is answering now.
                if (received.Kind is "echo.revoke" or "echo.edit") continue;
                if (directory.Current.Find(received.Tenant) is not { Status: TenantStatus.Trial or TenantStatus.Active })
                {
                    batch.Park(received, "tenant_not_served", "The tenant was suspended or removed after the event came in; replay it when it is restored.");
                    continue;
                }
                if (PhoneEcho.Read(received.Body) is not { } echo)
                {
                    batch.Park(received, "unreadable");
                    continue;
                }
                transaction.Batch.BatchCommands.Add(ConversationStore.StandDown(received.Tenant, echo, received, until, now));
                foreach (var key in echo.CustomerKeys) changed.Add(new ConversationKey(received.Tenant, received.Channel, received.Account, key));
            }
            await transaction.CommitAsync(cancellation);
        }
        // This runs on the lane's own worker, so no turn is under way; the next one reads the row.
        foreach (var key in changed) conversations.Forget(batch.Lane, key);
    }
}
