using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Bookings;

/// <summary>All SQL of a tenant's appointments and their history. Each statement serves any number of appointments of one tenant.</summary>
internal static class BookingStore
{
    private const string DiarySql = """
        select id, customer_id, service_id, staff_id, lower(during), upper(during), price_kes
        from $schema$.appointments
        where during && tstzrange($1, $2) and state in ('held', 'confirmed')
        """;

    // The exclusion constraint picks the winner; a loser's row is simply not there. What its source had made before comes back as if made now (BK15):
    // the last arm reads the state before this statement, so a row is never returned twice.
    private const string BookSql = """
        with wanted as (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as w(id, customer_id, conversation_id, service_id, staff_id, starts, ends, price_kes, source, event_id, channel, message_id)
        ), made as (
          insert into $schema$.appointments
            (id, customer_id, conversation_id, service_id, staff_id, during, price_kes, state, source, created_at, updated_at)
          select id, customer_id, conversation_id, service_id, staff_id, tstzrange(starts, ends), price_kes, 'confirmed', source, $13, $13 from wanted
          on conflict do nothing
          returning id, customer_id, service_id, staff_id, lower(during) starts, upper(during) ends, price_kes, source
        ), told as (
          insert into $schema$.appointment_events (id, appointment_id, at, actor, what, detail)
          select w.event_id, w.id, $13, 'customer', 'booked', jsonb_build_object(
            'channel', w.channel, 'message_id', w.message_id, 'source', w.source,
            'after', jsonb_build_object('service', w.service_id, 'staff', w.staff_id, 'start', w.starts, 'end', w.ends, 'price_kes', w.price_kes))
          from wanted w join made using (id)
        )
        select * from made
        union all
        select id, customer_id, service_id, staff_id, lower(during), upper(during), price_kes, source
        from $schema$.appointments where source = any ($9) and state in ('held', 'confirmed')
        """;

    private const string CancelSql = """
        with gone as (
          update $schema$.appointments a set state = 'cancelled', updated_at = $6
          from unnest($1, $2) as c(id, customer_id)
          where a.id = c.id and a.customer_id = c.customer_id and a.state in ('held', 'confirmed')
          returning a.id
        ), told as (
          insert into $schema$.appointment_events (id, appointment_id, at, actor, what, detail)
          select c.event_id, c.id, $6, 'customer', 'cancelled', jsonb_build_object('channel', c.channel, 'message_id', c.message_id)
          from unnest($1, $3, $4, $5) as c(id, event_id, channel, message_id) join gone using (id)
        )
        select id from gone
        """;

    /// <summary>The text of a statement for one tenant; callers on a hot path keep it.</summary>
    public static string DiaryStatement(TenantId tenant) => TenantSchema.Qualify(DiarySql, tenant);

    /// <inheritdoc cref="DiaryStatement"/>
    public static string BookStatement(TenantId tenant) => TenantSchema.Qualify(BookSql, tenant);

    /// <inheritdoc cref="DiaryStatement"/>
    public static string CancelStatement(TenantId tenant) => TenantSchema.Qualify(CancelSql, tenant);

    /// <summary>Reads everything that takes up time between two instants.</summary>
    public static NpgsqlBatchCommand LoadDiary(string statement, DateTimeOffset from, DateTimeOffset to) =>
        new(statement) { Parameters = { At(from), At(to) } };

    /// <summary>Reads the answer to <see cref="LoadDiary"/> from the reader's current result.</summary>
    public static async Task<Diary> ReadDiaryAsync(NpgsqlDataReader reader, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        Diary diary = new(from, to);
        while (await reader.ReadAsync(cancellation)) diary.Add(Read(reader));
        return diary;
    }

    /// <summary>Inserts appointments with their history; one that is no longer free is left out of the answer.</summary>
    public static NpgsqlBatchCommand Book(string statement, IReadOnlyList<WantedAppointment> wanted, DateTimeOffset now)
    {
        // A fixed order of locks: two writers that want the same two slots wait for each other in turn, not in a circle.
        var sorted = wanted.OrderBy(appointment => appointment.StaffId).ThenBy(appointment => appointment.During.Start).ToArray();
        return new NpgsqlBatchCommand(statement)
        {
            Parameters =
            {
                Ids(sorted, appointment => appointment.Id),
                Ids(sorted, appointment => appointment.CustomerId),
                Ids(sorted, appointment => appointment.ConversationId),
                Ids(sorted, appointment => appointment.ServiceId),
                Ids(sorted, appointment => appointment.StaffId),
                Instants(sorted, appointment => appointment.During.Start),
                Instants(sorted, appointment => appointment.During.End),
                new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(sorted, appointment => appointment.PriceKes) },
                Texts(sorted, appointment => appointment.Source),
                Ids(sorted, _ => RowId.At(now)),
                Texts(sorted, appointment => NameOf(appointment.Channel)),
                Texts(sorted, appointment => appointment.MessageId),
                At(now),
            },
        };
    }

    /// <summary>Reads the answer to <see cref="Book"/>: the appointments that exist, by source.</summary>
    public static async Task ReadBookedAsync(NpgsqlDataReader reader, Dictionary<string, Appointment> bySource, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation)) bySource[reader.GetString(7)] = Read(reader);
    }

    /// <summary>Cancels appointments, each only for its own customer.</summary>
    public static NpgsqlBatchCommand Cancel(string statement, IReadOnlyList<Cancellation> cancellations, DateTimeOffset now)
    {
        var all = cancellations.ToArray();
        return new NpgsqlBatchCommand(statement)
        {
            Parameters =
            {
                Ids(all, cancellation => cancellation.Id),
                Ids(all, cancellation => cancellation.CustomerId),
                Ids(all, _ => RowId.At(now)),
                Texts(all, cancellation => NameOf(cancellation.Channel)),
                Texts(all, cancellation => cancellation.MessageId),
                At(now),
            },
        };
    }

    /// <summary>Reads the answer to <see cref="Cancel"/>: the ids that are cancelled by it.</summary>
    public static async Task ReadCancelledAsync(NpgsqlDataReader reader, HashSet<Guid> cancelled, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation)) cancelled.Add(reader.GetGuid(0));
    }

    private static Appointment Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetGuid(3),
        new TimeRange(reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)), reader.GetInt32(6));


    private static string NameOf(ChannelKind channel) => channel switch
    {
        ChannelKind.WhatsApp => "whatsapp",
        ChannelKind.Instagram => "instagram",
        ChannelKind.Messenger => "messenger",
        _ => "web",
    };

    private static NpgsqlParameter<Guid[]> Ids<T>(T[] rows, Converter<T, Guid> value) => new() { TypedValue = Array.ConvertAll(rows, value) };

    private static NpgsqlParameter<string?[]> Texts<T>(T[] rows, Converter<T, string?> value) =>
        new() { TypedValue = Array.ConvertAll(rows, value), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<DateTime[]> Instants<T>(T[] rows, Converter<T, DateTimeOffset> value) => new()
    {
        TypedValue = Array.ConvertAll(rows, row => value(row).UtcDateTime),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    private static NpgsqlParameter<DateTime> At(DateTimeOffset instant) => new() { TypedValue = instant.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}

/// <summary>An appointment that its customer calls off.</summary>
internal sealed record Cancellation(Guid Id, Guid CustomerId, ChannelKind Channel, string? MessageId);
