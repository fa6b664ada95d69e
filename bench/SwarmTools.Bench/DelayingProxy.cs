using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Stands between a client and the engine, on loopback, and lets each request wait: as an engine far away would. Counts requests.</summary>
internal sealed class DelayingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _delay;
    private int _requests;

    public DelayingProxy(TimeSpan delay)
    {
        _delay = delay;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>For DOCKER_HOST.</summary>
    public string Address => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>How many requests there were since the last time that somebody asked.</summary>
    public int TakeRequests() => Interlocked.Exchange(ref _requests, 0);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            // Nobody connects any more.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        using Socket engine = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(EngineAddress.SocketPath), _stop.Token);
                await Task.WhenAny(PumpAsync(client, engine, isRequest: true), PumpAsync(engine, client, isRequest: false));
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException)
            {
                // One of the two went away.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isRequest)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _stop.Token)) > 0)
            {
                if (isRequest && IsHead(buffer.AsSpan(0, read)))
                {
                    Interlocked.Increment(ref _requests);
                    await Task.Delay(_delay, _stop.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of a connection.
        }
    }

    // The body of a request may come by itself.
    private static bool IsHead(ReadOnlySpan<byte> chunk) => chunk.StartsWith("GET "u8) || chunk.StartsWith("POST "u8) || chunk.StartsWith("HEAD "u8) || chunk.StartsWith("DELETE "u8);
}
