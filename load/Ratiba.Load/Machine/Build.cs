using System.Diagnostics;

namespace Ratiba.Load.Machine;

/// <summary>Builds what is measured, so that a figure never belongs to yesterday's code.</summary>
internal static class Build
{
    public static async Task ReleaseAsync(string project, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["build", Path.Combine(Repository.Root, project), "-c", "Release", "-v", "q", "--nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = await build.StandardOutput.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} does not build: {output}");
        }
    }
}
