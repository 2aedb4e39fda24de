using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ratiba.Engine.Storage;

namespace Ratiba.Tests.Storage;

/// <summary>Not a test: the process that <see cref="EmbeddedPostgresTests"/> starts, with only this in it, and kills.</summary>
public sealed class PostgresHolder
{
    /// <summary>The environment variable that names the cluster's folder.</summary>
    public const string Folder = "RATIBA_TEST_HOLD_CLUSTER";

    /// <summary>Starts a cluster with a row in it, says so by the file <c>holding</c>, and waits for its end.</summary>
    [Fact(Explicit = true)]
    public async Task Hold()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.SkipWhen(folder is null, $"{Folder} is not set.");
        var options = new EmbeddedPostgresOptions { Folder = folder!, SharedBuffersMegabytes = 16, MaxConnections = 20 }; // skipped above when null
        await using var postgres = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        await using (var connection = new NpgsqlConnection(postgres.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("create table held (n int); insert into held values (42)", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await File.WriteAllTextAsync(Path.Combine(folder!, "holding"), "", TestContext.Current.CancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
    }
}
