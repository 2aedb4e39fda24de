using Npgsql;
using NpgsqlTypes;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Conversations;

/// <summary>The turns of one tenant as columns, in the order of the statement's parameters.</summary>
internal sealed class TurnColumns(int capacity)
{
    private readonly List<Guid> _ids = new(capacity);
    private readonly List<Guid> _customers = new(capacity);
    private readonly List<bool> _new = new(capacity);
    private readonly List<string?> _names = new(capacity);
    private readonly List<string?> _phones = new(capacity);
    private readonly List<short> _channels = new(capacity);
    private readonly List<string> _accounts = new(capacity);
    private readonly List<string> _keys = new(capacity);
    private readonly List<string> _replyTo = new(capacity);
    private readonly List<long> _threads = new(capacity);
    private readonly List<string> _states = new(capacity);
    private readonly List<string> _owners = new(capacity);
    private readonly List<DateTime?> _ownerUntil = new(capacity);
    private readonly List<DateTime> _lastInbound = new(capacity);
    private readonly List<DateTime> _windows = new(capacity);
    private readonly List<Guid> _messageIds = new(capacity);
    private readonly List<string> _kinds = new(capacity);
    private readonly List<string> _words = new(capacity);
    private readonly List<string?> _providerIds = new(capacity);
    private readonly List<long> _seqs = new(capacity);
    private readonly List<bool> _missed = new(capacity);
    private readonly List<Guid?> _replyIds = new(capacity);
    private readonly List<string?> _replies = new(capacity);

    /// <summary>Adds a decided turn.</summary>
    public void Add(TurnWork turn, DateTimeOffset now)
    {
        var conversation = turn.Conversation!;
        var message = turn.Message;
        _ids.Add(conversation.Id);
        _customers.Add(conversation.CustomerId);
        _new.Add(conversation.IsNew);
        _names.Add(message.ProfileName);
        _phones.Add(message.Phone is { } phone ? "+" + phone : null);
        _channels.Add((short)message.Channel);
        _accounts.Add(message.Account);
        _keys.Add(message.CustomerKey);
        _replyTo.Add(message.ReplyTo);
        _threads.Add(turn.Event.Conversation);
        _states.Add(ConversationStore.JsonOf(conversation.State));
        _owners.Add(ConversationStore.NameOf(conversation.Owner));
        _ownerUntil.Add(conversation.OwnerUntil?.UtcDateTime);
        _lastInbound.Add(turn.SentAt.UtcDateTime);
        _windows.Add(conversation.WindowExpiresAt.UtcDateTime);
        _messageIds.Add(RowId.At(now));
        _kinds.Add(turn.KindName);
        _words.Add(message.Text);
        _providerIds.Add(message.ProviderId);
        _seqs.Add(turn.Event.Seq);
        _missed.Add(turn.Result.Missed);
        _replyIds.Add(turn.ReplyId);
        _replies.Add(turn.ReplyId is null ? null : turn.Result.Reply?.Text);
    }

    /// <summary>Hands the columns over as $1 … $23.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        Add(parameters, _ids, NpgsqlDbType.Uuid);
        Add(parameters, _customers, NpgsqlDbType.Uuid);
        Add(parameters, _new, NpgsqlDbType.Boolean);
        Add(parameters, _names, NpgsqlDbType.Text);
        Add(parameters, _phones, NpgsqlDbType.Text);
        Add(parameters, _channels, NpgsqlDbType.Smallint);
        Add(parameters, _accounts, NpgsqlDbType.Text);
        Add(parameters, _keys, NpgsqlDbType.Text);
        Add(parameters, _replyTo, NpgsqlDbType.Text);
        Add(parameters, _threads, NpgsqlDbType.Bigint);
        Add(parameters, _states, NpgsqlDbType.Text);
        Add(parameters, _owners, NpgsqlDbType.Text);
        Add(parameters, _ownerUntil, NpgsqlDbType.TimestampTz);
        Add(parameters, _lastInbound, NpgsqlDbType.TimestampTz);
        Add(parameters, _windows, NpgsqlDbType.TimestampTz);
        Add(parameters, _messageIds, NpgsqlDbType.Uuid);
        Add(parameters, _kinds, NpgsqlDbType.Text);
        Add(parameters, _words, NpgsqlDbType.Text);
        Add(parameters, _providerIds, NpgsqlDbType.Text);
        Add(parameters, _seqs, NpgsqlDbType.Bigint);
        Add(parameters, _missed, NpgsqlDbType.Boolean);
        Add(parameters, _replyIds, NpgsqlDbType.Uuid);
        Add(parameters, _replies, NpgsqlDbType.Text);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, List<T> column, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });
}
