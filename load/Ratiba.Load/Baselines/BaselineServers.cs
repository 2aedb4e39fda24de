using Npgsql;
using Ratiba.Load.Machine;

namespace Ratiba.Load.Baselines;

/// <summary>Starts the three servers that the figures are compared with.</summary>
internal static class BaselineServers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<ChildServer> StartHmacAsync(string folder, string secret, CancellationToken cancellationToken) =>
        StartOwnAsync("hmac", folder, secret, "", cancellationToken);

    public static Task<ChildServer> StartInsertAsync(string folder, string secret, string database, CancellationToken cancellationToken) =>
        StartOwnAsync("insert", folder, secret, database, cancellationToken);

    public static async Task<ChildServer> StartFastApiAsync(string folder, string secret, string database, CancellationToken cancellationToken)
    {
        const string Workers = "2"; // One per core, as the issue asks for.
        var port = ChildServer.FreePort();
        var target = new NpgsqlConnectionStringBuilder(database);
        var environment = new Dictionary<string, string>
        {
            ["WHATSAPP_APP_SECRET"] = secret,
            ["PGHOST"] = target.Host ?? "",
            ["PGPORT"] = Text(target.Port),
            ["PGUSER"] = target.Username ?? "",
            ["PGPASSWORD"] = target.Password ?? "",
            ["PGDATABASE"] = target.Database ?? "",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };

        // Debian's interpreter: its packages are what the issue names.
        var server = ChildServer.Start(
            "fastapi", port, folder, environment, "/usr/bin/python3", "-m", "uvicorn", "app:app", "--app-dir", Path.Combine(Repository.Root, "load/baselines/fastapi"),
            "--host", "127.0.0.1", "--port", Text(port), "--workers", Workers, "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning",
            "--timeout-keep-alive", "600"); // The rounds of the others are longer than its default of 5 s.

        await server.WaitUntilReadyAsync(null, Patience, cancellationToken);
        return server;
    }

    private static async Task<ChildServer> StartOwnAsync(string kind, string folder, string secret, string database, CancellationToken cancellationToken)
    {
        var port = ChildServer.FreePort();
        var environment = new Dictionary<string, string> { ["WHATSAPP_APP_SECRET"] = secret, ["LOAD_DATABASE"] = database };
        var server = ChildServer.Start(kind, port, folder, environment, "dotnet", typeof(BaselineServers).Assembly.Location, "baseline", kind, "--port", Text(port));
        await server.WaitUntilReadyAsync(null, Patience, cancellationToken);
        return server;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
