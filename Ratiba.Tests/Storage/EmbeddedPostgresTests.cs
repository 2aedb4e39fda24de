using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Storage;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Storage;

/// <summary>Each test has a cluster of its own, because each ends one.</summary>
public sealed class EmbeddedPostgresTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = TestFolder.Create("postgres");

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public async Task Restart_KeepsTheDataAndLeavesNothingRunning()
    {
        int first;
        await using (var postgres = await StartAsync())
        {
            await ExecuteAsync(postgres, "create table kept (n int); insert into kept values (42)");
            first = ServerPid();
        }
        Assert.False(IsRunning(first));
        Assert.False(File.Exists(Path.Combine(_folder, "postgres", "data", "postmaster.pid")));

        await using var again = await StartAsync();

        Assert.Equal(42, await ScalarAsync(again, "select n from kept"));
        Assert.NotEqual(first, ServerPid());
    }

    [Fact]
    public async Task Server_ListensOnNoNetworkAndAsksForThePassword()
    {
        await using var postgres = await StartAsync();

        Assert.Equal("", await ScalarAsync(postgres, "select current_setting('listen_addresses')"));
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Server_RunsAsAnotherUserWhenWeAreRootAndSeesNoneOfOurEnvironment()
    {
        await using var postgres = await StartAsync();
        var status = await File.ReadAllLinesAsync($"/proc/{ServerPid()}/status", TestContext.Current.CancellationToken);
        var uid = int.Parse(status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);
        var environment = await File.ReadAllTextAsync($"/proc/{ServerPid()}/environ", TestContext.Current.CancellationToken);

        Assert.NotEqual(0, uid);
        Assert.DoesNotContain("HOME=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("ADMIN_API_KEY", environment, StringComparison.Ordinal);
    }

    // Fails when the lock is shared: the second one stopped the first one's server as a leftover, and the two fought over the folder.
    [Fact]
    public async Task SecondOneOnTheFolder_IsRefusedAndHarmsNothing()
    {
        await using var postgres = await StartAsync();

        var refused = await Assert.ThrowsAsync<StorageException>(StartAsync);

        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.Contains("RATIBA_DATA", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(postgres, "select 1"));
    }

    // Fails without SuperviseAsync: no connection was taken within the limit.
    [Fact]
    public async Task ServerKilled_ComesBackUnderTheSameConnectionStringWithWhatWasCommitted()
    {
        await using var postgres = await StartAsync();
        await ExecuteAsync(postgres, "create table kept (n int); insert into kept values (42)");
        var killed = ServerPid();

        Process.GetProcessById(killed).Kill();

        await Eventually.TrueAsync("the server is back", () => AnswersAsync(postgres, killed), Limit);
        Assert.Equal(42, await ScalarAsync(postgres, "select n from kept"));
    }

    // With `withWatchdog` the server loses its watchdog too and really is left behind; fails without StopLeftoverAsync:
    // the old server was taken for the new one. With `false`, fails when the watchdog does not kill: the server outlived the limit.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ProcessKilled_ServerGoesAndTheNextOneStarts(bool withWatchdog)
    {
        using var holder = await StartHolderAsync();
        var server = ServerPid();
        if (withWatchdog) foreach (var watchdog in Watchdogs(server)) Process.GetProcessById(watchdog).Kill();
        holder.Kill();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (!withWatchdog) await Eventually.TrueAsync("the server has ended", () => Task.FromResult(!IsRunning(server)), Limit);

        await using var postgres = await StartAsync();

        Assert.False(IsRunning(server));
        Assert.Equal(42, await ScalarAsync(postgres, "select n from held"));
    }

    [Fact]
    public async Task LongFolder_GetsAShortSocket()
    {
        var deep = Path.Combine(_folder, new string('d', 60), new string('e', 60));
        await using var postgres = await StartAsync(deep);

        Assert.StartsWith("/tmp/ratiba-pg-", new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(postgres, "select 1"));
    }

    [Fact]
    public async Task ClosedParentFolder_IsNoObstacle()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root has folders that the server's account cannot enter.");
        var closed = Path.Combine(_folder, "closed");
        await ChildCommand.RunAsync("install", ["-d", "-m", "700", closed], null, TestContext.Current.CancellationToken);
        var inside = Path.Combine(closed, "data");

        await using (var postgres = await StartAsync(inside)) await ExecuteAsync(postgres, "create table kept (n int); insert into kept values (42)");
        await using (var postgres = await StartAsync(inside)) Assert.Equal(42, await ScalarAsync(postgres, "select n from kept"));

        Directory.Delete((await File.ReadAllTextAsync(Path.Combine(inside, "postgres.at"), TestContext.Current.CancellationToken)).Trim(), recursive: true);
    }

    [Fact]
    public async Task NoServerInstalled_SaysWhatToInstall()
    {
        var options = new EmbeddedPostgresOptions { Folder = _folder, BinFolder = "/nowhere" };

        var refused = await Assert.ThrowsAsync<StorageException>(
            () => EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken));

        Assert.Contains("apt-get install postgresql-15", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnsafeSettings_AreFoundByName()
    {
        await using var postgres = await StartAsync();
        await using var database = new Database(postgres.ConnectionString, new DatabaseOptions());
        var check = new DurabilityCheck(database);
        Assert.Empty(await check.FindUnsafeAsync(TestContext.Current.CancellationToken));

        await ExecuteAsync(postgres, "alter system set fsync = off");
        await ExecuteAsync(postgres, "select pg_reload_conf()");
        await Eventually.TrueAsync("fsync is found", async () => (await check.FindUnsafeAsync(TestContext.Current.CancellationToken)) is [{ Name: "fsync", Value: "off" }], Limit);
        await ExecuteAsync(postgres, "alter role ratiba set synchronous_commit = off");
        await using var later = new Database(postgres.ConnectionString, new DatabaseOptions());

        var found = await new DurabilityCheck(later).FindUnsafeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["fsync", "synchronous_commit"], found.Select(setting => setting.Name));
        Assert.All(found, setting => Assert.Contains($"ALTER SYSTEM RESET {setting.Name}", setting.Problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ThrowAwayCluster_IsNotDurable()
    {
        var options = new EmbeddedPostgresOptions { Folder = _folder, Durable = false, SharedBuffersMegabytes = 16 };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        await using var database = new Database(postgres.ConnectionString, new DatabaseOptions());

        Assert.Equal(3, (await new DurabilityCheck(database).FindUnsafeAsync(TestContext.Current.CancellationToken)).Count);
    }

    private async Task<Process> StartHolderAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Ratiba.Tests.dll"), "-explicit", "only", "-method", $"{typeof(PostgresHolder).FullName}.{nameof(PostgresHolder.Hold)}"]) start.ArgumentList.Add(argument);
        start.Environment[PostgresHolder.Folder] = _folder;
        var holder = Process.Start(start);
        Assert.NotNull(holder);
        await Eventually.TrueAsync("the holder holds", () => Task.FromResult(holder.HasExited || File.Exists(Path.Combine(_folder, "holding"))), Limit);
        Assert.False(holder.HasExited);
        return holder;
    }

    private Task<EmbeddedPostgres> StartAsync() => StartAsync(_folder);

    private static Task<EmbeddedPostgres> StartAsync(string folder)
    {
        var options = new EmbeddedPostgresOptions { Folder = folder, SharedBuffersMegabytes = 16, MaxConnections = 20 };
        return EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    private int ServerPid() => int.Parse(File.ReadLines(Path.Combine(_folder, "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The shell around the server and its reading child.</summary>
    private static int[] Watchdogs(int server)
    {
        var shell = ParentOf(server);
        return [shell, .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(pid => pid != server && ParentOf(pid) == shell)];
    }

    private static int ParentOf(int pid)
    {
        try
        {
            // "pid (name) state parent …"; the names here hold no blanks.
            return int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsRunning(int pid) => Directory.Exists($"/proc/{pid}") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private async Task<bool> AnswersAsync(EmbeddedPostgres postgres, int otherThan)
    {
        try
        {
            await ScalarAsync(postgres, "select 1");
            return ServerPid() != otherThan;
        }
        catch (Exception notYet) when (notYet is NpgsqlException or IOException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(EmbeddedPostgres postgres, string sql) => await ScalarAsync(postgres, sql);

    private static async Task<object?> ScalarAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
