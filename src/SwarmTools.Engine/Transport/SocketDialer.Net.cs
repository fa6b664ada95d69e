using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects unix sockets and TCP, in the blocking way that <see cref="FeedHandler"/> asks for.</summary>
internal static class SocketDialer
{
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

    public static Stream DialTcp(SwarmEndpoint endpoint, CancellationToken stop) => Connect(
        new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new DnsEndPoint(endpoint.HostName, endpoint.Port), stop);

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
