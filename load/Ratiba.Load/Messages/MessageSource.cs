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

    private readonly MessageTemplate[] _templates;
    private readonly byte[][] _accounts;
    private readonly byte[] _secret;
    private byte[] _signatures = [];
    private long _signedFrom;
    private long _next;
    private int _crowding;

    public MessageSource(IReadOnlyList<string> accounts, IReadOnlyList<string> texts, string secret, TimeProvider time)
    {
        // The run's own prefix tells its messages from those of other runs on the same database.
        Prefix = "wamid.LOAD" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        _templates = [.. texts.Select(text => new MessageTemplate(TextMix.ToJson(text), Prefix, timestamp, BodyLength))];
        _accounts = [.. accounts.Select(Encoding.ASCII.GetBytes)];
        _secret = Encoding.UTF8.GetBytes(secret);
        if (_accounts.Any(account => account.Length != MessageTemplate.AccountWidth))
        {
            throw new ArgumentException($"every account must have {MessageTemplate.AccountWidth} digits", nameof(accounts));
        }
    }

    /// <summary>Every id is this and the message's index as 12 hexadecimal digits.</summary>
    public string Prefix { get; }

    /// <summary>The first index that was not sent.</summary>
    public long Next => _next;

    /// <summary>Messages that had to be signed within a measured stretch; a figure with many of them is not to be trusted.</summary>
    public long SignedLate { get; private set; }

    /// <summary>From here on the first account gets <paramref name="times"/> times the messages of each other one. Before <see cref="SignAhead"/>.</summary>
    public void CrowdFirst(int times) => _crowding = times - 1;

    /// <summary>Whether a message is to the first account.</summary>
    public bool IsToFirst(long index) => AccountOf(index) == 0;

    /// <summary>Signs the coming <paramref name="count"/> messages.</summary>
    public void SignAhead(int count)
    {
        _signatures = new byte[(long)count * SignatureLength];
        _signedFrom = _next;
        const int Chunk = 4096;
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            var buffer = new byte[LongestRequest];
            for (var i = chunk * Chunk; i < Math.Min(count, (chunk + 1) * Chunk); i++)
            {
                var template = Fill(_signedFrom + i, buffer);
                Sign(template, buffer, _signatures.AsSpan(i * SignatureLength, SignatureLength));
            }
        });
    }

    public long Take() => _next++;

    /// <summary>Writes the request of message <paramref name="index"/>; its length.</summary>
    public int Write(long index, Span<byte> buffer)
    {
        var template = Fill(index, buffer);
        Span<byte> late = stackalloc byte[SignatureLength];
        scoped ReadOnlySpan<byte> signature;
        var ready = index - _signedFrom;
        if (ready >= 0 && (ready + 1) * SignatureLength <= _signatures.Length)
        {
            signature = _signatures.AsSpan((int)ready * SignatureLength, SignatureLength);
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

    private int AccountOf(long index)
    {
        var slot = (int)(index % (_accounts.Length + _crowding));
        return slot < _accounts.Length ? slot : 0;
    }

    private MessageTemplate Fill(long index, Span<byte> buffer)
    {
        // Multiplied by an odd constant, so that a tenant gets every text and not always the same one.
        var mixed = (ulong)index * 0x9E3779B97F4A7C15UL;
        var template = _templates[(int)((mixed >> 33) % (ulong)_templates.Length)];
        template.Bytes.CopyTo(buffer);
        _accounts[AccountOf(index)].CopyTo(buffer[template.AccountAt..]);
        var phone = PhoneOf(index);
        phone.TryFormat(buffer[template.WaIdAt..], out _, "D12", CultureInfo.InvariantCulture);
        phone.TryFormat(buffer[template.FromAt..], out _, "D12", CultureInfo.InvariantCulture);
        index.TryFormat(buffer[template.IndexAt..], out _, "X12", CultureInfo.InvariantCulture);
        return template;
    }

    private void Sign(MessageTemplate template, ReadOnlySpan<byte> buffer, Span<byte> signature) =>
        HMACSHA256.HashData(_secret, buffer[template.BodyAt..template.Bytes.Length], signature);
}
