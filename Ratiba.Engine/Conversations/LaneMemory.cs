using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// What the owner of a lane remembers. It may, because it is the only writer of these rows; whoever else wants to change them appends a fact to the inbox.
/// After a commit that failed, or a lane that was lost, all of it is forgotten.
/// </summary>
internal sealed class LaneMemory(ConversationOptions options)
{
    /// <summary>Conversations by whom they are with.</summary>
    public RecentCache<ConversationKey, Conversation> Conversations { get; } = new(options.KeptPerLane);

    /// <summary>Tenants by id.</summary>
    public RecentCache<TenantId, TenantMemory> Tenants { get; } = new(options.TenantsPerLane);
}

/// <summary>Who talks to whom: a tenant's account and its customer.</summary>
internal readonly record struct ConversationKey(TenantId Tenant, ChannelKind Channel, string Account, string CustomerKey)
{
    /// <summary>The customer alone tells nearly all apart; hashing the rest would cost more than it saves.</summary>
    public override int GetHashCode() => CustomerKey.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A conversation as its row stands, or will stand after its first turn.</summary>
internal sealed class Conversation
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Whether the row is yet to be written.</summary>
    public bool IsNew { get; set; }

    public ConversationState State { get; set; } = ConversationState.New;

    public Owner Owner { get; set; }

    /// <summary>When a person's turn ends by itself; null when it does not.</summary>
    public DateTimeOffset? OwnerUntil { get; set; }

    public DateTimeOffset WindowExpiresAt { get; set; }
}

/// <summary>Who answers the customer. Stored as the lower-case name.</summary>
internal enum Owner
{
    Bot,
    Waiting,
    Human,
}

/// <summary>A tenant's diary, and its statements spelt out once.</summary>
internal sealed class TenantMemory(Tenant tenant)
{
    private string? _load;
    private string? _turns;
    private string? _catalog;
    private string? _diary;
    private string? _book;
    private string? _cancel;

    public Diary? Diary { get; set; }

    public DateTimeOffset DiaryReadAt { get; set; }

    public string Load => _load ??= ConversationStore.LoadStatement(tenant.Id);

    public string Turns => _turns ??= ConversationStore.TurnsStatement(tenant.Id);

    public string CatalogLoad => _catalog ??= CatalogStore.LoadStatement(tenant.Id);

    public string DiaryLoad => _diary ??= BookingStore.DiaryStatement(tenant.Id);

    public string Book => _book ??= BookingStore.BookStatement(tenant.Id);

    public string Cancel => _cancel ??= BookingStore.CancelStatement(tenant.Id);
}
