using System.Text;

namespace Ratiba.Tests.Support;

/// <summary>
/// A place in the talk between a node and its database at which <see cref="PostgresProxy"/> stops, once, so that a test can act at exactly that moment. A prepared
/// statement carries its text only in its first two uses on a connection; rows carry theirs always.
/// </summary>
internal sealed class Roadblock(string text)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _lifted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until the text has come by and is held.</summary>
    public Task ReachedAsync() => _reached.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Lets go what is held.</summary>
    public void Lift() => _lifted.TrySetResult();

    /// <summary>Whether this is the place.</summary>
    /// <param name="data">What goes by.</param>
    /// <param name="tail">The end of what has gone by before on this connection: the text may lie across two reads.</param>
    /// <param name="free">How many bytes of it may still pass.</param>
    internal bool Stops(ReadOnlySpan<byte> data, List<byte> tail, out int free)
    {
        byte[] seen = [.. tail, .. data];
        var at = seen.AsSpan().IndexOf(_text);
        free = Math.Max(0, at - tail.Count);
        tail.Clear();
        tail.AddRange(seen.AsSpan(Math.Max(0, seen.Length - _text.Length + 1)));
        return at >= 0 && _reached.TrySetResult();
    }

    internal Task HoldAsync() => _lifted.Task;
}
