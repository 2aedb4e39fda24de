using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Storage;

namespace Ratiba.Engine.Inbox;

/// <summary>A writer's reusable batch: the parameter lists are filled, sent and cleared, so a commit of hundreds of events allocates next to nothing.</summary>
internal sealed class AppendCommand : IAsyncDisposable
{
    // After a duplicate others often follow (Meta repeats what it believes lost): so many batches take the sure way before the short one is tried again.
    private const int CarefulBatches = 64;

    private readonly HashSet<Guid> _seen = [];
    private readonly Columns _routed = new(InboxStatements.Append, parked: false);
    private readonly Columns _parked = new(InboxStatements.Park, parked: true);
    private readonly NpgsqlBatch _batch;
    private readonly TimeProvider _clock;
    private (DateOnly Day, string Sql) _fresh = (DateOnly.MinValue, "");
    private int _careful;

    public AppendCommand(NpgsqlConnection connection, TimeSpan timeout, TimeProvider clock)
    {
        _batch = new NpgsqlBatch(connection) { Timeout = (int)Math.Ceiling(timeout.TotalSeconds) };
        _clock = clock;
    }

    /// <summary>Adds a request's events. A key that is already in this batch is left out: its copy is committed with the batch.</summary>
    public void Add(InboxAppend append)
    {
        foreach (ref readonly var pending in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(append.EventList))
        {
            if (!_seen.Add(pending.Key)) continue;
            (pending.ParkReason is null ? _routed : _parked).Add(pending, append.BodyOf(pending));
        }
    }

    /// <summary>Writes and commits everything in one round trip: Postgres runs the batch as one implicit transaction.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (_seen.Count == 0) return;
        _batch.BatchCommands.Clear();
        if (_routed.Count > 0) _batch.BatchCommands.Add(_routed.Command);
        if (_parked.Count > 0) _batch.BatchCommands.Add(_parked.Command);
        if (_careful > 0) _careful--;
        else
        {
            _routed.Command.CommandText = FreshSql();
            try
            {
                await _batch.ExecuteNonQueryAsync(cancellation);
                return;
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UndefinedTable)
            {
                // A duplicate, the turn of the day, or a day whose partition is not made yet. Nothing was written.
                _careful = CarefulBatches;
            }
        }
        _routed.Command.CommandText = InboxStatements.Append;
        await _batch.ExecuteNonQueryAsync(cancellation);
    }

    private string FreshSql()
    {
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        if (_fresh.Day != today) _fresh = (today, InboxStatements.AppendFresh("public." + new DayPartition("inbox_events", today).Name));
        return _fresh.Sql;
    }

    /// <summary>Ready for the next batch.</summary>
    public void Clear()
    {
        _seen.Clear();
        _routed.Clear();
        _parked.Clear();
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    /// <summary>The columns of one statement, as lists that Npgsql sends as arrays.</summary>
    private sealed class Columns
    {
        private readonly List<Guid> _keys = [];
        private readonly List<short> _lanes = [];
        private readonly List<Guid?> _parkedTenants = [];
        private readonly List<Guid> _tenants = [];
        private readonly List<short> _channels = [];
        private readonly List<string> _kinds = [];
        private readonly List<long> _conversations = [];
        private readonly List<string> _accounts = [];
        private readonly List<ReadOnlyMemory<byte>> _bodies = [];
        private readonly List<string> _reasons = [];
        private readonly bool _parked;

        public Columns(string sql, bool parked)
        {
            _parked = parked;
            Command = new NpgsqlBatchCommand(sql);
            Bind(_keys, NpgsqlDbType.Uuid);
            if (!parked) Bind(_lanes, NpgsqlDbType.Smallint);
            if (parked) Bind(_parkedTenants, NpgsqlDbType.Uuid);
            else Bind(_tenants, NpgsqlDbType.Uuid);
            Bind(_channels, NpgsqlDbType.Smallint);
            Bind(_kinds, NpgsqlDbType.Text);
            Bind(_conversations, NpgsqlDbType.Bigint);
            Bind(_accounts, NpgsqlDbType.Text);
            Bind(_bodies, NpgsqlDbType.Bytea);
            if (parked) Bind(_reasons, NpgsqlDbType.Text);
        }

        public NpgsqlBatchCommand Command { get; }

        public int Count => _keys.Count;

        public void Add(in PendingEvent pending, ReadOnlyMemory<byte> body)
        {
            _keys.Add(pending.Key);
            if (_parked) _parkedTenants.Add(pending.Tenant == TenantId.None ? null : pending.Tenant.Value);
            else _tenants.Add(pending.Tenant.Value);
            if (!_parked) _lanes.Add(pending.Lane);
            _channels.Add((short)pending.Channel);
            _kinds.Add(pending.Kind);
            _conversations.Add(pending.Conversation);
            _accounts.Add(pending.Account);
            _bodies.Add(body);
            if (_parked) _reasons.Add(pending.ParkReason!); // not null: only parked events come here
        }

        public void Clear()
        {
            _keys.Clear();
            _lanes.Clear();
            _parkedTenants.Clear();
            _tenants.Clear();
            _channels.Clear();
            _kinds.Clear();
            _conversations.Clear();
            _accounts.Clear();
            _bodies.Clear();
            _reasons.Clear();
        }

        private void Bind<T>(List<T> values, NpgsqlDbType element) =>
            Command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
    }
}
