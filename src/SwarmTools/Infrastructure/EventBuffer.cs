using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Infrastructure;

/// <summary>Events on their way to the pipeline thread. Adding never waits; taking takes all there are.</summary>
internal sealed class EventBuffer<T>
{
    private readonly object _lock = new();
    private List<T> _events = [];
    private TaskCompletionSource<bool> _arrived = NewSignal();
    private bool _complete;

    public void Add(T item)
    {
        lock (_lock)
        {
            _events.Add(item);
            _arrived.TrySetResult(true);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _complete = true;
            _arrived.TrySetResult(true);
        }
    }

    /// <summary>The events since the last call, waiting for the first; none when no more will come.</summary>
    public async Task<IReadOnlyList<T>> TakeAsync(CancellationToken stop)
    {
        Task arrived;
        lock (_lock)
        {
            arrived = _arrived.Task;
        }

        using (stop.Register(Complete))
        {
            await arrived.ConfigureAwait(false);
        }

        lock (_lock)
        {
            List<T> taken = _events;
            _events = [];
            _arrived = _complete ? _arrived : NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
