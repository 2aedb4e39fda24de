using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ratiba.Load.Messages;

/// <summary>
/// An endless row of unique signed WhatsApp messages over all tenants. Message i is computed from i alone; only its signature is kept ready (32 bytes each),
/// so that a minute of traffic fits in memory and the measured stretch spends no time on HMAC.
/// </summary>
internal sealed class MessageSource
{
    public const int LongestRequest = 4096;

    // The size the figures are stated for.
    private const int BodyLength = 600;
    private const int SignatureLength = 32;
    private const long FirstPhone = 254_700_000_000;
    private const long Phones = 100_000_000;

    private readonly MessageTemplate[] templates;
    private readonly byte[][] accounts;
    private readonly byte[] secret;
    private byte[] signatures = [];
    private long signedFrom;
    private long next;

    public MessageSource(IReadOnlyList<string> accounts, IReadOnlyList<string> texts, string secret, TimeProvider time)
    {
        // The run's own prefix tells its messages from those of other runs on the same database.
        Prefix = "wamid.LOAD" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        templates = [.. texts.Select(text => new MessageTemplate(TextMix.ToJson(text), Prefix, timestamp, BodyLength))];
        this.accounts = [.. accounts.Select(Encoding.ASCII.GetBytes)];
        this.secret = Encoding.UTF8.GetBytes(secret);
        if (this.accounts.Any(account => account.Length != MessageTemplate.AccountWidth))
        {
            throw new ArgumentException($"every account must have {MessageTemplate.AccountWidth} digits", nameof(accounts));
        }
    }

    /// <summary>Every id is this and the message's index as 12 hexadecimal digits.</summary>
    public string Prefix { get; }

    /// <summary>The first index that was not sent.</summary>
    public long Next => next;

    /// <summary>Messages that had to be signed within a measured stretch; a figure with many of them is not to be trusted.</summary>
    public long SignedLate { get; private set; }

    /// <summary>Signs the coming <paramref name="count"/> messages.</summary>
    public void SignAhead(int count)
    {
        signatures = new byte[(long)count * SignatureLength];
        signedFrom = next;
        const int Chunk = 4096;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var buffer = new byte[LongestRequest];
            for (var i = chunk * Chunk; i < Math.Min(count, (chunk + 1) * Chunk); i++)
            {
                var template = Fill(signedFrom + i, buffer);
                Sign(template, buffer, signatures.AsSpan(i * SignatureLength, SignatureLength));
            }
        });
    }

    public long Take() => next++;

    /// <summary>Writes the request of message <paramref name="index"/>; its length.</summary>
    public int Write(long index, Span<byte> buffer)
    {
        var template = Fill(index, buffer);
        Span<byte> late = stackalloc byte[SignatureLength];
        scoped ReadOnlySpan<byte> signature;
        var ready = index - signedFrom;
        if (ready >= 0 && (ready + 1) * SignatureLength <= signatures.Length)
        {
            signature = signatures.AsSpan((int)ready * SignatureLength, SignatureLength);
        }
        else
        {
            SignedLate++;
            Sign(template, buffer, late);
            signature = late;
        }

        Convert.TryToHexStringLower(signature, buffer.Slice(template.SignatureAt, MessageTemplate.SignatureWidth), out _);
        return template.Bytes.Length;
    }

    /// <summary>The customer of a message, as digits with country code: every message has its own.</summary>
    public static long PhoneOf(long index) => FirstPhone + (index % Phones);

    /// <summary>The other way round; within the first hundred million messages of a run.</summary>
    public static long IndexOf(long phone) => phone - FirstPhone;

    private MessageTemplate Fill(long index, Span<byte> buffer)
    {
        // Multiplied by an odd constant, so that a tenant gets every text and not always the same one.
        var mixed = (ulong)index * 0x9E3779B97F4A7C15UL;
        var template = templates[(int)((mixed >> 33) % (ulong)templates.Length)];
        template.Bytes.CopyTo(buffer);
        accounts[(int)(index % accounts.Length)].CopyTo(buffer[template.AccountAt..]);
        var phone = PhoneOf(index);
        phone.TryFormat(buffer[template.WaIdAt..], out _, "D12", CultureInfo.InvariantCulture);
        phone.TryFormat(buffer[template.FromAt..], out _, "D12", CultureInfo.InvariantCulture);
        index.TryFormat(buffer[template.IndexAt..], out _, "X12", CultureInfo.InvariantCulture);
        return template;
    }

    private void Sign(MessageTemplate template, ReadOnlySpan<byte> buffer, Span<byte> signature) =>
        HMACSHA256.HashData(secret, buffer[template.BodyAt..template.Bytes.Length], signature);
}
