using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Rollouts;

/// <summary>Rings when a manager tells of a change of a service, so that its watch looks at once. One for all watches of a command: it holds one connection.</summary>
/// <remarks>Changes of tasks raise no events, so watches look by themselves too; where events cannot be read, that is all they do.</remarks>
internal sealed class ServiceBell : IDisposable
{
    private readonly Dictionary<string, TaskCompletionSource<bool>> _rung = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();

    public ServiceBell(IEventApi events) => Listening = ListenAsync(events);

    /// <summary>Ends when the bell can ring no more.</summary>
    public Task Listening { get; }

    /// <summary>Waits for a time, or until the service changed since the last wait.</summary>
    public async Task WaitAsync(string serviceId, TimeSpan atMost, IClock clock, CancellationToken stop)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task rung = BellOf(serviceId).Task;
        await Task.WhenAny(clock.DelayAsync(atMost, enough.Token), rung).ConfigureAwait(false);
        enough.Cancel();
        stop.ThrowIfCancellationRequested();
        if (rung.IsCompleted)
        {
            Reset(serviceId);
        }
    }

    public void Dispose() => _end.Cancel();

    private async Task ListenAsync(IEventApi events)
    {
        try
        {
            using IFeedReader<SwarmEvent> reader = await events.OpenEventsAsync(new() { Types = [SwarmEventType.Service] }, _end.Token).ConfigureAwait(false);
            while (await reader.ReadAsync(_end.Token).ConfigureAwait(false) is { } batch)
            {
                foreach (SwarmEvent happened in batch)
                {
                    BellOf(happened.Id).TrySetResult(true);
                }
            }
        }
        catch (SwarmException)
        {
            // The watches notice by themselves, a little later.
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }

    private TaskCompletionSource<bool> BellOf(string serviceId)
    {
        lock (_rung)
        {
            if (!_rung.TryGetValue(serviceId, out TaskCompletionSource<bool>? bell))
            {
                _rung[serviceId] = bell = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return bell;
        }
    }

    private void Reset(string serviceId)
    {
        lock (_rung)
        {
            _rung.Remove(serviceId);
        }
    }
}
