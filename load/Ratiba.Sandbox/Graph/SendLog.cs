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

    private readonly Lock gate = new();
    private readonly SendRecord?[] ring = new SendRecord[Kept];
    private readonly Dictionary<Guid, int> counts = [];
    private long sends;
    private long withoutKey;
    private long uncounted;
    private long doubledKeys;
    private long refused;
    private long lost;
    private long reads;

    public SendRecord Add(Func<long, SendRecord> make)
    {
        lock (gate)
        {
            var record = make(sends);
            ring[sends++ % Kept] = record;
            Count_NeedsLock(record.CallbackData);
            return record;
        }
    }

    public void CountRefused() => Interlocked.Increment(ref refused);

    public void CountLost() => Interlocked.Increment(ref lost);

    public void CountRead() => Interlocked.Increment(ref reads);

    /// <summary>How often a key was sent.</summary>
    public int TimesSent(string key)
    {
        lock (gate)
        {
            return counts.GetValueOrDefault(Hash(key));
        }
    }

    /// <summary>The kept sends that match, oldest first.</summary>
    public IReadOnlyList<SendRecord> Find(string? phone, string? number, string? key, int limit)
    {
        lock (gate)
        {
            var found = new List<SendRecord>();
            for (var seq = sends - 1; seq >= Math.Max(0, sends - Kept) && found.Count < limit; seq--)
            {
                var record = ring[seq % Kept]!; // Every slot below sends is filled.
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
        lock (gate)
        {
            return new SendStatistics(
                sends, counts.Count, doubledKeys, withoutKey, uncounted, Interlocked.Read(ref refused), Interlocked.Read(ref lost), Interlocked.Read(ref reads));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            Array.Clear(ring);
            counts.Clear();
            sends = withoutKey = uncounted = doubledKeys = refused = lost = reads = 0;
        }
    }

    private void Count_NeedsLock(string? key)
    {
        if (key is null)
        {
            withoutKey++;
            return;
        }

        var hash = Hash(key);
        if (counts.TryGetValue(hash, out var times))
        {
            counts[hash] = times + 1;
            doubledKeys += times == 1 ? 1 : 0;
        }
        else if (counts.Count < Keys)
        {
            counts[hash] = 1;
        }
        else
        {
            uncounted++;
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
