using System;
using System.Net.Sockets;
using System.Text;

namespace SwarmTools.Bench;

/// <summary>Asks for one path over one open connection and reads the answer's bytes, with nothing in between.</summary>
internal sealed class BareSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[16 * 1024 * 1024];

    public BareSocket(string path)
    {
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: docker\r\n\r\n");
        _socket.Connect(new UnixDomainSocketEndPoint(EngineAddress.SocketPath));
    }

    /// <returns>How many bytes came.</returns>
    public int Read()
    {
        _socket.Send(_request);
        int length = 0;
        do
        {
            int read = _socket.Receive(_buffer.AsSpan(length));
            length += read > 0 ? read : throw new BenchException("The engine closed the connection.");
        }
        while (!IsComplete(_buffer.AsSpan(0, length)));

        return _buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8)
            ? length
            : throw new BenchException(Encoding.UTF8.GetString(_buffer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    // A list of this size always comes in chunks, and JSON has no bare carriage return that could look like the end of the last.
    private static bool IsComplete(ReadOnlySpan<byte> answer) => answer.EndsWith("\r\n0\r\n\r\n"u8);
}
