using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Threading;

namespace SwarmTools.Engine.Transport;

/// <summary>The bytes of a socket. Who reads in a blocking way, again and again, finds some together.</summary>
/// <remarks>
/// Waking a reader costs more than the line it is woken for. What comes out of silence is there at once, and what comes
/// after it within a millisecond, or a tick of the clock where that is longer (16 ms on Windows).
/// </remarks>
internal sealed class FeedSocketStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private const int MomentMilliseconds = 1;
    private const int SilenceMilliseconds = 20;

    private long _lastRead = long.MinValue / 2;

    // Reading into a span comes here too, as in every class derived from NetworkStream.
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Too short to be stopped, on a thread that blocks in its next step anyway.")]
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Environment.TickCount64 - _lastRead < SilenceMilliseconds && Socket.Available < count)
        {
            Thread.Sleep(MomentMilliseconds);
        }

        int read = base.Read(buffer, offset, count);
        _lastRead = Environment.TickCount64;
        return read;
    }
}
