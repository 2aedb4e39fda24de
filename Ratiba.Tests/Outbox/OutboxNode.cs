using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Outbox;
using Ratiba.Engine.Primitives;
using Ratiba.Tests.Messaging;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Outbox;

/// <summary>A node with nothing but its outbox and WhatsApp, on a real database, sending to a fake Graph API.</summary>
internal sealed class OutboxNode : IAsyncDisposable
{
    public const short Lane = 1;
    public const string Account = "1055";

    /// <summary>The text of rows that only show how far the node has come.</summary>
    public const string Marker = "marker";

    /// <summary>For tests in which something must not be sent: sends then have one order, and what comes later shows that it was not.</summary>
    public static readonly Dictionary<string, string?> OneAtATime = new() { ["Outbox:Concurrency"] = "1" };

    private const short MarkerLane = 2;

    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;
    private readonly TimeProvider _clock;

    private OutboxNode(TestDatabase database, ServiceProvider services)
    {
        (_database, _services) = (database, services);
        _clock = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>The one under test.</summary>
    public OutboxDispatcher Dispatcher => _services.GetRequiredService<OutboxDispatcher>();

    /// <summary>Its SQL.</summary>
    public OutboxStore Store => _services.GetRequiredService<OutboxStore>();

    /// <summary>What is sent with.</summary>
    public string? Token { get; set; } = "token-1";

    /// <summary>Whose rows.</summary>
    public TenantId Tenant { get; } = TenantId.New(TimeProvider.System);

    /// <summary>Starts a node that owns the lane.</summary>
    public static async Task<OutboxNode> StartAsync(
        TestDatabase database, FakeGraph graph, Dictionary<string, string?>? settings = null, bool acquire = true, TimeProvider? clock = null)
    {
        Dictionary<string, string?> all = new()
        {
            ["META_GRAPH_URL"] = graph.Url,
            ["Outbox:FirstBackoff"] = "00:00:00.02",
            ["Outbox:PollInterval"] = "00:00:00.05",
            ["Outbox:RecoveryDelay"] = "00:00:00",
            ["Outbox:Concurrency"] = "16",
        };
        foreach (var (name, value) in settings ?? []) all[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        OutboxNode? node = null;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(database.Database);
        services.AddOutbox(configuration);
        services.AddMessaging(configuration);
        services.AddSingleton<AccessToken>((_, _, _) => ValueTask.FromResult(node?.Token));
        node = new OutboxNode(database, services.BuildServiceProvider());
        foreach (var service in node._services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        if (acquire) node.Dispatcher.LaneAcquired(Lane, 0);
        if (acquire) node.Dispatcher.LaneAcquired(MarkerLane, 0);
        return node;
    }

    public OutboxRow Row(string text, long conversation = 1, TemplateCall? template = null, DateTimeOffset? window = null, string account = Account) =>
        new(RowId.New(_clock), Tenant, Lane, ChannelKind.WhatsApp, account, $"2547{conversation:D8}", conversation, OutboxKinds.Message,
            OutboundBody.Write(new OutboundMessage { Text = text, Template = template }), _clock.GetUtcNow(), window);

    /// <summary>Commits rows, as a lane's transaction does.</summary>
    public async Task InsertAsync(params OutboxRow[] rows)
    {
        await using var connection = await _database.Database.OpenAsync(TestContext.Current.CancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        OutboxStore.AddInserts(batch, rows);
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Commits rows and hands them over.</summary>
    public async Task CommitAsync(params OutboxRow[] rows)
    {
        await InsertAsync(rows);
        Dispatcher.Committed(rows);
    }

    /// <summary>
    /// Waits until a poll that began after this call has ended and everything that was ready to be sent before it has been. Rows of another lane that only a poll
    /// can find show it; the first may be found by a poll that was running already, the second is written after that one has ended.
    /// </summary>
    public async Task PolledAsync(string account = Account)
    {
        for (var turn = 0; turn < 2; turn++)
        {
            var marker = Row(Marker, conversation: 9_999, account: account) with { Lane = MarkerLane };
            await InsertAsync(marker);
            await StateAsync("the marker is sent", "select state = 1 from public.outbox where id = @id", new { id = marker.Id });
        }
    }

    /// <summary>Waits until no row is pending.</summary>
    public Task SettledAsync() => StateAsync("no row pending", "select count(*) = 0 from public.outbox where state = 0");

    /// <summary>Waits until a question to the database is answered with yes.</summary>
    public Task StateAsync(string what, string sql, object? parameters = null) =>
        Eventually.TrueAsync(what, async () => await _database.ScalarAsync<bool>(sql, parameters), TimeSpan.FromSeconds(10));

    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
