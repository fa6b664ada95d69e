using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The bytes of an answer that goes on, one network read at a time.</summary>
internal sealed class FeedStream(HttpResponseMessage answer, Stream stream, ConnectionSettings settings) : IDisposable
{
    private readonly byte[] _chunk = new byte[64 * 1024];

    public static async Task<FeedStream> OpenAsync(HttpResponseMessage answer, ConnectionSettings settings) =>
        new(answer, await answer.Content.ReadAsStreamAsync().ConfigureAwait(false), settings);

    /// <summary>The next bytes, valid until the next call; none at the end.</summary>
    public async Task<ArraySegment<byte>> ReadAsync(CancellationToken stop)
    {
        try
        {
            return new(_chunk, 0, await stream.ReadAsync(_chunk, 0, _chunk.Length, stop).ConfigureAwait(false));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, settings, mayBeDone: false);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        answer.Dispose();
    }
}
