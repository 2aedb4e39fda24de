using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ratiba.Engine.Storage;

/// <summary>
/// A private PostgreSQL cluster that lives and dies with this process.
/// <list type="number">
/// <item>The folder is locked: one Ratiba per folder.</item>
/// <item>A server that an earlier, killed process left behind is stopped.</item>
/// <item>The cluster is made when there is none: beside its place, then renamed, so that a crash leaves none rather than half of one.</item>
/// <item>The server is started in a session of its own, below a watchdog, and watched: when it dies, it is started again under the same connection string.</item>
/// </list>
/// </summary>
internal sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The database and the role that Ratiba uses.</summary>
    public const string Name = "ratiba";

    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // Ends the server when its standard input ends, however we ended: a pipe is closed by the kernel. (PR_SET_PDEATHSIG would fire when the *thread* that
    // started the server ends, and our threads come and go.) `setsid` around it keeps the terminal's Ctrl-C from reaching the server before we stop it.
    private const string Watchdog =
        """
        exec 3<&0 >>"$1" 2>&1
        shift
        "$@" </dev/null 3<&- &
        server=$!
        (read -r _ <&3; kill -INT $server) &
        watch=$!
        exec 3<&-
        wait $server
        code=$?
        kill $watch
        exit $code
        """;

    private readonly EmbeddedPostgresOptions _options;
    private readonly ServerAccount _account;
    private readonly ServerBinaries _binaries;
    private readonly ClusterPlace _place;
    private readonly FolderLock _lock;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private Process _server;
    private Task _supervision = Task.CompletedTask;
    private int _disposed;

    private EmbeddedPostgres(
        EmbeddedPostgresOptions options, ServerAccount account, ServerBinaries binaries, ClusterPlace place, string password, FolderLock folderLock, TimeProvider clock, ILogger log)
    {
        _options = options;
        _account = account;
        _binaries = binaries;
        _place = place;
        _lock = folderLock;
        _clock = clock;
        _log = log;
        _server = new Process();
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = place.SocketFolder, Username = Name, Password = password, Database = Name }.ConnectionString;
    }

    /// <summary>How to reach it; stays the same over restarts of the server.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes the cluster when there is none, starts it, and returns when it takes connections.</summary>
    /// <exception cref="StorageException">The folder is in use, the server is not installed, or it does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, TimeProvider clock, ILogger log, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows()) throw new StorageException("The embedded PostgreSQL needs Linux or another Unix. Set RATIBA_DATABASE to a running server.");
        var folder = Path.GetFullPath(options.Folder);
        var account = ServerAccount.Find();
        // Others may pass through to the server's own folder; what lies here brings its own rights.
        if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        var folderLock = FolderLock.Take(folder);
        EmbeddedPostgres? postgres = null;
        try
        {
            var place = await ClusterPlace.FindAsync(folder, account, cancellation);
            var binaries = await ServerBinaries.FindAsync(options.BinFolder, place.Major(), cancellation);
            if (place.Major() is null) await MakeClusterAsync(options, account, binaries, place, cancellation);
            var password = (await File.ReadAllTextAsync(place.Password, cancellation)).Trim();
            postgres = new EmbeddedPostgres(options, account, binaries, place, password, folderLock, clock, log);
            await postgres.StartServerAsync(cancellation);
            await postgres.MakeDatabaseAsync(cancellation);
            postgres._supervision = Task.Run(postgres.SuperviseAsync, CancellationToken.None);
            return postgres;
        }
        catch
        {
            if (postgres is not null) await postgres.DisposeAsync();
            else folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server with a fast shutdown: sessions end, a checkpoint is written. Then the folder is free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stopping.CancelAsync();
        await _supervision;
        await StopServerAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        if (!_place.SocketFolder.StartsWith(_place.Home, StringComparison.Ordinal) && Directory.Exists(_place.SocketFolder)) Directory.Delete(_place.SocketFolder, recursive: true);
        _server.Dispose();
        _stopping.Dispose();
        _lock.Dispose();
    }

    private static async Task MakeClusterAsync(
        EmbeddedPostgresOptions options, ServerAccount account, ServerBinaries binaries, ClusterPlace place, CancellationToken cancellation)
    {
        var unfinished = place.Data + ".new";
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        await account.WriteFileAsync(place.Password, password + "\n", cancellation);
        string[] sync = options.Durable ? [] : ["--no-sync"];
        // Checksums find a dying disk before it is believed.
        string[] initdb =
        [
            binaries.Program("initdb"), "--pgdata", unfinished, "--username", Name, "--pwfile", place.Password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums", .. sync,
        ];
        var made = await account.RunAsync(
            ["sh", "-c", "set -e; new=$1; ready=$2; shift 2; rm -rf \"$new\"; \"$@\"; mv \"$new\" \"$ready\"; sync -f \"$ready\"", "sh", unfinished, place.Data, .. initdb],
            null, cancellation);
        if (!made.Succeeded) throw new StorageException($"initdb could not make a PostgreSQL cluster in {place.Data}: {made.Error.Trim()}");
    }

    private async Task StartServerAsync(CancellationToken cancellation)
    {
        await StopLeftoverAsync(cancellation);
        await _account.WriteFileAsync(Path.Combine(_place.Data, "postgresql.conf"), ServerSettings.Render(_options, _place.SocketFolder), cancellation);
        await _account.WriteFileAsync(Path.Combine(_place.Data, "pg_hba.conf"), ServerSettings.HostBasedAuthentication, cancellation);
        await _account.WriteFileAsync(_place.StartLog, "", cancellation);

        IReadOnlyList<string> line = _account.Wrap("sh", "-c", Watchdog, "sh", _place.StartLog, _binaries.Program("postgres"), "-D", _place.Data);
        var former = _server;
        _server = Process.Start(ChildCommand.Prepare("setsid", line)) ?? throw new StorageException("The program setsid did not start.");
        former.Dispose();
        await WaitUntilReadyAsync(cancellation);
        LogStarted(_binaries.Major, _place.Home, _server.Id);
    }

    /// <summary>A server without us: our process was killed and its watchdog is still at it, or the watchdog itself was killed.</summary>
    private async Task StopLeftoverAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(_place.Data, "postmaster.pid"))) return;
        foreach (var mode in (string[])["fast", "immediate"])
        {
            // pg_ctl knows a stale pid file from a living server; either way nothing runs there when it succeeds or finds none.
            var seconds = Math.Max(1, (int)_options.StopTimeout.TotalSeconds);
            var stopped = await _account.RunAsync([_binaries.Program("pg_ctl"), "stop", "-D", _place.Data, "-m", mode, "-w", "-t", $"{seconds}"], null, cancellation);
            if (stopped.Succeeded) LogLeftoverStopped(_place.Home, mode);
            if (stopped.Succeeded || !File.Exists(Path.Combine(_place.Data, "postmaster.pid"))) return;
            if (stopped.Error.Contains("No such process", StringComparison.Ordinal) || stopped.Error.Contains("not running", StringComparison.Ordinal)) return;
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var probe = await OpenAsync("postgres", cancellation);
                return;
            }
            catch (NpgsqlException notYet) when (notYet is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword })
            {
                if (_server.HasExited || _clock.GetElapsedTime(started) > _options.StartTimeout)
                {
                    var said = await _account.RunAsync(["tail", "-n", "5", _place.StartLog], null, cancellation);
                    var state = _server.HasExited ? $"ended with code {_server.ExitCode}" : $"did not take connections within {_options.StartTimeout}";
                    throw new StorageException(
                        $"The PostgreSQL server in {_place.Home} {state}. It said: {said.Output.Trim()} (more in {_place.Home}/log). {notYet.Message}", notYet);
                }
            }
            await Task.Delay(ReadyPoll, _clock, cancellation);
        }
    }

    private async Task MakeDatabaseAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync("postgres", cancellation);
        await using var look = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = Name } } };
        if (await look.ExecuteScalarAsync(cancellation) is not null) return;
        await using var make = new NpgsqlCommand($"create database {Name}", connection);
        await make.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, Pooling = false, Timeout = 5 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private async Task SuperviseAsync()
    {
        var pause = FirstPause;
        var stopping = _stopping.Token;
        while (true)
        {
            try
            {
                await _server.WaitForExitAsync(stopping);
                LogDied(_server.ExitCode, pause);
                await Task.Delay(pause, _clock, stopping);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                await StartServerAsync(stopping);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is StorageException or NpgsqlException or IOException)
            {
                // The node stays up and answers 503 meanwhile; the next round tries again.
                LogStartFailed(failure);
            }
        }
    }

    private async Task StopServerAsync()
    {
        try
        {
            if (_server.HasExited) return;
        }
        catch (InvalidOperationException)
        {
            return; // it was never started
        }
        _server.StandardInput.Close();
        using var deadline = new CancellationTokenSource(_options.StopTimeout, _clock);
        try
        {
            await _server.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            LogStopTooSlow(_options.StopTimeout);
            await StopLeftoverAsync(CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL {Major} runs in {Folder} below process {Process}")]
    private partial void LogStarted(int major, string folder, int process);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A PostgreSQL server that an earlier process left behind in {Folder} was stopped ({Mode})")]
    private partial void LogLeftoverStopped(string folder, string mode);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL ended with code {Code}; it is started again in {Pause}")]
    private partial void LogDied(int code, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL did not start")]
    private partial void LogStartFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL did not stop within {Timeout}; it is stopped at once and recovers at the next start")]
    private partial void LogStopTooSlow(TimeSpan timeout);
}
