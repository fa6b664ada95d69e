using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>The input and the output of a container, in memory.</summary>
internal sealed class FakeContainerStream : IContainerStream
{
    private byte[] _left = [];

    /// <summary>What the client wrote.</summary>
    public Channel<byte[]> ToTask { get; } = Channel.CreateUnbounded<byte[]>();

    /// <summary>What the client is to read.</summary>
    public Channel<byte[]> ToClient { get; } = Channel.CreateUnbounded<byte[]>();

    public string Errors => "";

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        if (_left.Length == 0)
        {
            if (!await ToClient.Reader.WaitToReadAsync(stop))
            {
                return 0;
            }

            _left = await ToClient.Reader.ReadAsync(stop);
        }

        int read = Math.Min(count, _left.Length);
        Array.Copy(_left, 0, buffer, offset, read);
        _left = _left[read..];
        return read;
    }

    public Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken stop) =>
        ToTask.Writer.TryWrite(buffer.AsSpan(offset, count).ToArray()) ? Task.CompletedTask : throw new SwarmException(ErrorId.EngineUnreachable, "The connection broke.");

    public void Dispose() => ToTask.Writer.TryComplete();
}
