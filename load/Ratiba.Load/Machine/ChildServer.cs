using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ratiba.Load.Machine;

/// <summary>A server started for the run and stopped with it; what it prints goes to a file.</summary>
internal sealed partial class ChildServer : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly string _log;
    private int _disposed;

    private ChildServer(Process process, string name, int port, string log)
    {
        _process = process;
        _log = log;
        Name = name;
        Endpoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public string Name { get; }

    public IPEndPoint Endpoint { get; }

    public Uri Address => new($"http://{Endpoint}");

    /// <summary>Resident memory of the process itself, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time of the process itself so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static int FreePort()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)listener.LocalEndPoint!).Port; // Bound above.
    }

    public static ChildServer Start(
        string name, int port, string folder, IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var log = Path.Combine(folder, name + ".log");

        // Through a shell only for its redirection: a pipe that we had to drain would cost the generator's time.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(log);
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        return new ChildServer(process, name, port, log);
    }

    /// <summary>Waits until <paramref name="path"/> is answered with 2xx, or, when it is null, until the port is open.</summary>
    public async Task WaitUntilReadyAsync(string? path, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{Name} ended with code {_process.ExitCode}; its last words in {_log}: {LastWords()}");
            }

            if (path is null ? await IsOpenAsync(cancellationToken) : await IsReadyAsync(client, path, cancellationToken))
            {
                return;
            }

            await Task.Delay(Poll, cancellationToken);
        }

        throw new InvalidOperationException($"{Name} was not ready within {limit.TotalSeconds:n0} s; its last words in {_log}: {LastWords()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            using var limit = new CancellationTokenSource(StopPatience);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Endpoint, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(Address, path), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string LastWords()
    {
        const int Lines = 15;
        return File.Exists(_log) ? string.Join(Environment.NewLine, File.ReadLines(_log).TakeLast(Lines)) : "";
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
