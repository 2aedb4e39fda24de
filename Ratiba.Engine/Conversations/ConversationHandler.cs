using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Catalog;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// Turns a lane's messages into turns: the imperative shell around <see cref="Turn"/>. A batch holds events of many tenants; round trips do not grow with either.
/// <list type="number">
/// <item>Read: conversations, diaries and catalogues that are not in memory, all in one pipelined batch; none when all are.</item>
/// <item>Decide: each event in memory, in order; a time that one turn takes is taken for the next.</item>
/// <item>Book and cancel, only when a turn wants to: the constraint picks the winners, losers are decided again on the diary as it is now.</item>
/// <item>Write: one statement per tenant, one for the outbox, and the settlement, in one pipelined batch. Then the outbox is told.</item>
/// </list>
/// </summary>
internal sealed partial class ConversationHandler : ILaneHandler, ILaneListener
{
    // Each round loses only to a booking that someone else has just committed; so many in a row are not a race but a fault.
    private const int MostRounds = 4;

    private readonly ConcurrentDictionary<short, LaneMemory> _memories = new();
    private readonly TenantDirectory _directory;
    private readonly CatalogCache _catalogs;
    private readonly OutboxDispatcher _outbox;
    private readonly ConversationInstruments _instruments;
    private readonly ConversationOptions _options;
    private readonly BookingOptions _bookings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    public ConversationHandler(
        TenantDirectory directory, CatalogCache catalogs, OutboxDispatcher outbox, ConversationInstruments instruments, IOptions<ConversationOptions> options,
        IOptions<BookingOptions> bookings, TimeProvider clock, ILogger<ConversationHandler> log)
    {
        _directory = directory;
        _catalogs = catalogs;
        _outbox = outbox;
        _instruments = instruments;
        _options = options.Value;
        _bookings = bookings.Value;
        _clock = clock;
        _log = log;
    }

    /// <inheritdoc/>
    public bool Handles(string kind) => InboundParser.Handles(kind);

    /// <summary>Drops what is remembered of a lane: another owner may have changed it.</summary>
    public void Forget(short lane) => _memories.TryRemove(lane, out _);

    /// <summary>Drops one conversation of a lane, because its row was changed beside the turns. Only for the lane's own worker.</summary>
    public void Forget(short lane, ConversationKey key)
    {
        if (_memories.TryGetValue(lane, out var memory)) memory.Conversations.Remove(key);
    }

    /// <inheritdoc/>
    public void LaneAcquired(short lane, long epoch) => Forget(lane);

    /// <inheritdoc/>
    public void LaneLost(short lane) => Forget(lane);

