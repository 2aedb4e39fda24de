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

    private readonly Lock _gate = new();
    private byte[] _filling = [];
    private byte[] _writing = [];
    private int _length;
    private volatile bool _listening;

    public void Add(string recipient)
    {
        if (!_listening)
        {
            return;
        }

        _ = ulong.TryParse(recipient.AsSpan().TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var phone);
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_length + RecordLength <= _filling.Length)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(_filling.AsSpan(_length), phone);
                BinaryPrimitives.WriteInt64LittleEndian(_filling.AsSpan(_length + 8), now);
                _length += RecordLength;
            }
        }
    }

    /// <summary><c>GET /sandbox/arrivals</c>: an endless response; one listener at a time, a second one gets 409.</summary>
    public async Task StreamAsync(HttpContext context, TimeProvider time)
    {
        lock (_gate)
        {
            if (_listening)
            {
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                return;
            }

            _filling = new byte[Capacity];
            _writing = new byte[Capacity];
            _length = 0;
            _listening = true;
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
                    await context.Response.Body.WriteAsync(_writing.AsMemory(0, filled), context.RequestAborted);
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
            _listening = false;
        }
    }

    private int Swap()
    {
        lock (_gate)
        {
            (_filling, _writing) = (_writing, _filling);
            var filled = _length;
            _length = 0;
            return filled;
        }
    }
}
