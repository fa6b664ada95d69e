using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Services;

/// <summary>Removes services and waits until their tasks are gone, so that names, ports and networks are free again.</summary>
internal sealed class ServiceRemover(IServiceApi services, ITaskApi tasks, INodeApi nodes, IClock clock)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public Task RemoveAsync(SwarmService service, CancellationToken stop) =>
        services.RemoveServiceAsync(service.Id, service.Name, stop);

    /// <summary>Waits until no task of services that were removed is left on a node that answers. Emits each service once.</summary>
    public Task WaitAsync(IReadOnlyList<SwarmService> removed, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(removed, existing: [], timeout, emit, stop);

    /// <summary>Waits until somebody removed services and their tasks are gone. Emits each service once.</summary>
    public Task AwaitRemovalAsync(IReadOnlyList<SwarmService> leaving, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(leaving, [.. leaving.Select(service => service.Id)], timeout, emit, stop);

    private async Task WaitAsync(
        IReadOnlyList<SwarmService> leaving, HashSet<string> existing, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        List<SwarmService> waiting = [.. leaving];
        while (true)
        {
            if (existing.Count > 0)
            {
                existing.IntersectWith((await services.ListServicesAsync(stop).ConfigureAwait(false)).Select(service => service.Id));
            }

            ILookup<string, SwarmTask> left = await LeftAsync(waiting, stop).ConfigureAwait(false);
            foreach (SwarmService gone in waiting.Where(service => !existing.Contains(service.Id) && !left.Contains(service.Id)).ToList())
            {
                waiting.Remove(gone);
                emit(new(gone, deadline.Waited, Failure: null));
            }

            if (waiting.Count == 0)
            {
                return;
            }

            if (deadline.IsOver)
            {
                waiting.ForEach(late => emit(new(late, deadline.Waited, TimedOut(late, existing.Contains(late.Id), [.. left[late.Id]], timeout))));
                return;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private async Task<ILookup<string, SwarmTask>> LeftAsync(IEnumerable<SwarmService> leaving, CancellationToken stop)
    {
        HashSet<string> ids = [.. leaving.Select(service => service.Id)];
        // All tasks, because the engine refuses to filter by a service that is gone.
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false);
        List<SwarmTask> left = [.. all.Where(task => ids.Contains(task.ServiceId))];
        if (left.Count > 0)
        {
            IReadOnlyList<SwarmNode> known = await nodes.ListNodesAsync(stop).ConfigureAwait(false);
            HashSet<string> answering = [.. known.Where(node => node.Answers).Select(node => node.Id)];
            left.RemoveAll(task => !answering.Contains(task.NodeId));
        }

        return left.ToLookup(task => task.ServiceId);
    }

    private static SwarmException TimedOut(SwarmService service, bool exists, IReadOnlyList<SwarmTask> left, TimeSpan timeout) => new(
        ErrorId.RemovalTimedOut,
        exists
            ? $"The service '{service.Name}' still exists after {SwarmText.Duration(timeout)}."
            : $"The service '{service.Name}' was removed, but after {SwarmText.Duration(timeout)} {left.Count} of its tasks have not ended yet, the first on node '{left[0].NodeId}'.");
}
