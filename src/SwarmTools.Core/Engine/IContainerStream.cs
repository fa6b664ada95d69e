using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The input and the output of a container. One may read while another writes.</summary>
internal interface IContainerStream : IDisposable
{
    /// <summary>The last words that the container wrote to its error stream, as far as they have been read.</summary>
    public string Errors { get; }

    /// <summary>Reads what the container wrote to its output.</summary>
    /// <returns>How many bytes; 0 when it has ended.</returns>
    /// <exception cref="SwarmException"><c>EngineUnreachable</c>.</exception>
    public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop);

    /// <summary>Writes to the input of the container; waits while that takes no more.</summary>
    /// <exception cref="SwarmException"><c>EngineUnreachable</c>.</exception>
    public Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken stop);
}
