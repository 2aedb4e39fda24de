using System.IO.Hashing;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Messaging;

/// <summary>
/// Dedupe keys and conversation numbers. XxHash128 and XxHash3 are not made against an adversary; they need not be: ids are Meta's, the body is signed, and a
/// customer who could force a collision would only silence his own message. 128 bits keep 10^10 keys apart (birthday bound 10^-19).
/// </summary>
internal static class EventHash
{
    /// <summary>The key of an event (PROVIDERS.md 5): the id is scoped by channel and account, so the same id at another tenant is another event.</summary>
    public static Guid Key(ChannelKind channel, EventGroup group, ReadOnlySpan<byte> account, ReadOnlySpan<byte> id, ReadOnlySpan<byte> variant)
    {
        var length = account.Length + id.Length + variant.Length + 4;
        var pooled = length > 1024 ? System.Buffers.ArrayPool<byte>.Shared.Rent(length) : null;
        var input = pooled ?? stackalloc byte[1024];
        // Echoes and messages share Meta's id space but are different events; hence the group.
        input[0] = (byte)channel;
        input[1] = (byte)group;
        account.CopyTo(input[2..]);
        var at = 2 + account.Length;
        input[at++] = 0;
        id.CopyTo(input[at..]);
        at += id.Length;
        input[at++] = 0;
        variant.CopyTo(input[at..]);
        at += variant.Length;
        var hash = XxHash128.HashToUInt128(input[..at]);
        if (pooled is not null) System.Buffers.ArrayPool<byte>.Shared.Return(pooled);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The conversation of a sender: events with the same number are handled one at a time, in order.</summary>
    public static long Conversation(ChannelKind channel, ReadOnlySpan<byte> account, ReadOnlySpan<byte> sender)
    {
        Span<byte> input = stackalloc byte[256];
        var accountPart = account[..Math.Min(account.Length, 100)];
        var senderPart = sender[..Math.Min(sender.Length, 150)];
        input[0] = (byte)channel;
        accountPart.CopyTo(input[1..]);
        input[1 + accountPart.Length] = 0;
        senderPart.CopyTo(input[(2 + accountPart.Length)..]);
        return (long)XxHash3.HashToUInt64(input[..(2 + accountPart.Length + senderPart.Length)]);
    }
}
