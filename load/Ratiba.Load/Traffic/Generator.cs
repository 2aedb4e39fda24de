using System.Diagnostics;
using System.Net;
using Ratiba.Load.Ledger;
using Ratiba.Load.Messages;

namespace Ratiba.Load.Traffic;

/// <summary>
/// Sends messages over a fixed set of connections from one thread, without an allocation per request:
/// 1. every free connection takes a message that is due, 2. wait for answers or for the next due time, 3. account for the answers,
/// 4. write the acknowledged ids to the ledger before anything else is sent.
/// </summary>
internal sealed class Generator : IDisposable
{
    // Meta gives up on a webhook after about as long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly IPEndPoint _target;
    private readonly MessageSource _messages;
    private readonly AckLedger _ledger;
    private readonly Epoll _epoll = new();

    // Watches nothing: waiting on it is a pause of less than a millisecond.
    private readonly Epoll _pause = new();
    private readonly Connection[] _connections;
    private readonly Stack<int> _free;
    private readonly Epoll.Ready[] _ready;
    private readonly byte[] _request = new byte[MessageSource.LongestRequest];

    public Generator(IPEndPoint target, int connections, MessageSource messages, AckLedger ledger)
    {
        _target = target;
        _messages = messages;
        _ledger = ledger;
        _connections = new Connection[connections];
        _ready = new Epoll.Ready[connections];
        _free = new Stack<int>(connections);
        for (var tag = 0; tag < connections; tag++)
        {
            _connections[tag] = new Connection();
            _connections[tag].Open(target, _epoll, tag);
            _free.Push(tag);
        }
    }

    /// <summary>Runs one stretch to its end, answers included. <paramref name="sent"/> is told every message that leaves.</summary>
    public Stretch Run(IPace pace, TimeSpan length, Action<long, long>? sent, CancellationToken cancellationToken)
    {
        var stretch = new Stretch();
        ReopenClosed(stretch);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var lastAnswer = start;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = Stopwatch.GetTimestamp();
            while (now < end && _free.Count > 0 && pace.TryTake(now, out var intended))
            {
                Send(intended, now, stretch, sent);
            }

            if (now >= end && _free.Count == _connections.Length)
            {
                break;
            }

            if (pace.Rest > TimeSpan.Zero && now < end)
            {
                _pause.Wait(_ready, pace.Rest);
            }

            var answers = _epoll.Wait(_ready, pace.Rest > TimeSpan.Zero && now < end ? TimeSpan.Zero : WaitLimit(pace, now, end));
            if (answers == 0)
            {
                GiveUpOnSilent(stretch);
                continue;
            }

            lastAnswer = Stopwatch.GetTimestamp();
            for (var i = 0; i < answers; i++)
            {
                Receive((int)_ready[i].Tag, lastAnswer, stretch);
            }

            _ledger.Flush();
        }

        stretch.Elapsed = Stopwatch.GetElapsedTime(start, Math.Max(lastAnswer, start + 1));
        _ledger.Flush();
        return stretch;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _epoll.Dispose();
        _pause.Dispose();
    }

    /// <summary>A server may close connections that were idle since the last stretch; a message sent on one would have an unknown outcome.</summary>
    private void ReopenClosed(Stretch stretch)
    {
        var closed = _epoll.Wait(_ready, TimeSpan.Zero);
        for (var i = 0; i < closed; i++)
        {
            Receive((int)_ready[i].Tag, Stopwatch.GetTimestamp(), stretch);
        }
    }

    private TimeSpan WaitLimit(IPace pace, long now, long end)
    {
        // Without a free connection only an answer can change anything.
        var ticks = now < end && _free.Count > 0 ? Math.Min(pace.UntilNext(now), end - now) : long.MaxValue;
        return ticks > LongestWait.TotalSeconds * Stopwatch.Frequency ? LongestWait : TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
    }

    private void Send(long intended, long now, Stretch stretch, Action<long, long>? sent)
    {
        var index = _messages.Take();
        var length = _messages.Write(index, _request);
        var tag = _free.Pop();
        stretch.Sent++;
        sent?.Invoke(index, intended);
        if (!_connections[tag].TrySend(_request.AsSpan(0, length), index, intended, now))
        {
            Break(tag, stretch);
        }
    }

    private void Receive(int tag, long now, Stretch stretch)
    {
        var connection = _connections[tag];
        if (!connection.IsBusy)
        {
            // Closed by the server while idle: no message was on it.
            connection.Open(_target, _epoll, tag);
            return;
        }

        var status = connection.Receive();
        if (status < 0)
        {
            Break(tag, stretch);
        }
        else if (status > 0)
        {
            if (status is >= 200 and < 300)
            {
                _ledger.Acked(connection.Index);
                stretch.Acked++;
                stretch.Record(now - connection.Intended);
            }
            else
            {
                stretch.Refused[status] = stretch.Refused.GetValueOrDefault(status) + 1;
            }

            _free.Push(tag);
        }
    }

    private void GiveUpOnSilent(Stretch stretch)
    {
        var oldest = Stopwatch.GetTimestamp() - (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        for (var tag = 0; tag < _connections.Length; tag++)
        {
            if (_connections[tag].IsBusy && _connections[tag].SentAt < oldest)
            {
                Break(tag, stretch);
            }
        }
    }

    private void Break(int tag, Stretch stretch)
    {
        stretch.Unknown++;
        _ledger.Unknown(_connections[tag].Index);
        _connections[tag].Open(_target, _epoll, tag);
        _free.Push(tag);
    }
}
