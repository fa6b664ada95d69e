using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>Reads a stream on while nobody takes what came, up to a limit: a socket holds few lines, and its writer waits then.</summary>
/// <remarks>The logs of many tasks share what may be read ahead: 1 MiB each for up to 32, and less the more there are.</remarks>
internal sealed partial class ReadAhead(Stream stream, CancellationToken closed) : IDisposable
{
    private const int ReadSize = 16 * 1024;

    /// <summary>How much one may read ahead, how much all together, and how much each whatever the others do.</summary>
    private const int Most = 1024 * 1024;
    private const int All = 32 * 1024 * 1024;
    private const int Least = 2 * ReadSize;

    private static int s_open;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _room = new(0);
    private byte[] _coming = new byte[4 * ReadSize];
    private byte[] _taken = new byte[4 * ReadSize];
    private int _length;
    private bool _isFull;
    private TaskCompletionSource<bool>? _news;
    private Task? _pump;

    /// <summary>The reading; it ends with the stream, and fails as it does.</summary>
    public Task Completion => _pump ??= PumpCountedAsync();

    /// <summary>All that has come, valid until the next call; waits when that is nothing. None at the end, and a failure after all that came before it.</summary>
    public async Task<ArraySegment<byte>> TakeAsync()
    {
        await Task.WhenAny(Completion, NewsAsync()).ConfigureAwait(false);
        ArraySegment<byte> taken = Take();
        if (taken.Count == 0)
        {
            await Completion.ConfigureAwait(false);
        }

        return taken;
    }

    public void Dispose() => _pump?.ContinueWith(
        ended =>
        {
            // Nobody waits for it any more; its exception must not look unnoticed.
            _ = ended.Exception;
            _room.Dispose();
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default);

    private static int Limit => Math.Max(Least, Math.Min(Most, All / Math.Max(1, Volatile.Read(ref s_open))));

    private async Task PumpCountedAsync()
    {
        Interlocked.Increment(ref s_open);
        try
        {
            await StartPump().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref s_open);
        }
    }

    private Task NewsAsync()
    {
        lock (_gate)
        {
            if (_length > 0)
            {
                return Task.CompletedTask;
            }

            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _news.Task;
        }
    }

    // Whether that is enough for now.
    private bool Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_length + bytes.Length > _coming.Length)
            {
                Array.Resize(ref _coming, _coming.Length * 2);
            }

            bytes.CopyTo(_coming.AsSpan(_length));
            _length += bytes.Length;
            _news?.TrySetResult(true);
            _news = null;
            return _isFull = _length >= Limit;
        }
    }

    private ArraySegment<byte> Take()
    {
        lock (_gate)
        {
            ArraySegment<byte> all = new(_coming, 0, _length);
            (_coming, _taken) = (_taken, _coming);
            _length = 0;
            if (_isFull)
            {
                _isFull = false;
                _room.Release();
            }

            return all;
        }
    }
}
