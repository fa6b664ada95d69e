using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>Answers pings; whatever else it is asked it reads, and closes the connection in order, as a daemon that ends does.</summary>
internal sealed class PoliteEngine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public PoliteEngine()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string HostUri => "tcp://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception failure) when (failure is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await client.GetStream().ReadAsync(buffer)) > 0)
        {
            string request = Encoding.ASCII.GetString(buffer, 0, read);
            Requests.Enqueue(request.Split("\r\n")[0]);
            if (!request.StartsWith("GET /_ping", StringComparison.Ordinal))
            {
                await Task.Delay(100);
                return;
            }

            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nContent-Length: 2\r\n\r\nOK"u8.ToArray());
        }
    }
}
