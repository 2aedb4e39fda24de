using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Ratiba.Engine.Messaging;

/// <summary>One POST to Meta's Graph API: what came back, or whether it can be told that nothing arrived.</summary>
internal sealed class GraphCall(HttpMessageInvoker http, TimeProvider clock) : IDisposable
{
    // An answer is a few hundred bytes; of a gateway's error page the beginning is enough.
    private const int AnswerLimit = 16 * 1024;

    /// <summary>The handler that all calls share.</summary>
    public static SocketsHttpHandler CreateHandler(int connections, TimeSpan connectTimeout) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = connections,
        ConnectTimeout = connectTimeout,
        // Below the idle limits of usual front ends: a connection that the server is about to close makes an unknown outcome.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // Names are looked up again now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // Our trace ids are nobody else's business.
        ActivityHeadersPropagator = null,
    };

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    /// <summary>Posts the body and reads the answer. Only the caller's own cancellation throws.</summary>
    public async Task<GraphAnswer<T>> PostAsync<T>(
        Uri address, string token, RequestBody body, TimeSpan timeout, ReadAnswer<T> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerLimit);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var length = 0;
            int got;
            while (length < AnswerLimit && (got = await stream.ReadAsync(buffer.AsMemory(length, AnswerLimit - length), either.Token)) > 0) length += got;
            body.Recycle();
            return new GraphAnswer<T>(GraphFate.Answered, response.StatusCode, read(buffer.AsSpan(0, length)), response.Headers.RetryAfter);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new GraphAnswer<T>(body.HasLeft ? GraphFate.Unknown : GraphFate.NeverLeft, default, default, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Reads the bytes of an answer.</summary>
internal delegate T ReadAnswer<out T>(ReadOnlySpan<byte> body);

/// <summary>What came of a call.</summary>
/// <param name="Fate">How far it went.</param>
/// <param name="Status">The HTTP status, where answered.</param>
/// <param name="Body">The answer, where answered.</param>
/// <param name="RetryAfter">The provider's own wish.</param>
internal readonly record struct GraphAnswer<T>(GraphFate Fate, HttpStatusCode Status, T? Body, RetryConditionHeaderValue? RetryAfter)
{
    /// <summary>The status is 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>How far a call went.</summary>
internal enum GraphFate
{
    /// <summary>No connection: nothing was sent.</summary>
    NeverLeft,

    /// <summary>It left and no whole answer came.</summary>
    Unknown,

    /// <summary>There is an answer.</summary>
    Answered,
}
