using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Lanes;

/// <summary>Which lane a tenant is in. The count is read from <c>public.lanes</c> at start and never changes while the database lives.</summary>
internal static class LaneMap
{
    /// <summary>The tenant's lane: the low bits of a ULID are random, so tenants spread evenly.</summary>
    public static short Of(TenantId tenant, int lanes)
    {
        Span<byte> bytes = stackalloc byte[16];
        tenant.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return (short)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) % (uint)lanes);
    }
}
