using Dapper;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>All SQL of the onboarding saga: the reserved row, the step log, the lock of a slug.</summary>
internal sealed class OnboardingStore(Database database, TimeProvider clock)
{
    /// <summary>
    /// The right to onboard a slug, or to undo what is left of it; null when another request or node has it.
    /// It is held by a session of its own, so a crash lets go of it.
    /// </summary>
    public async Task<IAsyncDisposable?> TryLockAsync(string slug, CancellationToken cancellation)
    {
        var connection = await database.OpenDedicatedAsync(cancellation);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>(Command(
                "select pg_try_advisory_lock(hashtextextended('onboarding ' || @slug, 0))", new { slug }, cancellation))) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Reserves the slug with a row that nobody is served by yet, and starts the schema's step. False: the slug is taken.</summary>
    public async Task<bool> ReserveAsync(Tenant tenant, TenantAdmin admin, byte[] dataKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(Command(
            """
            with reserved as (
              insert into public.tenants (id, slug, name, vertical, status, default_locale, time_zone, schema_name, data_key, created_at, updated_at, status_at, version)
              values (@id, @Slug, @Name, @Vertical, 'provisioning', @DefaultLocale, @TimeZone, @schema, @dataKey, @now, @now, @now, 0)
              on conflict (slug) do nothing returning id),
            owner as (insert into public.tenant_admins (tenant_id, email, phone_e164, created_at) select id, @Email, @PhoneE164, @now from reserved),
            steps as (insert into public.onboarding_steps (tenant_id, step, started_at, done_at)
                      select id, step, @now, done_at from reserved, (values ('registry', @now), ('schema', null)) as s(step, done_at))
            select count(*)::int from reserved
            """,
            new
            {
                id = tenant.Id.Value,
                tenant.Slug,
                tenant.Name,
                tenant.Vertical,
                tenant.DefaultLocale,
                tenant.TimeZone,
                schema = TenantSchema.NameOf(tenant.Id),
                dataKey,
                now = tenant.CreatedAt.UtcDateTime,
                admin.Email,
                admin.PhoneE164,
            },
            cancellation)) == 1;
    }

    /// <summary>Notes that one step is done and that the next begins.</summary>
    public async Task NextStepAsync(TenantId tenant, string done, string next, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(Command(
            """
            with done as (update public.onboarding_steps set done_at = @now where tenant_id = @tenant and step = @done)
            insert into public.onboarding_steps (tenant_id, step, started_at) values (@tenant, @next, @now)
            """,
            new { tenant = tenant.Value, done, next, now = clock.GetUtcNow().UtcDateTime }, cancellation));
    }

    /// <summary>The last step: from here on the tenant exists. False: its row has gone, because somebody took this onboarding for a dead one and undid it.</summary>
    public async Task<bool> ServeAsync(TenantId tenant, string done, string actor, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(Command(
            $"""
            with {TenantStore.Raise},
            done as (update public.onboarding_steps set done_at = @now where tenant_id = @tenant and step = @done),
            served as (update public.tenants t set status = 'trial', status_at = @now, updated_at = @now, version = raised.version
                       from raised where t.id = @tenant returning t.id),
            noted as (insert into public.tenant_audit (id, tenant_id, at, actor, what, detail)
                      select @audit, id, @now, @actor, 'tenant.onboard', 'provisioning -> trial' from served)
            select count(*)::int from served
            """,
            new { tenant = tenant.Value, done, actor, audit = RowId.New(clock), now = clock.GetUtcNow().UtcDateTime }, cancellation)) == 1;
    }

    /// <summary>Onboardings that were begun and not finished, of one slug or (null) of all.</summary>
    public async Task<IReadOnlyList<Tenant>> UnfinishedAsync(string? slug, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<TenantRow>(Command(
            $"select {TenantStore.Columns} from public.tenants where status = 'provisioning' and (@slug::text is null or slug = @slug)", new { slug }, cancellation));
        return [.. rows.Select(row => row.ToTenant())];
    }

    /// <summary>Whether the tenant's last step was made.</summary>
    public async Task<bool> ServesAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(Command(
            "select exists (select from public.tenants where id = @tenant and status <> 'provisioning')", new { tenant = tenant.Value }, cancellation));
    }

    /// <summary>Removes the reserved row and the step log; nothing else of the tenant may be left.</summary>
    public async Task ForgetAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(Command(
            """
            with steps as (delete from public.onboarding_steps where tenant_id = @tenant)
            delete from public.tenants where id = @tenant and status = 'provisioning'
            """,
            new { tenant = tenant.Value }, cancellation));
    }

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, cancellationToken: cancellation);
}
