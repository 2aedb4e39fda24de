using Npgsql;
using NpgsqlTypes;

namespace Ratiba.Engine.Lanes;

/// <summary>
/// One transaction of a lane: the epoch is held first, the events are settled last, and what lies between is sent in as few round trips as possible.
/// Without <see cref="FlushAsync"/> the whole transaction is a single one: Postgres runs a pipelined batch as one implicit transaction.
/// </summary>
internal sealed class LaneTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly LaneBatch _events;
    private readonly short _lane;
    private NpgsqlTransaction? _explicit;

    internal LaneTransaction(short lane, long epoch, NpgsqlConnection connection, LaneBatch events)
    {
        _connection = connection;
        _events = events;
        _lane = lane;
        Batch = new NpgsqlBatch(connection);
        Batch.BatchCommands.Add(new NpgsqlBatchCommand("select public.hold_lane($1, $2)")
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = lane }, new NpgsqlParameter<long> { TypedValue = epoch } },
        });
    }

    /// <summary>Where commands are added. Its first command is the lane's own and returns one row.</summary>
    public NpgsqlBatch Batch { get; private set; }

    /// <summary>Runs what was added so far and hands out its results; the transaction stays open. The caller disposes the reader before going on.</summary>
    public async Task<NpgsqlDataReader> FlushAsync(CancellationToken cancellation)
    {
        // Npgsql sends BEGIN together with the first command, so this costs no round trip of its own.
        _explicit ??= await _connection.BeginTransactionAsync(cancellation);
        var flushed = Batch;
        flushed.Transaction = _explicit;
        Batch = new NpgsqlBatch(_connection, _explicit);
        return await flushed.ExecuteReaderAsync(cancellation);
    }

    /// <summary>Settles every event of the batch that did not fail, and commits.</summary>
    /// <exception cref="PostgresException">SQLSTATE RT001: another owner has taken the lane; nothing of this transaction took effect.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        AddSettle();
        if (Batch.BatchCommands.Count > 0) await Batch.ExecuteNonQueryAsync(cancellation);
        if (_explicit is not null) await _explicit.CommitAsync(cancellation);
    }

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await Batch.DisposeAsync();
        if (_explicit is not null) await _explicit.DisposeAsync();
    }

    private void AddSettle()
    {
        List<long> seqs = new(_events.Events.Count);
        List<DateTime> received = new(_events.Events.Count);
        foreach (var settled in _events.Events)
        {
            if (_events.Failures.ContainsKey(settled.Seq)) continue;
            seqs.Add(settled.Seq);
            received.Add(settled.ReceivedAt.UtcDateTime);
        }
        if (seqs.Count == 0) return;
        Batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into public.inbox_settled (lane, seq, received_at) select $1, s, r from unnest($2, $3) as t(s, r)")
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = _lane },
                new NpgsqlParameter<List<long>> { TypedValue = seqs },
                new NpgsqlParameter<List<DateTime>> { TypedValue = received, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
            },
        });
    }
}
