using System.Globalization;
using Microsoft.Extensions.Logging;
using Ratiba.Engine.Bookings;
using Ratiba.Engine.Lanes;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Conversations;

/// <summary>What turns want done: appointments first, since replies depend on them, then everything else.</summary>
internal sealed partial class ConversationHandler
{
    private static readonly TimeSpan s_window = TimeSpan.FromHours(24);

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>Books and cancels in rounds until no turn wants more: a loser may want another person at the same time.</summary>
    private async Task BookAsync(LaneBatch batch, LaneTransaction transaction, List<TenantTurns> tenants, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var wanting = tenants.FindAll(tenant => tenant.Wanted.Count + tenant.Cancellations.Count > 0);
            if (wanting.Count == 0) return;
            // The first command of the transaction is the lane's own.
            var held = transaction.Batch.BatchCommands.Count;
            foreach (var tenant in wanting)
            {
                if (tenant.Wanted.Count > 0) transaction.Batch.BatchCommands.Add(BookingStore.Book(tenant.Memory.Book, tenant.Wanted, now));
                if (tenant.Cancellations.Count > 0) transaction.Batch.BatchCommands.Add(BookingStore.Cancel(tenant.Memory.Cancel, tenant.Cancellations, now));
            }
            Dictionary<string, Appointment> booked = [];
            HashSet<Guid> cancelled = [];
            await using (var reader = await transaction.FlushAsync(cancellation))
            {
                for (; held > 0; held--) await reader.NextResultAsync(cancellation);
                foreach (var tenant in wanting)
                {
                    if (tenant.Wanted.Count > 0)
                    {
                        await BookingStore.ReadBookedAsync(reader, booked, cancellation);
                        await reader.NextResultAsync(cancellation);
                    }
                    if (tenant.Cancellations.Count > 0)
                    {
                        await BookingStore.ReadCancelledAsync(reader, cancelled, cancellation);
                        await reader.NextResultAsync(cancellation);
                    }
                }
            }
            await SettleRoundAsync(batch, transaction, wanting, booked, cancelled, now, round, cancellation);
        }
    }

    private async Task SettleRoundAsync(
        LaneBatch batch, LaneTransaction transaction, List<TenantTurns> wanting, Dictionary<string, Appointment> booked, HashSet<Guid> cancelled, DateTimeOffset now,
        int round, CancellationToken cancellation)
    {
        foreach (var tenant in wanting)
        {
            tenant.Wanted.Clear();
            tenant.Cancellations.Clear();
        }
        // Where the diary was wrong it is read again, in this transaction, before anyone is answered.
        var stale = wanting.FindAll(tenant => tenant.Turns.Exists(turn => turn.Wanted is { } wanted && IsLost(wanted, booked)));
        if (stale.Count > 0)
        {
            var end = EndOf(now);
            foreach (var tenant in stale) transaction.Batch.BatchCommands.Add(BookingStore.LoadDiary(tenant.Memory.DiaryLoad, now, end));
            await using var reader = await transaction.FlushAsync(cancellation);
            foreach (var tenant in stale)
            {
                tenant.Memory.Diary = await BookingStore.ReadDiaryAsync(reader, now, end, cancellation);
                tenant.Memory.DiaryReadAt = now;
                await reader.NextResultAsync(cancellation);
            }
        }
        foreach (var tenant in wanting)
        {
            foreach (var turn in tenant.Turns)
            {
                if (turn.Failed || turn.Result.Effect is not (TurnEffect.Book or TurnEffect.Cancel)) continue;
                if (turn.Result.Effect is TurnEffect.Book && round >= MostRounds) Fail(batch, turn, "slot_contention");
                else GoOn(tenant, turn, booked, cancelled, now);
            }
        }
    }

    private static bool IsLost(WantedAppointment wanted, Dictionary<string, Appointment> booked) =>
        !booked.TryGetValue(wanted.Source, out var made) || made.Id != wanted.Id;

    /// <summary>Goes on with a turn whose effect has happened, or has failed to.</summary>
    private void GoOn(TenantTurns tenant, TurnWork turn, Dictionary<string, Appointment> booked, HashSet<Guid> cancelled, DateTimeOffset now)
    {
        // A fault here fails the whole batch: its appointment is in this transaction and must not outlive the turn that speaks of it.
        var setting = tenant.Setting(turn, now, _bookings.Lead);
        switch (turn.Result.Effect)
        {
            case TurnEffect.Book book when turn.Wanted is { } wanted:
                turn.Result = booked.TryGetValue(wanted.Source, out var made)
                    ? Turn.Booked(turn.Result.State, made, setting)
                    : Turn.SlotLost(turn.Result.State, book, setting);
                if (made is null) _instruments.SlotLost();
                else _instruments.Booked();
                break;
            case TurnEffect.Cancel cancel when cancelled.Contains(cancel.Appointment.Id):
                tenant.Memory.Diary!.Remove(cancel.Appointment.Id);
                turn.Result = Turn.Cancelled(turn.Result.State, cancel.Appointment, setting);
                break;
            case TurnEffect.Cancel:
                // Not there any more: the diary was out of date.
                tenant.Memory.DiaryReadAt = DateTimeOffset.MinValue;
                turn.Result = Turn.CancelFailed(turn.Result.State, setting);
                break;
        }
        Prepare(tenant, turn, now);
    }

    private static void Fail(LaneBatch batch, TurnWork turn, string reason)
    {
        turn.Failed = true;
        batch.Retry(turn.Event, reason);
    }

    /// <summary>Adds everything that the turns leave behind, one statement per tenant, and takes it into memory.</summary>
    private static List<OutboxRow> AddWrites(LaneBatch batch, LaneTransaction transaction, LaneMemory memory, List<TenantTurns> tenants, DateTimeOffset now)
    {
        List<OutboxRow> outbox = new(batch.Events.Count);
        List<TurnWork> handedOff = [];
        foreach (var tenant in tenants)
        {
            TurnColumns columns = new(tenant.Turns.Count);
            var written = 0;
            foreach (var turn in tenant.Turns)
            {
                if (turn.Failed)
                {
                    // A row that was not written must not be taken for one.
                    if (turn.Conversation is { IsNew: true }) memory.Conversations.Remove(turn.Key);
                    continue;
                }
                var conversation = turn.Conversation!;
                conversation.State = turn.Result.State;
                if (turn.Result.Effect is TurnEffect.HandOff)
                {
                    (conversation.Owner, conversation.OwnerUntil) = (Owner.Waiting, null);
                    handedOff.Add(turn);
                }
                if (WindowOf(turn) is var window && window > conversation.WindowExpiresAt) conversation.WindowExpiresAt = window;
                if (turn.Result.Reply is { } reply) outbox.Add(RowFor(batch.Lane, turn, reply, now));
                columns.Add(turn, now);
                conversation.IsNew = false;
                written++;
            }
            if (written > 0) transaction.Batch.BatchCommands.Add(ConversationStore.Write(tenant.Memory.Turns, columns, now));
        }
        if (handedOff.Count > 0) transaction.Batch.BatchCommands.Add(ConversationStore.HandOffs(handedOff, now));
        OutboxStore.AddInserts(transaction.Batch, outbox);
        return outbox;
    }

    // Our own page has no window: it never closes.
    private static DateTimeOffset WindowOf(TurnWork turn) => turn.Message.Channel == ChannelKind.Web ? DateTimeOffset.MaxValue : turn.SentAt + s_window;

    private static OutboxRow RowFor(short lane, TurnWork turn, OutboundMessage reply, DateTimeOffset now)
    {
        var id = RowId.At(now);
        turn.ReplyId = id;
        var message = turn.Message;
        return new OutboxRow(
            id, turn.Event.Tenant, lane, message.Channel, message.Account, message.ReplyTo, turn.Event.Conversation, OutboxKinds.Message,
            OutboundBody.Write(reply with { ReplyToProviderId = message.ProviderId }), now,
            message.Channel == ChannelKind.Web ? null : turn.Conversation!.WindowExpiresAt);
    }

    private void Count(List<TenantTurns> tenants)
    {
        int turns = 0, handOffs = 0, misses = 0;
        foreach (var tenant in tenants)
        {
            foreach (var turn in tenant.Turns)
            {
                if (turn.Failed) continue;
                turns++;
                if (turn.Result.Effect is TurnEffect.HandOff) handOffs++;
                if (turn.Result.State.Misses > 0) misses++;
            }
        }
        _instruments.Turns(turns, misses, handOffs);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed on event {Seq} ({Kind}); the event is tried again, the rest of its batch goes on")]
    private partial void LogFault(Exception fault, long seq, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalogue of tenant {Tenant} cannot be used; its messages are retried, then parked")]
    private partial void LogNoShop(Exception fault, TenantId tenant);
}
