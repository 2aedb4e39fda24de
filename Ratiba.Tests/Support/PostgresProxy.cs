using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ratiba.Tests.Support;

/// <summary>
/// Stands between a node and its database, so that a test can lose what the network loses: the answer to a COMMIT that has already happened, or everything.
/// </summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Link> _links = [];
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly Task _accepting;
    private volatile bool _holdAnswers;
    private volatile bool _refuse;
    private volatile Roadblock? _request;
    private volatile Roadblock? _answer;

    /// <summary>Forwards to the server of the connection string, which listens on a Unix socket.</summary>
    public PostgresProxy(string connectionString)
    {
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>For the node.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>What the server says no longer reaches the node; what the node says still reaches the server.</summary>
    public void HoldAnswers() => _holdAnswers = true;

    /// <summary>Stops the first request of the node that carries the text, from the text on; what the node said before it has reached the server.</summary>
    public Roadblock StopRequest(string text) => _request = new Roadblock(text);

    /// <summary>Stops the first answer of the server that carries the text, from the text on.</summary>
    public Roadblock StopAnswer(string text) => _answer = new Roadblock(text);

    /// <summary>Resets every connection.</summary>
    public void Reset()
    {
        lock (_links)
        {
            foreach (var link in _links) link.Reset();
            _links.Clear();
        }
    }

    /// <summary>Resets every connection and accepts no new one, until <see cref="Restore"/>.</summary>
    public void Break()
    {
        _refuse = true;
        Reset();
    }

    /// <summary>All is well again.</summary>
    public void Restore()
    {
        _refuse = false;
        _holdAnswers = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Reset();
        _request?.Lift();
        _answer?.Lift();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                if (_refuse)
                {
                    client.Close(0);
                    continue;
                }
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_target.Host!, $".s.PGSQL.{_target.Port}")), _stop.Token); // the fixture's is a socket folder
                var link = new Link(client, server);
                lock (_links) _links.Add(link);
                running.Add(PumpAsync(client, server, () => _request, () => false));
                running.Add(PumpAsync(server, client, () => _answer, () => _holdAnswers));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, Func<Roadblock?> roadblock, Func<bool> discard)
    {
        var buffer = new byte[64 * 1024];
        List<byte> tail = [];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                var data = buffer.AsMemory(0, read);
                if (roadblock() is { } block && block.Stops(data.Span, tail, out var free))
                {
                    await to.SendAsync(data[..free]);
                    await block.HoldAsync();
                    data = data[free..];
                }
                if (!discard()) await to.SendAsync(data);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Reset by the test or closed by either side.
        }
        from.Close(0);
        to.Close(0);
    }

    private sealed record Link(Socket Client, Socket Server)
    {
        public void Reset()
        {
            // Linger 0: the node sees a reset, as from a cut line, not an orderly end.
            Client.Close(0);
            Server.Close(0);
        }
    }
}
