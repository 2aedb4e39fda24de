using System.Security.Cryptography;

namespace Ratiba.Engine.Tenants;

/// <summary>
/// The installation's master keys: the first wraps, all unwrap. While a key is rotated the setting holds the new one and the old one;
/// <see cref="DataKeyRotation"/> rewraps at start, and then the old one can go.
/// </summary>
internal sealed class MasterKeys
{
    /// <summary>AES-256.</summary>
    private const int KeySize = 32;

    private const string Setting = "RATIBA_MASTER_KEY";
    private const string FileName = "master.key";

    private readonly (uint Id, byte[] Key)[] _keys;

    private MasterKeys(IEnumerable<byte[]> keys, string source)
    {
        _keys = [.. keys.Select(key => (IdOf(key), key))];
        Fingerprints = [.. _keys.Select(known => HMACSHA256.HashData(known.Key, "ratiba master key fingerprint"u8))];
        Source = source;
    }

    /// <summary>By which the keys are told apart in a place that must not hold them, in their order.</summary>
    public IReadOnlyList<byte[]> Fingerprints { get; }

    /// <summary>Where the keys come from.</summary>
    public string Source { get; }

    /// <summary>The key that wraps.</summary>
    public (uint Id, byte[] Key) First => _keys[0];

    /// <summary>How many there are.</summary>
    public int Count => _keys.Length;

    /// <summary>The key with this id, or null.</summary>
    public byte[]? Find(uint id)
    {
        foreach (var known in _keys)
            if (known.Id == id) return known.Key;
        return null;
    }

    /// <summary>From the setting, or else from the file <c>master.key</c> in the data folder, which is made when it is missing.</summary>
    public static MasterKeys Load(string? setting, string dataFolder) =>
        string.IsNullOrWhiteSpace(setting) ? new MasterKeys([FromFile(dataFolder)], Path.Combine(dataFolder, FileName)) : Parse(setting, Setting);

    /// <summary>Reads base64 keys separated by commas.</summary>
    public static MasterKeys Parse(string text, string source) => new(text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select((part, index) => Decode(part, $"{source}, key {index + 1}")), source);

    private static byte[] FromFile(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) Generate(folder, path);
        return Decode(File.ReadAllText(path).Trim(), path);
    }

    // Written aside and linked into place, so that two processes that start together end up with one key, and a crash leaves none or a whole one.
    private static void Generate(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        // A new name and CreateNew: as root, in a folder that the database's account owns, no planted link is followed.
        var draft = Path.Combine(folder, $"master.key.{RandomNumberGenerator.GetHexString(8)}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static byte[] Decode(string text, string source)
    {
        var key = new byte[KeySize];
        if (Convert.TryFromBase64String(text, key, out var length) && length == KeySize) return key;
        throw new InvalidOperationException(
            $"{source} is not a master key: it must be {KeySize} bytes in base64 (44 characters), and has {text.Length} characters. Make one with: openssl rand -base64 32");
    }

    // Only a name: it tells which key wrapped, and says nothing about the key.
    private static uint IdOf(byte[] key) => BitConverter.ToUInt32(SHA256.HashData([.. "ratiba master key"u8, .. key]));
}
