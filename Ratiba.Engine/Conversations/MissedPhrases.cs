using Dapper;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Conversations;

/// <summary>What customers of a shop wrote of which nothing was understood (OB6), for its owner to explain.</summary>
public sealed class MissedPhrases
{
    // What has been explained since is left out: that text would be understood today.
    private const string ListSql = """
        select lower(btrim(m.text)) as phrase, count(*)::int as times, max(m.created_at) as LastAt
        from $schema$.messages m
        where m.missed and m.created_at > @since and m.kind = 'text' and length(m.text) <= @longest
          and not exists (select from $schema$.own_phrases p where position(lower(p.phrase) in lower(m.text)) > 0)
        group by 1 order by 2 desc, 3 desc limit @limit
        """;

    // Longer texts are stories, not phrases.
    private const int Longest = 200;

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal MissedPhrases(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>The texts of some last days, the most frequent first.</summary>
    public async Task<IReadOnlyList<MissedPhrase>> ListAsync(TenantId tenant, TimeSpan last, int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return
        [
            .. await connection.QueryAsync<MissedPhrase>(new CommandDefinition(
                TenantSchema.Qualify(ListSql, tenant),
                new { since = _clock.GetUtcNow() - last, longest = Longest, limit }, cancellationToken: cancellation)),
        ];
    }
}

/// <summary>A text that was not understood.</summary>
/// <param name="Phrase">In lower case.</param>
/// <param name="Times">How often it was written.</param>
/// <param name="LastAt">UTC.</param>
public sealed record MissedPhrase(string Phrase, int Times, DateTime LastAt);
