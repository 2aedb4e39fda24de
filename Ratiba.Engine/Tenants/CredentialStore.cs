using Dapper;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Tenants;

/// <summary>All SQL of the secrets in public.tenants: wrapped data keys and sealed tokens.</summary>
internal sealed class CredentialStore(Database database, TimeProvider clock)
{
    /// <summary>A tenant's wrapped data key, or null when there is no such tenant.</summary>
    public async Task<byte[]?> DataKeyAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>(Command(
            "select data_key from public.tenants where id = @tenant", new { tenant = tenant.Value }, cancellation));
    }

    /// <summary>A channel's sealed token with the key it is sealed under; null when there is no token.</summary>
    public async Task<(byte[] DataKey, byte[] Token)?> TokenAsync(TenantId tenant, ChannelKind channel, CancellationToken cancellation)
    {
        var (_, token) = ColumnsOf(channel);
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<(byte[]? DataKey, byte[]? Token)>(Command(
            $"select data_key, {token} from public.tenants where id = @tenant", new { tenant = tenant.Value }, cancellation));
        return row is { DataKey: { } key, Token: { } value } ? (key, value) : null;
    }

    /// <summary>Sets a channel's account and, when one is given, its token.</summary>
    public async Task<ChannelChange> SetChannelAsync(
        TenantId tenant, ChannelKind channel, string account, byte[]? sealedToken, string actor, CancellationToken cancellation)
    {
        var (accountColumn, tokenColumn) = ColumnsOf(channel);
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            var changed = await connection.ExecuteScalarAsync<int>(Command(
                $"""
                with {TenantStore.Raise},
                changed as (update public.tenants t set {accountColumn} = @account, {tokenColumn} = coalesce(@sealedToken, {tokenColumn}),
                            updated_at = @now, version = raised.version
                            from raised where t.id = @tenant and status in ('trial', 'active', 'suspended') returning t.id),
                noted as (insert into public.tenant_audit (id, tenant_id, at, actor, what, detail)
                          select @audit, id, @now, @actor, 'tenant.channel', @detail from changed)
                select count(*)::int from changed
                """,
                new
                {
                    tenant = tenant.Value,
                    account,
                    sealedToken,
                    actor,
                    now = clock.GetUtcNow().UtcDateTime,
                    audit = RowId.New(clock),
                    detail = channel.ToString().ToLowerInvariant() + (sealedToken is null ? "" : " with token"),
                },
                cancellation));
            return changed == 1 ? ChannelChange.Done : ChannelChange.NoSuchTenant;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return ChannelChange.AccountTaken;
        }
    }

    /// <summary>Tenants behind <paramref name="after"/> with their wrapped data keys, in order of id.</summary>
    public async Task<IReadOnlyList<(Guid Tenant, byte[] DataKey)>> DataKeysAsync(Guid after, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<(Guid, byte[])>(Command(
            "select id, data_key from public.tenants where id > @after order by id limit @limit", new { after, limit }, cancellation))).AsList();
    }

    /// <summary>Puts a rewrapped data key in the place of the old one, unless another node was first.</summary>
    public async Task ReplaceDataKeyAsync(Guid tenant, byte[] old, byte[] rewrapped, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(Command(
            "update public.tenants set data_key = @rewrapped where id = @tenant and data_key = @old", new { tenant, old, rewrapped }, cancellation));
    }

    private static (string Account, string Token) ColumnsOf(ChannelKind channel) => channel switch
    {
        ChannelKind.WhatsApp => ("whatsapp_phone_number_id", "whatsapp_access_token"),
        ChannelKind.Instagram => ("instagram_page_id", "instagram_access_token"),
        ChannelKind.Messenger => ("messenger_page_id", "messenger_access_token"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Only WhatsApp, Instagram and Messenger have an account and a token."),
    };

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, cancellationToken: cancellation);
}

/// <summary>What came of setting a channel.</summary>
public enum ChannelChange
{
    /// <summary>It is set.</summary>
    Done,

    /// <summary>There is no such tenant, or it is deleted.</summary>
    NoSuchTenant,

    /// <summary>Another tenant has this number or page; it stays reserved until that tenant is dropped (TN5).</summary>
    AccountTaken,
}
