using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ratiba.Tests.Support;

/// <summary>The real node as a process of its own, for what only a process can suffer: <c>kill -9</c> and <c>kill -STOP</c>.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private int _disposed;

    private NodeProcess(Process process, string folder, HttpClient http)
    {
        _process = process;
        _folder = folder;
        Http = http;
    }

    /// <summary>Talks to the process.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <param name="database">Migrated.</param>
    /// <param name="settings">Over the defaults of <see cref="RatibaNode"/>.</param>
    public static async Task<NodeProcess> StartAsync(TestDatabase database, params (string Name, string Value)[] settings)
    {
        var folder = TestFolder.Create("process");
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ratiba.Edge.dll"));
        foreach (var (name, value) in RatibaNode.Defaults(database, folder)) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["URLS"] = $"http://127.0.0.1:{port}";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The node could not be started.");
        // Read and thrown away: a full pipe would stop the node.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var node = new NodeProcess(process, folder, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(15) });
        database.Own(node);
        await Eventually.TrueAsync("the process is ready", node.IsReadyAsync, TimeSpan.FromSeconds(60));
        return node;
    }

    /// <summary><c>kill -9</c>, and waits until the process is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary><c>kill -STOP</c>: the process stands still in the middle of whatever it does; its connections stay open.</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync("STOP");
        await Eventually.TrueAsync("the process stands still", IsStoppedAsync, TimeSpan.FromSeconds(10));
    }

    /// <summary><c>kill -CONT</c>: it goes on where it stood, as if no time had passed.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        TestFolder.Delete(_folder);
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process.HasExited, "The node has ended before it was ready.");
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    // The third field, behind the name in brackets.
    private async Task<bool> IsStoppedAsync()
    {
        var line = await File.ReadAllTextAsync($"/proc/{_process.Id}/stat", TestContext.Current.CancellationToken);
        return line[(line.LastIndexOf(')') + 2)..].StartsWith('T');
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
