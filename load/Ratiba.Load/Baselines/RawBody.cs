using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ratiba.Load.Baselines;

/// <summary>Reads a whole body without copying it; the caller advances the reader.</summary>
internal static class RawBody
{
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length == context.Request.ContentLength)
            {
                return read.Buffer;
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

/// <summary>The webhook's signature, compared in constant time.</summary>
internal sealed class SignatureCheck(string secret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    public bool IsRight(IHeaderDictionary headers, in ReadOnlySequence<byte> body)
    {
        var header = headers["X-Hub-Signature-256"].ToString();
        const string Scheme = "sha256=";
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header.Length != Scheme.Length + (2 * given.Length) || !header.StartsWith(Scheme, StringComparison.Ordinal)
            || Convert.FromHexString(header.AsSpan(Scheme.Length), given, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, body.IsSingleSegment ? body.FirstSpan : body.ToArray(), computed);
        return CryptographicOperations.FixedTimeEquals(given, computed);
    }
}
