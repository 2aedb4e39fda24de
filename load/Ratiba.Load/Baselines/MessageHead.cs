using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ratiba.Load.Baselines;

/// <summary>What a baseline must know of a message before it can store it: whose it is, and the key that makes it unique.</summary>
internal static class MessageHead
{
    public static (Guid Key, string Account, string Kind) Read(in ReadOnlySequence<byte> body)
    {
        string account = "", id = "", kind = "";
        var inMessages = false;
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("phone_number_id"u8))
            {
                account = Next(ref reader);
            }
            else if (reader.ValueTextEquals("messages"u8))
            {
                inMessages = true;
            }
            else if (inMessages && id.Length == 0 && reader.ValueTextEquals("id"u8))
            {
                id = Next(ref reader);
            }
            else if (inMessages && kind.Length == 0 && reader.ValueTextEquals("type"u8))
            {
                kind = Next(ref reader);
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\0{id}"), hash);
        return (new Guid(hash[..16]), account, kind);
    }

    private static string Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }
}
