using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;

namespace SwarmTools.Engine;

/// <summary>The input and the output of a container over a connection that is no longer HTTP.</summary>
/// <remarks>What comes back are frames of 8 bytes (stream, 0, 0, 0, length big-endian) and a message; what goes out is as it is.</remarks>
internal sealed class ContainerStream(HttpResponseMessage answer, Stream stream, ConnectionSettings settings) : IContainerStream
{
    private const int HeaderSize = 8;
    private const int ErrorStream = 2;
    private const int KeptErrors = 2_000;

    private readonly byte[] _header = new byte[HeaderSize];
    private readonly byte[] _errorBytes = new byte[KeptErrors];
    private readonly StringBuilder _errors = new();
    private long _left;

    public string Errors => ConsoleText.Neutralise(_errors.ToString().Trim().Replace('\n', ' '));

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        try
        {
            using CancellationTokenRegistration stopping = stop.Register(stream.Dispose);
            while (_left == 0)
            {
                if (!await FillAsync(stop).ConfigureAwait(false))
                {
                    return 0;
                }
            }

            int read = await stream.ReadAsync(buffer, offset, (int)Math.Min(count, _left), stop).ConfigureAwait(false);
            _left -= read;
            return read > 0 ? read : throw new EndOfStreamException("The engine broke off in the middle of a frame.");
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            stop.ThrowIfCancellationRequested();
            throw EngineErrors.Translate(failure, settings);
        }
    }

    public async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        try
        {
            using CancellationTokenRegistration stopping = stop.Register(stream.Dispose);
            await stream.WriteAsync(buffer, offset, count, stop).ConfigureAwait(false);
            await stream.FlushAsync(stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            stop.ThrowIfCancellationRequested();
            throw EngineErrors.Translate(failure, settings);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        answer.Dispose();
    }

    private static bool IsBroken(Exception failure) => failure is IOException or ObjectDisposedException || EngineErrors.IsKnown(failure);

    // Reads the header of the next frame; those of the error stream are taken in here. False at the end.
    private async Task<bool> FillAsync(CancellationToken stop)
    {
        if (!await ReadWholeAsync(_header, HeaderSize, stop).ConfigureAwait(false))
        {
            return false;
        }

        if (_header[0] > 3)
        {
            throw new SwarmException(ErrorId.EngineError, $"What '{settings.Name}' sends of a container is not in the engine's frame format.");
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
        if (_header[0] < ErrorStream)
        {
            _left = length;
            return true;
        }

        while (length > 0)
        {
            int part = (int)Math.Min(length, _errorBytes.Length);
            if (!await ReadWholeAsync(_errorBytes, part, stop).ConfigureAwait(false))
            {
                return false;
            }

            _errors.Append(Encoding.UTF8.GetString(_errorBytes, 0, part));
            _errors.Remove(0, Math.Max(0, _errors.Length - KeptErrors));
            length -= part;
        }

        return true;
    }

    private async Task<bool> ReadWholeAsync(byte[] buffer, int count, CancellationToken stop)
    {
        int filled = 0;
        while (filled < count)
        {
            int read = await stream.ReadAsync(buffer, filled, count - filled, stop).ConfigureAwait(false);
            if (read == 0)
            {
                return filled == 0 ? false : throw new EndOfStreamException("The engine broke off in the middle of a frame.");
            }

            filled += read;
        }

        return true;
    }
}
