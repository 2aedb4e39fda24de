using System.Buffers.Text;

namespace Ratiba.Load.Traffic;

/// <summary>The least of HTTP/1.1 that tells a status and where the answer ends.</summary>
internal static class HttpAnswer
{
    private const int StatusAt = 9; // After "HTTP/1.1 ".

    /// <summary>The status, or 0 while the answer is incomplete. Chunked answers are not understood: no webhook server sends one.</summary>
    public static int Parse(ReadOnlySpan<byte> received, out int length)
    {
        length = 0;
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0 || !Utf8Parser.TryParse(received.Slice(StatusAt, 3), out int status, out _))
        {
            return 0;
        }

        length = head + 4 + BodyLength(received[..(head + 2)]);
        return received.Length >= length ? status : 0;
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        // Kestrel writes Content-Length, uvicorn content-length.
        var at = head.IndexOf("ontent-"u8);
        while (at >= 0)
        {
            var rest = head[(at + 7)..];
            if (rest.Length > 8 && (rest[0] | 0x20) == 'l' && rest[1..7].SequenceEqual("ength:"u8))
            {
                return Utf8Parser.TryParse(rest[7..].TrimStart((byte)' '), out int length, out _) ? length : 0;
            }

            var next = rest.IndexOf("ontent-"u8);
            at = next < 0 ? -1 : at + 7 + next;
        }

        return 0;
    }
}
