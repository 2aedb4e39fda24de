using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ratiba.Edge.Hosting;

namespace Ratiba.Tests.Support;

/// <summary>The real node in this process, on a free port of loopback and a database of its own.</summary>
public sealed class RatibaNode : IAsyncDisposable
{
    /// <summary>The admin key of every test node.</summary>
    public const string AdminKey = "test-admin-key";

    /// <summary>The app secret of every channel.</summary>
    public const string AppSecret = "test-app-secret";

    private readonly RatibaServer _server;
    private readonly string _folder;

    private RatibaNode(RatibaServer server, string folder)
    {
        _server = server;
        _folder = folder;
        var address = server.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(); // Kestrel always has it
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Talks to the node.</summary>
    public HttpClient Http { get; }

    /// <summary>The node's services.</summary>
    public IServiceProvider Services => _server.App.Services;

    /// <summary>Starts a node on the database.</summary>
    /// <param name="database">Migrated.</param>
    /// <param name="settings">Over the defaults of tests: tiny capacities where a test wants back-pressure.</param>
    /// <param name="compose">Last word on the services, such as a handler of the test's own.</param>
    public static async Task<RatibaNode> StartAsync(
        TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? compose = null)
    {
        var folder = TestFolder.Create("node");
        var server = await RatibaServer.StartAsync(
            [],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Defaults(database, folder));
                builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
                builder.Logging.ClearProviders();
            },
            compose,
            TestContext.Current.CancellationToken);
        return new RatibaNode(server, folder);
    }

    /// <summary>Stops the node and closes the client.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    /// <summary>What every test node is set to.</summary>
    internal static Dictionary<string, string?> Defaults(TestDatabase database, string folder) => new()
    {
        ["URLS"] = "http://127.0.0.1:0",
        ["RATIBA_DATABASE"] = database.ConnectionString,
        ["RATIBA_DATA"] = folder,
        ["RATIBA_EMBEDDED_ISSUER"] = "true",
        ["Lanes:Count"] = PostgresCluster.LaneCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["RATIBA_MASTER_KEY"] = TestDatabase.MasterKey,
        ["ADMIN_API_KEY"] = AdminKey,
        ["WHATSAPP_APP_SECRET"] = AppSecret,
        ["INSTAGRAM_APP_SECRET"] = AppSecret,
        ["MESSENGER_APP_SECRET"] = AppSecret,
        ["WHATSAPP_VERIFY_TOKEN"] = "verify-whatsapp",
        ["INSTAGRAM_VERIFY_TOKEN"] = "verify-instagram",
        ["MESSENGER_VERIFY_TOKEN"] = "verify-messenger",
        // Nothing may leave the machine: a test that wants a provider starts one and says where.
        ["META_GRAPH_URL"] = "http://127.0.0.1:9",
    };
}
