namespace Ratiba.Load.Machine;

/// <summary>The fake Graph API as a process of its own, without status webhooks: they would triple the ingest that is measured.</summary>
internal static class SandboxNode
{
    public static async Task<ChildServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var port = ChildServer.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["SANDBOX_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["SANDBOX_STATUSES"] = "off",
        };
        var server = ChildServer.Start("sandbox", port, folder, environment, "dotnet", Repository.Assembly("load/Ratiba.Sandbox", "Ratiba.Sandbox"));
        await server.WaitUntilReadyAsync("/health/ready", TimeSpan.FromSeconds(20), cancellationToken);
        return server;
    }
}
