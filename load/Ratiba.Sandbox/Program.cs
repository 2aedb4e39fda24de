using Ratiba.Sandbox.Hosting;

namespace Ratiba.Sandbox;

/// <summary>The executable. A named class, because a second top-level <c>Program</c> would clash with the server's in the test project.</summary>
internal static class SandboxProgram
{
    private static async Task Main()
    {
        var options = SandboxOptions.FromEnvironment(Environment.GetEnvironmentVariable, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        await using var server = await SandboxServer.StartAsync(options, stop.Token);
        Console.WriteLine($"sandbox on {server.Address} sends customers' messages to {options.Target}");
        await server.RunUntilShutdownAsync(stop.Token);
    }
}
