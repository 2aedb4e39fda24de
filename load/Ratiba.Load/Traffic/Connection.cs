using System.Net;
using System.Net.Sockets;

namespace Ratiba.Load.Traffic;

/// <summary>One keep-alive HTTP/1.1 connection with at most one request on the way.</summary>
internal sealed class Connection : IDisposable
{
    // An answer of a webhook is a few hundred bytes; one that fills this is not one of ours.
    private readonly byte[] _received = new byte[8 * 1024];
    private Socket? _socket;
    private int _filled;

    /// <summary>The message on the way.</summary>
    public long Index { get; private set; }

    /// <summary>When it should have left.</summary>
    public long Intended { get; private set; }

    /// <summary>When it did leave.</summary>
    public long SentAt { get; private set; }

    public bool IsBusy { get; private set; }

    public void Open(EndPoint target, Epoll epoll, int tag)
    {
        _socket?.Dispose();
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(target);
        _socket.Blocking = false;
        epoll.Watch(_socket.SafeHandle, tag);
        _filled = 0;
        IsBusy = false;
    }

    /// <summary>False when the connection is gone; nothing is known then of what arrived.</summary>
    public bool TrySend(ReadOnlySpan<byte> request, long index, long intended, long now)
    {
        (Index, Intended, SentAt, IsBusy) = (index, intended, now, true);

        // An idle loopback connection takes a request of this size whole; anything else counts as broken.
        return _socket!.Send(request, SocketFlags.None, out var error) == request.Length && error == SocketError.Success;
    }

    /// <summary>The status of the answer, 0 while it is incomplete, -1 when the connection broke.</summary>
    public int Receive()
    {
        var count = _socket!.Receive(_received.AsSpan(_filled), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return 0;
        }

        if (error != SocketError.Success || count == 0)
        {
            return -1;
        }

        _filled += count;
        var status = HttpAnswer.Parse(_received.AsSpan(0, _filled), out var length);
        if (status == 0)
        {
            return _filled == _received.Length ? -1 : 0;
        }

        _filled -= length;
        IsBusy = false;
        return _filled == 0 ? status : -1;
    }

    public void Dispose() => _socket?.Dispose();
}
