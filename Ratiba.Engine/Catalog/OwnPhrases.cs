using Dapper;
using Npgsql;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Catalog;

/// <summary>
/// What a shop's customers call its services (OB6): the owner says that "kutoa kucha" is the gel removal, and from the next message on it is; taken back, it is no more.
/// Another node hears of it when it next asks for the catalogue's version (<see cref="CatalogOptions.Fresh"/>).
/// </summary>
public sealed class OwnPhrases
{
    /// <summary>Phrases of one shop. Each is looked for in every message; five hundred are more than a shop has services.</summary>
    public const int Most = 500;

    private const string ListSql = """
        select p.id, p.phrase, array_agg(s.name order by s.position, s.id) as services, p.created_at
        from $schema$.own_phrases p join $schema$.own_phrase_services m on m.phrase_id = p.id join $schema$.services s on s.id = m.service_id
        group by p.id order by p.id
        """;

    private const string NamedSql = "select id, name from $schema$.services where active and lower(name) = any (@names) order by position, id";

    // The version's row is taken first: two that add at once wait for each other, and neither passes the bound.
    private const string AddSql = """
        update $schema$.catalog_version set version = version + 1;
        insert into $schema$.own_phrases (id, phrase, created_at)
        select @id, @phrase, @now where (select count(*) from $schema$.own_phrases) < @most;
        insert into $schema$.own_phrase_services (phrase_id, service_id) select @id, s from unnest(@services) as s where exists (select from $schema$.own_phrases where id = @id);
        select exists (select from $schema$.own_phrases where id = @id);
        """;

    private const string RemoveSql = """
        with gone as (delete from $schema$.own_phrases where id = @id returning id)
        update $schema$.catalog_version set version = version + 1 where exists (select from gone)
        """;

    private readonly Database _database;
    private readonly CatalogCache _shops;
    private readonly TimeProvider _clock;

    internal OwnPhrases(Database database, CatalogCache shops, TimeProvider clock)
    {
        _database = database;
        _shops = shops;
        _clock = clock;
    }

    /// <summary>All phrases of a shop, the oldest first; at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<ExplainedPhrase>> ListAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<(Guid Id, string Phrase, string[] Services, DateTime CreatedAt)>(
            new CommandDefinition(TenantSchema.Qualify(ListSql, tenant), cancellationToken: cancellation));
        return [.. rows.Select(row => new ExplainedPhrase(row.Id, row.Phrase, row.Services, row.CreatedAt))];
    }

    /// <summary>Adds a phrase, trimmed, with the names of the services that it may mean.</summary>
    public async Task<ExplainOutcome> AddAsync(TenantId tenant, string phrase, IReadOnlyCollection<string> services, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        ExplainedPhrase added = new(RowId.At(now), phrase, [], now.UtcDateTime);
        await using var connection = await _database.OpenAsync(cancellation);
        var named = (await connection.QueryAsync<(Guid Id, string Name)>(
            new CommandDefinition(TenantSchema.Qualify(NamedSql, tenant), new { names = services.Select(name => name.ToLowerInvariant()).ToArray() }, cancellationToken: cancellation))).ToList();
        var unknown = services.Where(name => !named.Exists(service => service.Name.Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (unknown.Length > 0) return new ExplainOutcome.UnknownServices(unknown);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var isAdded = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                TenantSchema.Qualify(AddSql, tenant), new { id = added.Id, phrase, now, most = Most, services = named.Select(service => service.Id).ToArray() }, transaction, cancellationToken: cancellation));
            if (!isAdded) return new ExplainOutcome.Full();
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new ExplainOutcome.Known();
        }
        _shops.Forget(tenant);
        return new ExplainOutcome.Added(added with { Services = [.. named.Select(service => service.Name)] });
    }

    /// <summary>Takes a phrase back; false when there is none.</summary>
    public async Task<bool> RemoveAsync(TenantId tenant, Guid id, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(TenantSchema.Qualify(RemoveSql, tenant), new { id }, cancellationToken: cancellation)) == 0) return false;
        _shops.Forget(tenant);
        return true;
    }
}

/// <summary>A phrase and what it means.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Phrase">As customers write it.</param>
/// <param name="Services">Names of services; several: the customer is asked which.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record ExplainedPhrase(Guid Id, string Phrase, string[] Services, DateTime CreatedAt);

/// <summary>What became of a phrase; a closed set.</summary>
public abstract record ExplainOutcome
{
    private ExplainOutcome()
    {
    }

    /// <summary>It holds from now on.</summary>
    public sealed record Added(ExplainedPhrase Phrase) : ExplainOutcome;

    /// <summary>The shop has this phrase already.</summary>
    public sealed record Known : ExplainOutcome;

    /// <summary>The shop sells no services of these names.</summary>
    public sealed record UnknownServices(IReadOnlyList<string> Names) : ExplainOutcome;

    /// <summary>The shop has <see cref="OwnPhrases.Most"/> phrases.</summary>
    public sealed record Full : ExplainOutcome;
}
