using System.Diagnostics;

namespace Ratiba.Load.Report;

/// <summary>Tells on the error stream what is going on; the standard output holds the table alone.</summary>
internal sealed class Progress
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public void Say(string what) => Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(_started).TotalSeconds,7:n1} s  {what}");
}
