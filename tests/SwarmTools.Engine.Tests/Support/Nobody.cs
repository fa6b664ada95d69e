using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>Addresses where no engine is.</summary>
internal static class Nobody
{
    /// <summary>A port of 127.0.0.1 that was free a moment ago.</summary>
    public static string Listens()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return Address(listener);
    }

    /// <summary>Listens, takes one connection, says some words and hangs up; no words: stays silent.</summary>
    public static TcpListener Says(string? words, out string hostUri)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        hostUri = Address(listener);
        _ = ServeAsync(listener, words);
        return listener;
    }

    private static async Task ServeAsync(TcpListener listener, string? words)
    {
        // Kept, because a client that nobody holds is closed by the garbage collector.
        List<TcpClient> silent = [];
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                if (words is null)
                {
                    silent.Add(client);
                }
                else
                {
                    using (client)
                    {
                        byte[] ignored = new byte[4096];
                        await client.GetStream().ReadAtLeastAsync(ignored, 1, throwOnEndOfStream: false);
                        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(words));
                    }
                }
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidOperationException)
        {
            // The test is over.
            silent.ForEach(client => client.Dispose());
        }
    }

    private static string Address(TcpListener listener) =>
        "tcp://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
}
