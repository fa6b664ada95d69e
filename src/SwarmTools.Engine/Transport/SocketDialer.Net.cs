using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects unix sockets and TCP, in the blocking way that <see cref="FeedHandler"/> asks for.</summary>
internal static class SocketDialer
{
    /// <summary>After how long without any sign of it a machine counts as gone.</summary>
    private const int SilentSeconds = 30;

    /// <summary>TCP_USER_TIMEOUT (tcp(7)), in milliseconds.</summary>
    private const int LinuxUserTimeout = 18;

    public static Stream DialUnix(SwarmEndpoint endpoint, CancellationToken stop)
    {
        UnixDomainSocketEndPoint address;
        try
        {
            address = new(endpoint.Path);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            throw new SwarmException(ErrorId.EndpointInvalid, $"The path of the socket '{endpoint.Path}' is longer than the system allows.", failure);
        }

        return Connect(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), address, stop);
    }

    public static Stream DialTcp(SwarmEndpoint endpoint, CancellationToken stop) =>
        Connect(WatchedSocket(), new DnsEndPoint(endpoint.HostName, endpoint.Port), stop);

    // A machine that loses its power or its network tells nobody: without this its answers and feeds are waited for, for ever.
    private static Socket WatchedSocket()
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SilentSeconds / 2);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, SilentSeconds / 6);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            // The same where what was sent is never acknowledged: a quarter of an hour otherwise.
            socket.SetRawSocketOption((int)ProtocolType.Tcp, LinuxUserTimeout, BitConverter.GetBytes(SilentSeconds * 1000));
        }

        return socket;
    }

    private static FeedSocketStream Connect(Socket socket, EndPoint address, CancellationToken stop)
    {
        using CancellationTokenRegistration stopping = stop.Register(socket.Dispose);
        try
        {
            socket.Connect(address);
            return new(socket);
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            socket.Dispose();
            stop.ThrowIfCancellationRequested();
            throw;
        }
    }
}
