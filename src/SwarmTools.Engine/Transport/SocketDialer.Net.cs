using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects unix sockets and TCP.</summary>
internal static class SocketDialer
{
    public static Task<Stream> DialUnixAsync(SwarmEndpoint endpoint, CancellationToken stop)
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

        return ConnectAsync(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), address, stop);
    }

    public static Task<Stream> DialTcpAsync(SwarmEndpoint endpoint, CancellationToken stop) => ConnectAsync(
        new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new DnsEndPoint(endpoint.HostName, endpoint.Port), stop);

    private static async Task<Stream> ConnectAsync(Socket socket, EndPoint address, CancellationToken stop)
    {
        try
        {
            await socket.ConnectAsync(address, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            socket.Dispose();
            throw;
        }
    }
}
