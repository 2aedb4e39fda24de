using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;

namespace Ratiba.Engine.Catalog;

/// <summary>
/// What a new shop starts with (TN11): services, prices, people and hours usual for its kind, so that it can be tried within minutes and is corrected
/// rather than filled in. <c>SeedAsync</c> is a <c>TenantSeed</c>.
/// </summary>
internal sealed class DemoCatalog(TimeProvider clock)
{
    private const string ServicesSql = """
        insert into $schema$.services (id, name, duration_min, price_kes, category, position, updated_at)
        select id, name, duration_min, price_kes, category, position, $6
        from unnest($1, $2, $3, $4, $5) with ordinality as t(id, name, duration_min, price_kes, category, position)
        """;

    private const string StaffSql = """
        insert into $schema$.staff (id, name, position, updated_at)
        select id, name, position, $3 from unnest($1, $2) with ordinality as t(id, name, position)
        """;

    private const string SkillsSql = "insert into $schema$.staff_services (staff_id, service_id) select * from unnest($1, $2)";

    private const string HoursSql = """
        insert into $schema$.weekly_hours (id, staff_id, weekday, opens, closes) select * from unnest($1, $2, $3, $4, $5)
        """;

    /// <summary>Fills an empty schema in one round trip, in the caller's transaction if there is one.</summary>
    public async Task SeedAsync(NpgsqlConnection connection, Tenant tenant, CancellationToken cancellation)
    {
        var demo = DemoShops.For(tenant.Vertical);
        var schema = TenantSchema.NameOf(tenant.Id);
        var now = clock.GetUtcNow();
        var services = demo.Services.Select(_ => RowId.At(now)).ToArray();
        var staff = demo.Staff.Select(_ => RowId.At(now)).ToArray();

        List<Guid> skilled = [], skills = [], hourIds = [];
        List<Guid?> whose = [];
        List<short> weekdays = [];
        List<TimeOnly> opens = [], closes = [];
        for (var person = 0; person < staff.Length; person++)
        {
            for (var service = 0; service < services.Length; service++)
            {
                if (!demo.Staff[person].Does(demo.Services[service].Category)) continue;
                skilled.Add(staff[person]);
                skills.Add(services[service]);
            }
            AddWeek(staff[person], demo.Staff[person].Hours);
        }
        AddWeek(null, demo.Hours);

        await using NpgsqlBatch batch = new(connection);
        Add(
            ServicesSql, Ids(services), Texts(demo.Services.Select(service => service.Name)), Numbers(demo.Services.Select(service => service.DurationMin)),
            Numbers(demo.Services.Select(service => service.PriceKes)), Texts(demo.Services.Select(service => service.Category)), At(now));
        Add(StaffSql, Ids(staff), Texts(demo.Staff.Select(person => person.Name)), At(now));
        Add(SkillsSql, Ids(skilled), Ids(skills));
        Add(
            HoursSql, Ids(hourIds), new NpgsqlParameter<List<Guid?>> { TypedValue = whose, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            new NpgsqlParameter<List<short>> { TypedValue = weekdays, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint }, Times(opens), Times(closes));
        await batch.ExecuteNonQueryAsync(cancellation);

        void AddWeek(Guid? person, IEnumerable<DemoShops.Day> week)
        {
            foreach (var day in week)
            {
                hourIds.Add(RowId.At(now));
                whose.Add(person);
                weekdays.Add(day.Weekday);
                opens.Add(new TimeOnly(day.Opens, 0));
                closes.Add(new TimeOnly(day.Closes, 0));
            }
        }

        void Add(string sql, params NpgsqlParameter[] parameters)
        {
            NpgsqlBatchCommand command = new(sql.Replace("$schema$", schema, StringComparison.Ordinal));
            foreach (var parameter in parameters) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
    }

    private static NpgsqlParameter<Guid[]> Ids(IEnumerable<Guid> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<int[]> Numbers(IEnumerable<int> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    private static NpgsqlParameter<List<TimeOnly>> Times(List<TimeOnly> values) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Time };

    private static NpgsqlParameter<DateTime> At(DateTimeOffset now) =>
        new() { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
