using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Tries a port: a connection, and where there is something to get the first line of an HTTP answer. Nothing more is read.</summary>
internal static class EndpointProbe
{
    /// <summary>A first line of HTTP that is longer is none.</summary>
    private const int LongestLine = 1024;

    public static async Task<EndpointAnswer> TryAsync(string address, int port, string? path, TimeSpan timeout, CancellationToken stop)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(timeout);
        Stopwatch watch = Stopwatch.StartNew();
        using Socket socket = new(AddressFamilyOf(address), SocketType.Stream, ProtocolType.Tcp);
        // Neither connecting nor reading takes a token on every platform; closing ends both.
        using CancellationTokenRegistration closing = late.Token.Register(socket.Dispose);
        bool isConnected = false;
        try
        {
            await socket.ConnectAsync(address, port).ConfigureAwait(false);
            isConnected = true;
            if (path is null)
            {
                return new(SwarmEndpointOutcome.Answers, watch.Elapsed);
            }

            using NetworkStream stream = new(socket);
            string line = await FirstLineAsync(stream, address, port, path).ConfigureAwait(false);
            return Judge(line, watch.Elapsed);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            stop.ThrowIfCancellationRequested();
            return late.IsCancellationRequested
                ? new(SwarmEndpointOutcome.TimedOut, watch.Elapsed) { Message = isConnected ? "It takes connections, and does not answer." : "" }
                : Failed(failure, isConnected, watch.Elapsed);
        }
    }

    private static bool IsIPv6(string address) => address.IndexOf(':') >= 0;

    private static AddressFamily AddressFamilyOf(string address) => IsIPv6(address) ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    private static async Task<string> FirstLineAsync(NetworkStream stream, string address, int port, string path)
    {
        string host = IsIPv6(address) ? $"[{address}]" : address;
        byte[] request = Encoding.ASCII.GetBytes(string.Format(
            CultureInfo.InvariantCulture, "GET {0} HTTP/1.1\r\nHost: {1}:{2}\r\nUser-Agent: SwarmTools\r\nAccept: */*\r\nConnection: close\r\n\r\n", path, host, port));
        await stream.WriteAsync(request, 0, request.Length).ConfigureAwait(false);
        byte[] line = new byte[LongestLine];
        int length = 0;
        while (length < line.Length && Array.IndexOf(line, (byte)'\n', 0, length) < 0)
        {
            int read = await stream.ReadAsync(line, length, line.Length - length).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.ASCII.GetString(line, 0, length).Split('\n')[0].TrimEnd('\r');
    }

    private static EndpointAnswer Judge(string line, TimeSpan latency)
    {
        string[] words = line.Split(' ');
        return words.Length > 1 && words[0].StartsWith("HTTP/", StringComparison.Ordinal) && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            ? new(status < 400 ? SwarmEndpointOutcome.Answers : SwarmEndpointOutcome.AnswersBadly, latency) { StatusCode = status, Message = status < 400 ? "" : $"It answers with HTTP status {status}." }
            : new(SwarmEndpointOutcome.AnswersBadly, latency) { Message = line.Length == 0 ? "It takes connections, and closes them without an answer." : "What answers is not HTTP." };
    }

    private static EndpointAnswer Failed(Exception failure, bool isConnected, TimeSpan latency) => (failure as SocketException)?.SocketErrorCode switch
    {
        _ when isConnected => new(SwarmEndpointOutcome.AnswersBadly, latency) { Message = failure.Message },
        SocketError.ConnectionRefused => new(SwarmEndpointOutcome.Refused, latency),
        SocketError.TimedOut => new(SwarmEndpointOutcome.TimedOut, latency),
        _ => new(SwarmEndpointOutcome.Unreachable, latency) { Message = failure.Message },
    };
}
