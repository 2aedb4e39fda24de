using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Catalog;

/// <summary>Reads a tenant's catalogue in one statement, or learns in the same statement that it has not changed.</summary>
internal static class CatalogStore
{
    // One row when the version differs from the one known, none when it is the same.
    private const string LoadSql = """
        select v.version,
          s.ids, s.names, s.durations, s.prices, s.categories, t.ids, t.names, k.staff, k.services, h.staff, h.weekdays, h.opens, h.closes,
          p.phrases, p.services
        from $schema$.catalog_version v
        cross join lateral (
          select array_agg(id order by position, id) ids, array_agg(name order by position, id) names, array_agg(duration_min order by position, id) durations,
            array_agg(price_kes order by position, id) prices, array_agg(category order by position, id) categories
          from $schema$.services where active) s
        cross join lateral (select array_agg(id order by position, id) ids, array_agg(name order by position, id) names from $schema$.staff where active) t
        cross join lateral (select array_agg(staff_id) staff, array_agg(service_id) services from $schema$.staff_services) k
        cross join lateral (
          select array_agg(staff_id) staff, array_agg(weekday) weekdays, array_agg(opens) opens, array_agg(closes) closes from $schema$.weekly_hours) h
        cross join lateral (
          select array_agg(o.phrase order by o.id) phrases, array_agg(m.service_id order by o.id) services
          from $schema$.own_phrases o join $schema$.own_phrase_services m on m.phrase_id = o.id) p
        where v.version <> $1
        """;

    /// <summary>The text for one tenant; callers on a hot path keep it.</summary>
    public static string LoadStatement(TenantId tenant) => TenantSchema.Qualify(LoadSql, tenant);

    /// <summary>The command that loads the catalogue unless its version is <paramref name="known"/> (0: always).</summary>
    public static NpgsqlBatchCommand Load(string statement, long known) =>
        new(statement)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = known, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };

    /// <summary>Reads the answer to <see cref="Load"/> from the reader's current result; null when the known version still holds.</summary>
    public static async Task<CatalogRows?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        if (!await reader.ReadAsync(cancellation)) return null;
        var serviceIds = Array<Guid>(reader, 1);
        var names = Array<string>(reader, 2);
        var durations = Array<int>(reader, 3);
        var prices = Array<int>(reader, 4);
        var categories = Array<string?>(reader, 5);
        var staffIds = Array<Guid>(reader, 6);
        var staffNames = Array<string>(reader, 7);
        var skilled = Array<Guid>(reader, 8);
        var skills = Array<Guid>(reader, 9);
        var whose = Array<Guid?>(reader, 10);
        var weekdays = Array<short>(reader, 11);
        var opens = Array<TimeOnly>(reader, 12);
        var closes = Array<TimeOnly>(reader, 13);
        var phrases = Array<string>(reader, 14);
        var meanings = Array<Guid>(reader, 15);
        return new CatalogRows(
            reader.GetInt64(0),
            [.. serviceIds.Select((id, i) => new ServiceRow(id, names[i], durations[i], prices[i], categories[i]))],
            [.. staffIds.Select((id, i) => new StaffRow(id, staffNames[i]))],
            [.. skilled.Select((id, i) => (id, skills[i]))],
            [.. whose.Select((id, i) => new HoursRow(id, weekdays[i], opens[i], closes[i]))])
        {
            Phrases = [.. phrases.Select((phrase, i) => (phrase, meanings[i]))],
        };
    }

    // array_agg over no rows is null, not an empty array.
    private static T[] Array<T>(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<T[]>(column);
}
