using System.Buffers.Binary;

namespace Ratiba.Load.Turns;

/// <summary>
/// Reads <c>GET /sandbox/arrivals</c>: 16 bytes per reply, the recipient and the sandbox's stopwatch, both little-endian. Same machine, same monotonic clock.
/// </summary>
internal sealed class ArrivalFeed : IAsyncDisposable
{
    private const int RecordLength = 16;

    private readonly HttpClient _client;
    private readonly Stream _stream;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private int _disposed;

    private ArrivalFeed(HttpClient client, Stream stream, TurnBook book)
    {
        _client = client;
        _stream = stream;
        _reading = Task.Run(() => ReadAsync(book, _stop.Token));
    }

    public static async Task<ArrivalFeed> OpenAsync(Uri sandbox, TurnBook book, CancellationToken cancellationToken)
    {
        var client = new HttpClient { BaseAddress = sandbox, Timeout = Timeout.InfiniteTimeSpan };
        return new ArrivalFeed(client, await client.GetStreamAsync("/sandbox/arrivals", cancellationToken), book);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync();
        await _reading;
        await _stream.DisposeAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(TurnBook book, CancellationToken cancellationToken)
    {
        var buffer = new byte[RecordLength * 4096];
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
                if (read == 0)
                {
                    return;
                }

                filled += read;
                var whole = filled - (filled % RecordLength);
                for (var at = 0; at < whole; at += RecordLength)
                {
                    book.Arrived(BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(at + 8)));
                }

                buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                filled -= whole;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (IOException)
        {
            // The sandbox ended; whatever is missing shows as turns without a reply.
        }
    }
}
