using Dapper;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>All SQL of public.realms and public.realm_users.</summary>
internal sealed class RealmStore(Database database, TimeProvider clock)
{
    /// <summary>Adds a realm with its first user. False: there is a realm of this name.</summary>
    public async Task<bool> AddAsync(Tenant tenant, RealmKeyRow key, TenantAdmin admin, string passwordHash, string[] roles, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(Command(
            """
            with realm as (
              insert into public.realms (slug, tenant_id, key_id, public_key, private_key, created_at)
              values (@Slug, @tenant, @KeyId, @PublicKey, @PrivateKey, @now) on conflict do nothing returning slug),
            owner as (insert into public.realm_users (realm, id, email, phone_e164, password_hash, roles, created_at)
                      select slug, @user, @Email, @PhoneE164, @passwordHash, @roles, @now from realm)
            select count(*)::int from realm
            """,
            new
            {
                tenant.Slug,
                tenant = tenant.Id.Value,
                key.KeyId,
                key.PublicKey,
                key.PrivateKey,
                user = RowId.New(clock),
                admin.Email,
                admin.PhoneE164,
                passwordHash,
                roles,
                now = clock.GetUtcNow().UtcDateTime,
            },
            cancellation)) == 1;
    }

    /// <summary>Removes a tenant's realm with its users.</summary>
    public async Task RemoveAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(Command("delete from public.realms where tenant_id = @tenant", new { tenant = tenant.Value }, cancellation));
    }

    /// <summary>The key of a tenant's realm, or null.</summary>
    public async Task<RealmKeyRow?> KeyAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<RealmKeyRow>(Command(
            """select key_id as "KeyId", public_key as "PublicKey", private_key as "PrivateKey" from public.realms where tenant_id = @tenant""",
            new { tenant = tenant.Value }, cancellation));
    }

    /// <summary>The user with this e-mail in a tenant's realm, or null.</summary>
    public async Task<RealmUserRow?> UserAsync(TenantId tenant, string email, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<RealmUserRow>(Command(
            """
            select u.id as "Id", u.email as "Email", u.password_hash as "PasswordHash", array_to_string(u.roles, ' ') as "Roles"
            from public.realm_users u join public.realms r on r.slug = u.realm where r.tenant_id = @tenant and u.email = @email
            """,
            new { tenant = tenant.Value, email }, cancellation));
    }

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, cancellationToken: cancellation);
}

/// <summary>A realm's signing key as it is stored.</summary>
/// <param name="KeyId">Its name in tokens.</param>
/// <param name="PublicKey">The public half, as a JSON Web Key.</param>
/// <param name="PrivateKey">The private half: PKCS#8, sealed under the tenant's data key.</param>
internal sealed record RealmKeyRow(string KeyId, string PublicKey, byte[] PrivateKey);

/// <summary>A realm's user as it is stored; the roles with spaces between them.</summary>
internal sealed record RealmUserRow(Guid Id, string Email, string PasswordHash, string Roles);
