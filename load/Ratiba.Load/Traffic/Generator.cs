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

    private readonly IPEndPoint target;
    private readonly MessageSource messages;
    private readonly AckLedger ledger;
    private readonly Epoll epoll = new();

    // Watches nothing: waiting on it is a pause of less than a millisecond.
    private readonly Epoll pause = new();
    private readonly Connection[] connections;
    private readonly Stack<int> free;
    private readonly Epoll.Ready[] ready;
    private readonly byte[] request = new byte[MessageSource.LongestRequest];

    public Generator(IPEndPoint target, int connections, MessageSource messages, AckLedger ledger)
    {
        this.target = target;
        this.messages = messages;
        this.ledger = ledger;
        this.connections = new Connection[connections];
        ready = new Epoll.Ready[connections];
        free = new Stack<int>(connections);
        for (var tag = 0; tag < connections; tag++)
        {
            this.connections[tag] = new Connection();
            this.connections[tag].Open(target, epoll, tag);
            free.Push(tag);
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
            while (now < end && free.Count > 0 && pace.TryTake(now, out var intended))
            {
                Send(intended, now, stretch, sent);
            }

            if (now >= end && free.Count == connections.Length)
            {
                break;
            }

            if (pace.Rest > TimeSpan.Zero && now < end)
            {
                pause.Wait(ready, pace.Rest);
            }

            var answers = epoll.Wait(ready, pace.Rest > TimeSpan.Zero && now < end ? TimeSpan.Zero : WaitLimit(pace, now, end));
            if (answers == 0)
            {
                GiveUpOnSilent(stretch);
                continue;
            }

            lastAnswer = Stopwatch.GetTimestamp();
            for (var i = 0; i < answers; i++)
            {
                Receive((int)ready[i].Tag, lastAnswer, stretch);
            }

            ledger.Flush();
        }

        stretch.Elapsed = Stopwatch.GetElapsedTime(start, Math.Max(lastAnswer, start + 1));
        ledger.Flush();
        return stretch;
    }

    public void Dispose()
    {
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        epoll.Dispose();
        pause.Dispose();
    }

    /// <summary>A server may close connections that were idle since the last stretch; a message sent on one would have an unknown outcome.</summary>
    private void ReopenClosed(Stretch stretch)
    {
        var closed = epoll.Wait(ready, TimeSpan.Zero);
        for (var i = 0; i < closed; i++)
        {
            Receive((int)ready[i].Tag, Stopwatch.GetTimestamp(), stretch);
        }
    }

    private TimeSpan WaitLimit(IPace pace, long now, long end)
    {
        // Without a free connection only an answer can change anything.
        var ticks = now < end && free.Count > 0 ? Math.Min(pace.UntilNext(now), end - now) : long.MaxValue;
        return ticks > LongestWait.TotalSeconds * Stopwatch.Frequency ? LongestWait : TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
    }

    private void Send(long intended, long now, Stretch stretch, Action<long, long>? sent)
    {
        var index = messages.Take();
        var length = messages.Write(index, request);
        var tag = free.Pop();
        stretch.Sent++;
        sent?.Invoke(index, intended);
        if (!connections[tag].TrySend(request.AsSpan(0, length), index, intended, now))
        {
            Break(tag, stretch);
        }
    }

    private void Receive(int tag, long now, Stretch stretch)
    {
        var connection = connections[tag];
        if (!connection.IsBusy)
        {
            // Closed by the server while idle: no message was on it.
            connection.Open(target, epoll, tag);
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
                ledger.Acked(connection.Index);
                stretch.Acked++;
                stretch.Record(now - connection.Intended);
            }
            else
            {
                stretch.Refused[status] = stretch.Refused.GetValueOrDefault(status) + 1;
            }

            free.Push(tag);
        }
    }

    private void GiveUpOnSilent(Stretch stretch)
    {
        var oldest = Stopwatch.GetTimestamp() - (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        for (var tag = 0; tag < connections.Length; tag++)
        {
            if (connections[tag].IsBusy && connections[tag].SentAt < oldest)
            {
                Break(tag, stretch);
            }
        }
    }

    private void Break(int tag, Stretch stretch)
    {
        stretch.Unknown++;
        ledger.Unknown(connections[tag].Index);
        connections[tag].Open(target, epoll, tag);
        free.Push(tag);
    }
}
