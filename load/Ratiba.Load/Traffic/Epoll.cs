using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ratiba.Load.Traffic;

/// <summary>
/// Linux epoll, because the generator shares two cores with what it measures: one thread serves all connections with one wait per batch of answers, which
/// costs about a third of an asynchronous socket per request. <c>epoll_pwait2</c> waits by the nanosecond, so an open model keeps its schedule.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const uint ReadableOrClosed = 0x001 | 0x2000;
    private const int Interrupted = 4;

    private readonly SafeFileHandle _handle;

    public Epoll()
    {
        var descriptor = Create(CloseOnExec);
        if (descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_create1 failed");
        }

        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Watches a socket for answers; <paramref name="tag"/> comes back with them. A closed socket leaves by itself.</summary>
    public void Watch(SafeHandle socket, int tag)
    {
        var interest = new Ready { Events = ReadableOrClosed, Tag = (ulong)tag };
        if (Control((int)_handle.DangerousGetHandle(), Add, (int)socket.DangerousGetHandle(), ref interest) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_ctl failed");
        }
    }

    /// <summary>How many of <paramref name="ready"/> were filled; 0 when the time is over.</summary>
    public int Wait(Span<Ready> ready, TimeSpan limit)
    {
        var time = new Interval { Seconds = limit.Ticks / TimeSpan.TicksPerSecond, Nanoseconds = limit.Ticks % TimeSpan.TicksPerSecond * 100 };
        var count = WaitFor((int)_handle.DangerousGetHandle(), ref MemoryMarshal.GetReference(ready), ready.Length, in time, 0, 0);
        if (count >= 0)
        {
            return count;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Interrupted ? 0 : throw new Win32Exception(error, "epoll_pwait2 failed");
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int descriptor, ref Ready interest);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int WaitFor(int epoll, ref Ready ready, int length, in Interval limit, nint signals, nint signalSize);

    /// <summary><c>struct epoll_event</c>, packed as on x86-64.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    internal struct Ready
    {
        public uint Events;
        public ulong Tag;
    }

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Interval
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
