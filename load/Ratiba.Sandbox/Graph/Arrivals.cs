using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Ratiba.Sandbox.Graph;

/// <summary>
/// Tells the load generator when replies arrived, as cheaply as possible: 16 bytes per accepted message (recipient's digits as unsigned 64-bit, then
/// <see cref="Stopwatch.GetTimestamp"/>, both little-endian), collected and written every few milliseconds to the one response that listens.
/// The stopwatch is the machine's monotonic clock, so the stamps compare across processes of one machine.
/// </summary>
internal sealed class Arrivals
{
    public const int RecordLength = 16;

    // Half a second of the highest rate; a listener that stops reading loses records, which the generator sees as missing replies.
    private const int Capacity = RecordLength * 64 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private byte[] filling = [];
    private byte[] writing = [];
    private int length;
    private volatile bool listening;

    public void Add(string recipient)
    {
        if (!listening)
        {
            return;
        }

        _ = ulong.TryParse(recipient.AsSpan().TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var phone);
        var now = Stopwatch.GetTimestamp();
        lock (gate)
        {
            if (length + RecordLength <= filling.Length)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(filling.AsSpan(length), phone);
                BinaryPrimitives.WriteInt64LittleEndian(filling.AsSpan(length + 8), now);
                length += RecordLength;
            }
        }
    }

    /// <summary><c>GET /sandbox/arrivals</c>: an endless response; one listener at a time, a second one gets 409.</summary>
    public async Task StreamAsync(HttpContext context, TimeProvider time)
    {
        lock (gate)
        {
            if (listening)
            {
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                return;
            }

            filling = new byte[Capacity];
            writing = new byte[Capacity];
            length = 0;
            listening = true;
        }

        try
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.StartAsync(context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            using var timer = new PeriodicTimer(Pause, time);
            while (await timer.WaitForNextTickAsync(context.RequestAborted))
            {
                var filled = Swap();
                if (filled > 0)
                {
                    await context.Response.Body.WriteAsync(writing.AsMemory(0, filled), context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The listener left.
        }
        finally
        {
            listening = false;
        }
    }

    private int Swap()
    {
        lock (gate)
        {
            (filling, writing) = (writing, filling);
            var filled = length;
            length = 0;
            return filled;
        }
    }
}
