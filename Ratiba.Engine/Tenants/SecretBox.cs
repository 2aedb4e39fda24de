using System.Buffers.Binary;
using System.Security.Cryptography;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// Envelope encryption of tenants' secrets (SE1): each tenant has a data key, wrapped by the master key; secrets are encrypted under the data key.
/// AES-256-GCM with a fresh random nonce each time. The tenant and the purpose are authenticated, so a value copied to another row or column does not open.
/// </summary>
internal sealed class SecretBox(MasterKeys masterKeys)
{
    private const byte Format = 1;
    private const int IdSize = sizeof(uint);
    private const string WrapPurpose = "data-key";

    // The only sizes that GCM is specified for in NIST SP 800-38D without a security loss.
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>A new data key, wrapped, for a tenant's row.</summary>
    public byte[] NewDataKey(TenantId tenant) => Wrap(tenant, RandomNumberGenerator.GetBytes(32));

    /// <summary>The same data key under the first master key; null when it already is.</summary>
    public byte[]? Rewrap(TenantId tenant, ReadOnlySpan<byte> wrapped) =>
        MasterKeyOf(wrapped) == masterKeys.First.Id ? null : Wrap(tenant, Unwrap(tenant, wrapped));

    /// <summary>Encrypts a secret of a tenant.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="wrappedKey">The tenant's wrapped data key.</param>
    /// <param name="purpose">What it is for; the same is needed to open it.</param>
    /// <param name="plain">The secret.</param>
    public byte[] Seal(TenantId tenant, ReadOnlySpan<byte> wrappedKey, string purpose, ReadOnlySpan<byte> plain) =>
        Encrypt(Unwrap(tenant, wrappedKey), tenant, purpose, [Format], plain);

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another tenant or purpose.</exception>
    public byte[] Open(TenantId tenant, ReadOnlySpan<byte> wrappedKey, string purpose, ReadOnlySpan<byte> sealedSecret) =>
        Decrypt(Unwrap(tenant, wrappedKey), tenant, purpose, sealedSecret, headerSize: 1);

    private byte[] Wrap(TenantId tenant, byte[] dataKey)
    {
        var header = new byte[1 + IdSize];
        header[0] = Format;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(1), masterKeys.First.Id);
        return Encrypt(masterKeys.First.Key, tenant, WrapPurpose, header, dataKey);
    }

    private byte[] Unwrap(TenantId tenant, ReadOnlySpan<byte> wrapped)
    {
        var id = MasterKeyOf(wrapped);
        var master = masterKeys.Find(id) ?? throw new CryptographicException(
            $"The data key of tenant {tenant} is wrapped by master key {id:x8}, which is not among the {masterKeys.Count} configured: " +
            "append the old key to RATIBA_MASTER_KEY (new,old), or restore master.key in RATIBA_DATA.");
        return Decrypt(master, tenant, WrapPurpose, wrapped, headerSize: 1 + IdSize);
    }

    private static uint MasterKeyOf(ReadOnlySpan<byte> wrapped) => wrapped.Length > 1 + IdSize && wrapped[0] == Format
        ? BinaryPrimitives.ReadUInt32LittleEndian(wrapped[1..])
        : throw new CryptographicException($"Not a wrapped data key of format {Format}: {wrapped.Length} bytes.");

    private static byte[] Encrypt(byte[] key, TenantId tenant, string purpose, ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain)
    {
        var result = new byte[header.Length + NonceSize + TagSize + plain.Length];
        header.CopyTo(result);
        var nonce = result.AsSpan(header.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(header.Length + NonceSize + TagSize), result.AsSpan(header.Length + NonceSize, TagSize), Bound(tenant, purpose));
        return result;
    }

    private static byte[] Decrypt(byte[] key, TenantId tenant, string purpose, ReadOnlySpan<byte> box, int headerSize)
    {
        if (box.Length < headerSize + NonceSize + TagSize || box[0] != Format)
            throw new CryptographicException($"Not a sealed secret of format {Format}: {box.Length} bytes.");
        var body = box[headerSize..];
        var plain = new byte[body.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(body[..NonceSize], body[(NonceSize + TagSize)..], body.Slice(NonceSize, TagSize), plain, Bound(tenant, purpose));
        return plain;
    }

    private static byte[] Bound(TenantId tenant, string purpose) => System.Text.Encoding.UTF8.GetBytes($"ratiba:{tenant}:{purpose}");
}
