using Dapper;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// All SQL of public.tenants but the saga's (<see cref="OnboardingStore"/>) and the secrets' (<see cref="CredentialStore"/>).
/// Tenants that are still being onboarded do not exist here.
/// </summary>
internal sealed class TenantStore(Database database, TimeProvider clock)
{
    /// <summary>What a <see cref="TenantRow"/> is read from.</summary>
    internal const string Columns =
        """
        id as "Id", slug as "Slug", name as "Name", vertical as "Vertical", status as "Status", default_locale as "DefaultLocale",
        time_zone as "TimeZone", assistant_name as "AssistantName",
        whatsapp_phone_number_id as "WhatsAppAccount", whatsapp_access_token is not null as "WhatsAppToken",
        instagram_page_id as "InstagramAccount", instagram_access_token is not null as "InstagramToken",
        messenger_page_id as "MessengerAccount", messenger_access_token is not null as "MessengerToken",
        created_at as "CreatedAt", status_at as "StatusAt", version as "Version"
        """;

    /// <summary>Statements that change the registry start with this; it makes them wait for each other, so that versions commit in order.</summary>
    internal const string Raise = "raised as (update public.registry_version set version = version + 1 returning version)";

    /// <summary>The registry's version and the number of tenants in it.</summary>
    public async Task<(long Version, long Tenants)> VersionAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<(long, long)>(Command(
            "select version, (select count(*) from public.tenants where status <> 'provisioning') from public.registry_version", null, cancellation));
    }

    /// <summary>The tenants that have changed since a version.</summary>
    public async Task<IReadOnlyList<TenantRow>> ChangedSinceAsync(long version, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<TenantRow>(Command(
            $"select {Columns} from public.tenants where version > @version and status <> 'provisioning'", new { version }, cancellation))).AsList();
    }

    /// <summary>How many lanes the database was made with.</summary>
    public async Task<int> LaneCountAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(Command("select count(*)::int from public.lanes", null, cancellation));
    }

    /// <summary>One tenant, or null.</summary>
    public async Task<(TenantDetail Detail, DateTimeOffset StatusAt)?> FindAsync(TenantId id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<TenantRow>(Command(
            $"select {Columns} from public.tenants where id = @id and status <> 'provisioning'", new { id = id.Value }, cancellation));
        if (row is null) return null;
        var admins = await AdminsAsync(connection, [row.Id], cancellation);
        return (new TenantDetail(row.ToTenant(), [.. admins[row.Id]], [.. row.Accounts()]), new DateTimeOffset(row.StatusAt, TimeSpan.Zero));
    }

    /// <summary>Up to <paramref name="limit"/> tenants behind <paramref name="after"/>, in the order in which they were onboarded.</summary>
    public async Task<IReadOnlyList<TenantDetail>> PageAsync(TenantId after, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<TenantRow>(Command(
            $"select {Columns} from public.tenants where id > @after and status <> 'provisioning' order by id limit @limit",
            new { after = after.Value, limit }, cancellation))).AsList();
        var admins = await AdminsAsync(connection, [.. rows.Select(row => row.Id)], cancellation);
        return [.. rows.Select(row => new TenantDetail(row.ToTenant(), [.. admins[row.Id]], [.. row.Accounts()]))];
    }

    /// <summary>Makes a move of the status machine if it is allowed at this moment, and writes it down. False: it is not allowed, or there is no such tenant.</summary>
    public async Task<bool> MoveAsync(TenantId id, TenantMove move, string actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(Command(
            $"""
            with {Raise},
            held as (select id, status from public.tenants where id = @id and status = any(@allowed) and (status <> 'deleted' or status_at > @notBefore) for update),
            moved as (update public.tenants t set status = @to, status_at = @now, updated_at = @now, version = raised.version
                      from raised, held where t.id = held.id returning t.id),
            noted as (insert into public.tenant_audit (id, tenant_id, at, actor, what, detail)
                      select @audit, held.id, @now, @actor, @what, held.status || ' -> ' || @to from held join moved on moved.id = held.id)
            select count(*)::int from moved
            """,
            new
            {
                id = id.Value,
                allowed = TenantLife.From(move).Select(TenantStatuses.NameOf).ToArray(),
                to = TenantStatuses.NameOf(TenantLife.To(move)),
                notBefore = (now - TenantLife.CoolingOff).UtcDateTime,
                now = now.UtcDateTime,
                audit = RowId.New(clock),
                actor,
                what = "tenant." + move.ToString().ToLowerInvariant(),
            },
            cancellation)) == 1;
    }

    private static async Task<ILookup<Guid, TenantAdmin>> AdminsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation) =>
        (await connection.QueryAsync<(Guid Tenant, string Email, string? Phone)>(Command(
            "select tenant_id, email, phone_e164 from public.tenant_admins where tenant_id = any(@ids) order by created_at, email", new { ids }, cancellation)))
        .ToLookup(row => row.Tenant, row => new TenantAdmin(row.Email, row.Phone));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, cancellationToken: cancellation);
}
