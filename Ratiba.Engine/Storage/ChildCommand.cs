using System.Diagnostics;

namespace Ratiba.Engine.Storage;

/// <summary>Short commands of the machine that are run to their end.</summary>
internal static class ChildCommand
{
    /// <summary>Prepares a child that sees none of our environment: our secrets are no business of a database server.</summary>
    public static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Runs it with the given standard input; an exit code other than 0 is an answer, not an exception.</summary>
    public static async Task<ChildAnswer> RunAsync(string program, IEnumerable<string> arguments, string? input, CancellationToken cancellation)
    {
        var start = Prepare(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var child = Process.Start(start) ?? throw new StorageException($"The program {program} did not start.");
        var output = child.StandardOutput.ReadToEndAsync(cancellation);
        var error = child.StandardError.ReadToEndAsync(cancellation);
        if (input is not null) await child.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        child.StandardInput.Close();
        await child.WaitForExitAsync(cancellation);
        return new ChildAnswer(child.ExitCode, await output, await error);
    }
}

/// <summary>What a command said.</summary>
internal sealed record ChildAnswer(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}
