using System.ComponentModel.DataAnnotations;

namespace Ratiba.Engine.Inbox;

/// <summary>How events are committed. Figures and reasons: docs/decisions/0002-group-commit.md.</summary>
public sealed class InboxOptions
{
    /// <summary>Commits under way at once. One makes the largest batches, which costs the least; more hide the round trip to a distant database.</summary>
    [Range(1, 8)]
    public int Writers { get; set; } = 1;

    /// <summary>Events in one commit at most; bounds the memory and the time that one request can add to the others.</summary>
    [Range(1, 10_000)]
    public int BatchEvents { get; set; } = 512;

    /// <summary>Bytes in one commit at most.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int BatchBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Requests that may wait for a commit; beyond it the answer is 503.</summary>
    [Range(1, 100_000)]
    public int WaitingRequests { get; set; } = 8_192;

    /// <summary>Bytes that may wait for a commit; beyond it the answer is 503.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long WaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Events that may wait in the inbox for their lanes; beyond it the answer is 503 until the lanes have caught up.</summary>
    [Range(1, long.MaxValue)]
    public long Backlog { get; set; } = 20_000_000;

    /// <summary>How long a commit may take before its requests are answered 503. Meta gives up after about ten seconds.</summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause between attempts to reach a database that is away.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);
}
