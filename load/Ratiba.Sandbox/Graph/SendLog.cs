using System.Security.Cryptography;
using System.Text;

namespace Ratiba.Sandbox.Graph;

/// <summary>An accepted send.</summary>
internal sealed record SendRecord(
    long Seq, string Id, string Channel, string PhoneNumberId, string Phone, string Type, string? Text, IReadOnlyList<Choice> Choices, string? ListLabel,
    string? CallbackData, string? ContextId, DateTimeOffset At);

/// <summary>
/// What went out: the last sends in full, and a count for every key (<c>biz_opaque_callback_data</c>), so that a test can assert that nothing was said twice.
/// </summary>
internal sealed class SendLog
{
    // The last sends, for tests and people; a ring, so that an hour of load costs no memory.
    private const int Kept = 20_000;

    // A key costs about 40 bytes: the longest load run fits in 160 MB. Beyond it keys are no longer counted, which the statistics show.
    private const int Keys = 4_000_000;

    private readonly Lock _gate = new();
    private readonly SendRecord?[] _ring = new SendRecord[Kept];
    private readonly Dictionary<Guid, int> _counts = [];
    private long _sends;
    private long _withoutKey;
    private long _uncounted;
    private long _doubledKeys;
    private long _refused;
    private long _lost;
    private long _reads;

    public SendRecord Add(Func<long, SendRecord> make)
    {
        lock (_gate)
        {
            var record = make(_sends);
            _ring[_sends++ % Kept] = record;
            Count_NeedsLock(record.CallbackData);
            return record;
        }
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountLost() => Interlocked.Increment(ref _lost);

    public void CountRead() => Interlocked.Increment(ref _reads);

    /// <summary>How often a key was sent.</summary>
    public int TimesSent(string key)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(Hash(key));
        }
    }

    /// <summary>The kept sends that match, oldest first.</summary>
    public IReadOnlyList<SendRecord> Find(string? phone, string? number, string? key, int limit)
    {
        lock (_gate)
        {
            var found = new List<SendRecord>();
            for (var seq = _sends - 1; seq >= Math.Max(0, _sends - Kept) && found.Count < limit; seq--)
            {
                var record = _ring[seq % Kept]!; // Every slot below sends is filled.
                if ((phone ?? record.Phone) == record.Phone && (number ?? record.PhoneNumberId) == record.PhoneNumberId
                    && (key is null || key == record.CallbackData))
                {
                    found.Add(record);
                }
            }

            found.Reverse();
            return found;
        }
    }

    public SendStatistics Statistics()
    {
        lock (_gate)
        {
            return new SendStatistics(
                _sends, _counts.Count, _doubledKeys, _withoutKey, _uncounted, Interlocked.Read(ref _refused), Interlocked.Read(ref _lost), Interlocked.Read(ref _reads));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_ring);
            _counts.Clear();
            _sends = _withoutKey = _uncounted = _doubledKeys = _refused = _lost = _reads = 0;
        }
    }

    private void Count_NeedsLock(string? key)
    {
        if (key is null)
        {
            _withoutKey++;
            return;
        }

        var hash = Hash(key);
        if (_counts.TryGetValue(hash, out var times))
        {
            _counts[hash] = times + 1;
            _doubledKeys += times == 1 ? 1 : 0;
        }
        else if (_counts.Count < Keys)
        {
            _counts[hash] = 1;
        }
        else
        {
            _uncounted++;
        }
    }

    // Ratiba's keys are ids of rows; any other text is folded to the same 16 bytes.
    private static Guid Hash(string key) => Guid.TryParse(key, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}

/// <summary>The totals of the log.</summary>
/// <param name="Sends">Accepted messages.</param>
/// <param name="DistinctKeys">Different keys among them.</param>
/// <param name="DoubledKeys">Keys that were sent more than once: the figure that must be 0.</param>
/// <param name="WithoutKey">Accepted messages without a key.</param>
/// <param name="Uncounted">Keys beyond the log's capacity.</param>
/// <param name="Refused">Sends answered with an error.</param>
/// <param name="Lost">Connections closed without an answer.</param>
/// <param name="Reads">Marks as read.</param>
internal sealed record SendStatistics(
    long Sends, long DistinctKeys, long DoubledKeys, long WithoutKey, long Uncounted, long Refused, long Lost, long Reads);
