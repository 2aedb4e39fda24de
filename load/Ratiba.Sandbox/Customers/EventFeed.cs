using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Ratiba.Sandbox.Customers;

/// <summary>Tells listening pages and tests about every new or changed bubble.</summary>
internal sealed class EventFeed
{
    // A page that does not keep up loses the oldest and reloads its conversation on reconnect.
    private const int Backlog = 1_000;

    private ImmutableArray<Channel<Bubble>> listeners = [];

    public void Publish(Bubble bubble)
    {
        foreach (var listener in listeners)
        {
            listener.Writer.TryWrite(bubble);
        }
    }

    /// <summary>Bubbles from now on, of one customer or of all.</summary>
    public async IAsyncEnumerable<Bubble> ListenAsync(string? phone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<Bubble>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        ImmutableInterlocked.Update(ref listeners, all => all.Add(channel));
        try
        {
            await foreach (var bubble in channel.Reader.ReadAllAsync(cancellationToken))
            {
                if ((phone ?? bubble.Phone) == bubble.Phone)
                {
                    yield return bubble;
                }
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref listeners, all => all.Remove(channel));
        }
    }
}
