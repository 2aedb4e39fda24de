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
                running.Add(PumpAsync(client, server, () => false));
                running.Add(PumpAsync(server, client, () => _holdAnswers));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, Func<bool> discard)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
                if (!discard()) await to.SendAsync(buffer.AsMemory(0, read));
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