    /// <inheritdoc/>
    public async Task HandleAsync(LaneBatch batch, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(batch, cancellation);
        }
        catch
        {
            // Memory may already show what was not committed.
            Forget(batch.Lane);
            throw;
        }
    }

    private async Task RunAsync(LaneBatch batch, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var memory = _memories.GetOrAdd(batch.Lane, static (_, options) => new LaneMemory(options), _options);
        var tenants = Sort(batch, memory, now);
        await ReadAsync(batch.Connection, memory, tenants, now, cancellation);
        foreach (var tenant in tenants)
            foreach (var turn in tenant.Turns) Decide(batch, tenant, turn, now);

        await using var transaction = batch.Begin();
        await BookAsync(batch, transaction, tenants, now, cancellation);
        var outbox = AddWrites(batch, transaction, memory, tenants, now);
        await transaction.CommitAsync(cancellation);
        if (outbox.Count > 0) _outbox.Committed(outbox);
        Count(tenants);
    }

    /// <summary>Parses the events and groups them by tenant; what can never be handled is parked here.</summary>
    private List<TenantTurns> Sort(LaneBatch batch, LaneMemory memory, DateTimeOffset now)
    {
        List<TenantTurns> tenants = [];
        Dictionary<TenantId, TenantTurns> byId = [];
        var directory = _directory.Current;
        foreach (var received in batch.Events)
        {
            if (InboundParser.Parse(received, out var reason) is not { } message)
            {
                // Our own words coming back are settled without effect; what cannot be read stays for a person to see.
                if (reason != "echo") batch.Park(received, reason ?? "unreadable");
                continue;
            }
            if (!byId.TryGetValue(received.Tenant, out var turns))
            {
                if (directory.Find(received.Tenant) is not { Status: TenantStatus.Trial or TenantStatus.Active } tenant)
                {
                    batch.Park(received, "tenant_not_served", "The tenant was suspended or removed after the event came in; replay it when it is restored.");
                    continue;
                }
                if (!memory.Tenants.TryGet(tenant.Id, out var remembered)) memory.Tenants.Put(tenant.Id, remembered = new TenantMemory(tenant));
                turns = new TenantTurns(tenant, remembered);
                (turns.Shop, turns.ShopFresh) = _catalogs.Find(tenant);
                turns.DiaryFresh = remembered.Diary is not null && now - remembered.DiaryReadAt < _bookings.Fresh;
                byId.Add(tenant.Id, turns);
                tenants.Add(turns);
            }
            TurnWork turn = new(received, message);
            if (memory.Conversations.TryGet(turn.Key, out var conversation)) turn.Conversation = conversation;
            else turns.Unread.Add(turn);
            turns.Turns.Add(turn);
        }
        return tenants;
    }

    /// <summary>Reads what is not in memory: one round trip, or none.</summary>
    private async Task ReadAsync(NpgsqlConnection connection, LaneMemory memory, List<TenantTurns> tenants, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlBatch reads = new(connection);
        var end = EndOf(now);
        foreach (var tenant in tenants)
        {
            if (tenant.Unread.Count > 0) reads.BatchCommands.Add(ConversationStore.Load(tenant.Memory.Load, tenant.Unread));
            if (!tenant.ShopFresh) reads.BatchCommands.Add(CatalogStore.Load(tenant.Memory.CatalogLoad, tenant.Shop?.Version ?? 0));
            if (!tenant.DiaryFresh) reads.BatchCommands.Add(BookingStore.LoadDiary(tenant.Memory.DiaryLoad, now, end));
        }
        if (reads.BatchCommands.Count == 0) return;

        await using var reader = await reads.ExecuteReaderAsync(cancellation);
        foreach (var tenant in tenants)
        {
            if (tenant.Unread.Count > 0)
            {
                await ConversationStore.ReadAsync(reader, tenant.Unread, cancellation);
                await reader.NextResultAsync(cancellation);
                foreach (var turn in tenant.Unread)
                {
                    turn.Conversation ??= new Conversation { Id = RowId.At(now), CustomerId = RowId.At(now), IsNew = true };
                    memory.Conversations.Put(turn.Key, turn.Conversation);
                }
            }
            if (!tenant.ShopFresh)
            {
                KeepShop(tenant, await CatalogStore.ReadAsync(reader, cancellation));
                await reader.NextResultAsync(cancellation);
            }
            if (!tenant.DiaryFresh)
            {
                tenant.Memory.Diary = await BookingStore.ReadDiaryAsync(reader, now, end, cancellation);
                tenant.Memory.DiaryReadAt = now;
                await reader.NextResultAsync(cancellation);
            }
        }
    }

    // A day more than is offered, so that the last day offered is known to its end.
    private DateTimeOffset EndOf(DateTimeOffset now) => now + _bookings.Horizon + TimeSpan.FromDays(1);

    // A catalogue that makes no shop, such as one in an unknown time zone, fails its own turns and nobody else's.
    private void KeepShop(TenantTurns tenant, CatalogRows? rows)
    {
        try
        {
            tenant.Shop = _catalogs.Keep(tenant.Tenant, tenant.Shop, rows);
        }
        catch (Exception fault) when (fault is TimeZoneNotFoundException or InvalidTimeZoneException or InvalidOperationException or ArgumentException)
        {
            tenant.Shop = null;
            LogNoShop(fault, tenant.Tenant.Id);
        }
    }

    /// <summary>Decides one turn. A fault in it costs this event a retry and nobody else anything.</summary>
    private void Decide(LaneBatch batch, TenantTurns tenant, TurnWork turn, DateTimeOffset now)
    {
        try
        {
            var conversation = turn.Conversation!;
            if (conversation.Owner != Owner.Bot && conversation.OwnerUntil <= now) (conversation.Owner, conversation.OwnerUntil) = (Owner.Bot, null);
            // While a person answers, the bot listens and is silent (HO2).
            turn.Result = conversation.Owner == Owner.Bot
                ? Turn.Decide(conversation.State, turn.Message, tenant.Setting(turn, now, _bookings.Lead))
                : new TurnResult(conversation.State, null);
            Prepare(tenant, turn, now);
        }
        catch (Exception fault)
        {
            turn.Failed = true;
            LogFault(fault, turn.Event.Seq, turn.Event.Kind);
            batch.Retry(turn.Event, "turn_failed", fault.GetType().Name);
        }
    }

    private static void Prepare(TenantTurns tenant, TurnWork turn, DateTimeOffset now)
    {
        turn.Wanted = null;
        switch (turn.Result.Effect)
        {
            case TurnEffect.Book book:
                var start = Minutes.At(book.Start);
                turn.Wanted = new WantedAppointment(
                    RowId.At(now), turn.Conversation!.CustomerId, turn.Conversation.Id, book.Service.Id, book.Staff.Id,
                    new TimeRange(start, start.AddMinutes(book.Service.DurationMin)), book.Service.PriceKes, "inbox:" + turn.Event.Seq.ToString(Invariant),
                    turn.Message.Channel, turn.Message.ProviderId);
                // Entered before it is sure: the next turn of this batch must not be offered the same time.
                tenant.Memory.Diary!.Add(turn.Wanted.Made());
                tenant.Wanted.Add(turn.Wanted);
                break;
            case TurnEffect.Cancel cancel:
                tenant.Cancellations.Add(new Cancellation(cancel.Appointment.Id, turn.Conversation!.CustomerId, turn.Message.Channel, turn.Message.ProviderId));
                break;
        }
    }
}
