using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The bytes of an answer that goes on, as many at a time as have come.</summary>
/// <remarks>
/// Engines send each line of a log by itself, and handing out each would cost far more than the line. So after little the next
/// are gathered for a moment. A line that comes out of silence is never held back.
/// </remarks>
internal sealed class FeedStream : IDisposable
{
    private const int Little = 256 * 1024;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(10);

    private readonly HttpResponseMessage _answer;
    private readonly Stream _stream;
    private readonly ConnectionSettings _settings;

    // Never disposed: a stop may still come to a read under way, and without a timer it holds nothing.
    private readonly CancellationTokenSource _closed = new();
    private readonly ReadAhead _bytes;
    private bool _gathers;

    private FeedStream(HttpResponseMessage answer, Stream stream, ConnectionSettings settings)
    {
        _answer = answer;
        _stream = stream;
        _settings = settings;
        _bytes = new(stream, _closed.Token);
    }

    public static async Task<FeedStream> OpenAsync(HttpResponseMessage answer, ConnectionSettings settings) =>
        new(answer, await answer.Content.ReadAsStreamAsync().ConfigureAwait(false), settings);

    /// <summary>The next bytes, valid until the next call; none at the end. After a stop there are none any more.</summary>
    public async Task<ArraySegment<byte>> ReadAsync(CancellationToken stop)
    {
        // What reads ahead outlives this call, and its token.
        using CancellationTokenRegistration stopping = stop.Register(_closed.Cancel);
        try
        {
            if (_gathers)
            {
                await Task.WhenAny(Task.Delay(s_moment, stop), _bytes.Completion).ConfigureAwait(false);
            }

            ArraySegment<byte> bytes = await _bytes.TakeAsync().ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            _gathers = bytes.Count < Little;
            return bytes;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && EngineErrors.IsKnown(failure))
        {
            throw EngineErrors.Translate(failure, _settings, mayBeDone: false);
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _bytes.Dispose();
        _stream.Dispose();
        _answer.Dispose();
    }
}
