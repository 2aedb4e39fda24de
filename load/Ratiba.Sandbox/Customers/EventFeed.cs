using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using Ratiba.Sandbox.Hosting;

namespace Ratiba.Sandbox.Customers;

/// <summary>Tells listening pages and tests about every new or changed bubble, as server-sent events.</summary>
internal sealed class EventFeed
{
    // A page that does not keep up loses the oldest and reloads its conversation on reconnect.
    private const int Backlog = 1_000;

    private ImmutableArray<Channel<Bubble>> _listeners = [];

    public void Publish(Bubble bubble)
    {
        foreach (var listener in _listeners)
        {
            listener.Writer.TryWrite(bubble);
        }
    }

    /// <summary>Bubbles from now on, of one customer or of all. The headers go out at once: a listener that sees them misses nothing that comes later.</summary>
    public async Task StreamAsync(HttpContext context, string? phone)
    {
        var channel = Channel.CreateBounded<Bubble>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(channel));
        try
        {
            var left = context.RequestAborted;
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.Body.FlushAsync(left);
            await foreach (var bubble in channel.Reader.ReadAllAsync(left))
            {
                if ((phone ?? bubble.Phone) == bubble.Phone)
                {
                    await context.Response.WriteAsync($"event: bubble\ndata: {JsonSerializer.Serialize(bubble, SandboxJson.Default.Bubble)}\n\n", left);
                    await context.Response.Body.FlushAsync(left);
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, all => all.Remove(channel));
        }
    }
}
