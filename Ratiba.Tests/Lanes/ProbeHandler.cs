using System.Collections.Concurrent;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Lanes;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Lanes;

/// <summary>Takes the place of the conversations: its effect is a row in <c>public.effects</c>, in the lane's transaction, where doubles can be counted.</summary>
internal sealed class ProbeHandler : ILaneHandler
{
    /// <summary>Called for each batch before its transaction; tests make it wait or fail.</summary>
    public Func<LaneBatch, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Transactions that ended with an error, by SQLSTATE.</summary>
    public ConcurrentQueue<string?> Refused { get; } = new();

    public static Task CreateTableAsync(TestDatabase database) =>
        database.ExecuteAsync("create table public.effects (id bigserial primary key, seq bigint not null, conversation bigint not null, text text not null)");

    public bool Handles(string kind) => kind.StartsWith("message.", StringComparison.Ordinal);

    public async Task HandleAsync(LaneBatch batch, CancellationToken cancellation)
    {
        await Before(batch, cancellation);
        await using var transaction = batch.Begin();
        var taken = batch.Events.Where(candidate => !batch.Failures.ContainsKey(candidate.Seq)).ToArray();
        transaction.Batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into public.effects (seq, conversation, text) select * from unnest($1, $2, $3)")
        {
            Parameters =
            {
                new NpgsqlParameter { Value = taken.Select(one => one.Seq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = taken.Select(one => one.Conversation).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = taken.Select(one => Encoding.UTF8.GetString(one.Body)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        });
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException refused)
        {
            Refused.Enqueue(refused.SqlState);
            throw;
        }
    }
}
