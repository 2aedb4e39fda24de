using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Ratiba.Load.Machine;

/// <summary>What every start of the server in one run has in common.</summary>
/// <param name="Folder">Its data folder, also where logs and ledgers go.</param>
/// <param name="Database">A connection string; null for the embedded server.</param>
internal sealed record NodeSetup(string Folder, string? Database)
{
    public string Secret { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string AdminKey { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string MasterKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string Data => Path.Combine(Folder, "data");
}

/// <summary>The server under test: started from its release build, known only by its HTTP contract and its database.</summary>
internal sealed class RatibaNode : IAsyncDisposable
{
    // A first start makes the cluster; 200 schemas are migrated at each.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly ChildServer _server;
    private readonly NodeSetup _setup;

    private RatibaNode(ChildServer server, NodeSetup setup, TimeSpan timeToReady, string database)
    {
        _server = server;
        _setup = setup;
        TimeToReady = timeToReady;
        Database = database;
    }

    /// <summary>From the start of the process to 200 from <c>/health/ready</c>.</summary>
    public TimeSpan TimeToReady { get; }

    /// <summary>The connection string of the database it uses.</summary>
    public string Database { get; }

    public ChildServer Server => _server;

    public static async Task<RatibaNode> StartAsync(NodeSetup setup, bool lanes, Uri graph, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(setup.Data);
        var port = ChildServer.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["RATIBA_DATA"] = setup.Data,
            ["RATIBA_DATABASE"] = setup.Database ?? "",
            ["RATIBA_EMBEDDED_ISSUER"] = "true",
            ["RATIBA_MASTER_KEY"] = setup.MasterKey,
            ["ADMIN_API_KEY"] = setup.AdminKey,
            ["WHATSAPP_APP_SECRET"] = setup.Secret,
            ["WHATSAPP_VERIFY_TOKEN"] = "load",
            ["META_GRAPH_URL"] = graph.ToString(),
            ["Lanes__Enabled"] = lanes ? "true" : "false",
        };
        var started = Stopwatch.GetTimestamp();
        var server = ChildServer.Start("ratiba", port, setup.Folder, environment, "dotnet", Repository.Assembly("Ratiba.Edge", "Ratiba.Edge"));
        try
        {
            await server.WaitUntilReadyAsync("/health/ready", StartPatience, cancellationToken);
            var ready = Stopwatch.GetElapsedTime(started);
            var database = setup.Database ?? await EmbeddedDatabase.ConnectionStringAsync(setup.Data, cancellationToken);
            return new RatibaNode(server, setup, ready, database);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Onboards tenants over the admin API, a few at a time; the number of each.</summary>
    public async Task<IReadOnlyList<string>> CreateTenantsAsync(int count, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        client.DefaultRequestHeaders.Add("X-Admin-API-Key", _setup.AdminKey);
        var numbers = Enumerable.Range(0, count).Select(i => (100_000_000_000_000 + i).ToString(CultureInfo.InvariantCulture)).ToList();
        var together = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, together, async (i, token) => await CreateTenantAsync(client, i, numbers[i], token));
        return numbers;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();

        // The embedded server went with it; pooled connections of our checks would be dead ones.
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task CreateTenantAsync(HttpClient client, int i, string number, CancellationToken cancellationToken)
    {
        var application = new JsonObject
        {
            ["name"] = $"Load Spa {i}",
            ["slug"] = $"load-spa-{i}",
            ["vertical"] = "spa",
            ["default_locale"] = "en",
            ["admin"] = new JsonObject { ["phone_e164"] = $"+2547{12_000_000 + i}", ["email"] = $"owner{i}@load.example" },
        };
        using var created = await client.PostAsJsonAsync("/api/v1/admin/tenants", application, cancellationToken);
        var tenant = await ReadAsync(created, cancellationToken);
        var channel = new JsonObject { ["phone_number_id"] = number, ["access_token"] = "sandbox-" + number };
        using var set = await client.PutAsJsonAsync($"/api/v1/admin/tenants/{tenant["id"]}/channels/whatsapp", channel, cancellationToken);
        await ReadAsync(set, cancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? new JsonObject() : JsonNode.Parse(text) ?? throw new JsonException("null")
            : throw new InvalidOperationException($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}: {text}");
    }
}
