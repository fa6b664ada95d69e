using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The body of an answer in a borrowed buffer.</summary>
internal sealed class PooledBody : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private PooledBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length => _length;

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public string Text => Encoding.UTF8.GetString(_buffer, 0, _length);

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="stream">What to read.</param>
    /// <param name="expectedLength">How many bytes there will be, as far as that can be known: a buffer that is too small grows.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<PooledBody> ReadAsync(Stream stream, long expectedLength, CancellationToken stop)
    {
        // One byte more, so that the end is found without growing.
        PooledBody body = new((int)Math.Min(expectedLength + 1, 64 * 1024 * 1024));
        try
        {
            int read;
            while ((read = await stream.ReadAsync(body._buffer, body._length, body._buffer.Length - body._length, stop).ConfigureAwait(false)) > 0)
            {
                body._length += read;
                body.MakeRoom();
            }

            return body;
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            Return(_buffer, _length);
            _buffer = [];
        }
    }

    private void MakeRoom()
    {
        if (_length < _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        Return(_buffer, _length);
        _buffer = larger;
    }

    // Cleared as far as it was used, because answers hold what users keep in environment variables and configs.
    private static void Return(byte[] buffer, int used)
    {
        Array.Clear(buffer, 0, used);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
