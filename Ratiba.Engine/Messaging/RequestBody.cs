using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// A JSON request body in a reused buffer. It also knows whether any of it has left: a call that failed before that was certainly not taken.
/// </summary>
internal sealed class RequestBody : HttpContent
{
    // About as many as there are calls at once; what is more is left to the collector.
    private const int KeptWriters = 256;
    private static readonly ConcurrentQueue<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> Writers = new();
    private static int _kept;
    /// <summary>Relaxed escaping: bodies never meet HTML, and accents and apostrophes keep their own length. Our own writing is well formed.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer;

    private RequestBody((ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) rented)
    {
        (_buffer, Json) = rented;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>Where the body is written before it is sent.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>A connection was there and the body began to leave.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>An empty body.</summary>
    public static RequestBody Rent()
    {
        if (!Writers.TryDequeue(out var kept)) return new RequestBody(New());
        Interlocked.Decrement(ref _kept);
        return new RequestBody(kept);
    }

    /// <summary>
    /// Gives the buffer back. Only after a whole answer: a call that was given up may still be reading from it, and would send another customer's words.
    /// </summary>
    public void Recycle()
    {
        if (Volatile.Read(ref _kept) >= KeptWriters) return;
        Interlocked.Increment(ref _kept);
        _buffer.ResetWrittenCount();
        Json.Reset(_buffer);
        Writers.Enqueue((_buffer, Json));
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        Json.Flush();
        length = _buffer.WrittenCount;
        return true;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
