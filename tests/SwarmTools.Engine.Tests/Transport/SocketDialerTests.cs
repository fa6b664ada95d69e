using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using SwarmTools.Connections;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;

namespace SwarmTools.Engine.Tests.Transport;

public class SocketDialerTests
{
    [Fact]
    public void A_machine_that_gives_no_sign_of_itself_is_noticed_after_half_a_minute()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using Stream stream = SocketDialer.DialTcp(EndpointParser.Parse("tcp://" + silent.LocalEndpoint, "test"), Stop.Token);
        Socket socket = Assert.IsType<NetworkStream>(stream, exactMatch: false).Socket;
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        int seconds = Tcp(socket, SocketOptionName.TcpKeepAliveTime) + (Tcp(socket, SocketOptionName.TcpKeepAliveInterval) * Tcp(socket, SocketOptionName.TcpKeepAliveRetryCount));
        Assert.Equal(30, seconds);
        if (OperatingSystem.IsLinux())
        {
            byte[] milliseconds = new byte[4];
            Assert.Equal(4, socket.GetRawSocketOption((int)ProtocolType.Tcp, 18, milliseconds));
            Assert.Equal(30_000, BitConverter.ToInt32(milliseconds));
        }
    }

    private static int Tcp(Socket socket, SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
}
