using System.Globalization;

namespace Ratiba.Load.Ledger;

/// <summary>
/// The truth outside the system: an id is in the file as soon as its 2xx arrived, and stays there when the generator or the server is killed. Lines of
/// 12 hexadecimal digits. Flushed to the kernel, not to the disk: the machine's power is not part of the experiment.
/// </summary>
internal sealed class AckLedger : IDisposable
{
    private const int LineLength = 13;

    private readonly FileStream _acked;
    private readonly FileStream _unknown;
    private readonly byte[] _lines = new byte[LineLength * 4096];
    private int _filled;

    public AckLedger(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        _acked = new FileStream(Path.Combine(folder, name + ".acked"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _unknown = new FileStream(Path.Combine(folder, name + ".unknown"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Acked(long index)
    {
        Format(index, _lines.AsSpan(_filled));
        _filled += LineLength;
        if (_filled == _lines.Length)
        {
            Flush();
        }
    }

    /// <summary>A request whose outcome is not known: it may be in the system or not, but not twice.</summary>
    public void Unknown(long index)
    {
        Span<byte> line = stackalloc byte[LineLength];
        Format(index, line);
        _unknown.Write(line);
    }

    public void Flush()
    {
        if (_filled > 0)
        {
            _acked.Write(_lines.AsSpan(0, _filled));
            _filled = 0;
        }
    }

    /// <summary>Reads back what was acknowledged.</summary>
    public IReadOnlyList<long> ReadAcked() => Read(_acked.Name);

    /// <summary>Reads back what is not known.</summary>
    public IReadOnlyList<long> ReadUnknown() => Read(_unknown.Name);

    public void Dispose()
    {
        _acked.Dispose();
        _unknown.Dispose();
    }

    private static List<long> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var indexes = new List<long>(bytes.Length / LineLength);
        for (var at = 0; at + LineLength <= bytes.Length; at += LineLength)
        {
            indexes.Add(long.Parse(bytes.AsSpan(at, LineLength - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }

        return indexes;
    }

    private static void Format(long index, Span<byte> line)
    {
        index.TryFormat(line, out _, "X12", CultureInfo.InvariantCulture);
        line[LineLength - 1] = (byte)'\n';
    }
}
