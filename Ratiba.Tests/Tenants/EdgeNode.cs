using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ratiba.Edge.Http;
using Ratiba.Edge.Realms;
using Ratiba.Edge.Tenants;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Storage;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>The tenants' and the admin's part of a node over real HTTP, on a database of a test.</summary>
internal sealed class EdgeNode : IAsyncDisposable
{
    public const string AdminKey = "test-admin-key";

    private readonly WebApplication _app;

    private EdgeNode(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Client = new HttpClient { BaseAddress = address };
        Admin = new HttpClient { BaseAddress = address };
        Admin.DefaultRequestHeaders.Add("X-Admin-API-Key", AdminKey);
    }

    public Uri Address { get; }

    /// <summary>Without credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>With the platform's admin key.</summary>
    public HttpClient Admin { get; }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<EdgeNode> StartAsync(
        TestDatabase database, TenantSeed? seed = null, Dictionary<string, string?>? settings = null, string environment = "Development")
    {
        // The issuer's name must be known before the server listens, so the port is.
        var port = FreePort();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["RATIBA_MASTER_KEY"] = TenantNode.MasterKey,
            ["ADMIN_API_KEY"] = AdminKey,
            ["PUBLIC_URL"] = $"http://127.0.0.1:{port}",
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(database.Database);
        builder.Services.AddSingleton<Migrator>();
        builder.Services.AddSingleton(new DeadLetters(database.Database, new InboxWakeUps()));
        if (seed is not null) builder.Services.AddSingleton(seed);
        builder.Services.AddTenants(builder.Configuration).AddAdminHttp().AddTenantJson().AddRealmServer();
        var app = builder.Build();
        app.UseAdminHttp();
        app.MapGroup("/api/v1").MapTenants();
        app.MapRealms();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EdgeNode(app, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>Onboards a tenant and tells its id and its owner's first password.</summary>
    public async Task<(string Id, string Password)> OnboardAsync(string slug)
    {
        using var response = await Admin.PostAsync("/api/v1/admin/tenants", Json(Application(slug)), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await BodyAsync(response);
        return (body.GetProperty("id").GetString()!, response.Headers.GetValues("Ratiba-Initial-Password").Single());
    }

    /// <summary>Signs the owner of a tenant in.</summary>
    public async Task<string> TokenAsync(string slug, string password)
    {
        using var response = await SignInAsync(slug, "owner@acme.example", password);
        var body = await BodyAsync(response);
        Assert.True(response.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("access_token").GetString()!;
    }

    public Task<HttpResponseMessage> SignInAsync(string slug, string name, string password, string client = "ratiba-dashboard") => Client.PostAsync(
        $"/realms/{slug}/protocol/openid-connect/token",
        new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = client,
            ["username"] = name,
            ["password"] = password,
        }),
        TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> ProfileAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/admin/profile");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static string Application(string slug) =>
        $$$"""{"name":"Acme Spa","slug":"{{{slug}}}","vertical":"spa","default_locale":"en","admin":{"phone_e164":"+254712345678","email":"owner@acme.example"}}""";

    public static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    public static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    /// <summary>Asserts one problem, in the one shape.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await BodyAsync(response);
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Admin.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
