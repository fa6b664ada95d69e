using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Services;

/// <summary>Removes services, and waits until the tasks of removed or stopped ones are gone, so that names, ports and networks are free again.</summary>
internal sealed class ServiceRemover(IServiceApi services, ITaskApi tasks, INodeApi nodes, IClock clock)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public Task RemoveAsync(SwarmService service, CancellationToken stop) =>
        services.RemoveServiceAsync(service.Id, service.Name, stop);

    /// <summary>Waits until no task of services that were removed is left on a node that answers. Emits each service once.</summary>
    public Task WaitAsync(IReadOnlyList<SwarmService> removed, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(removed, existing: [], NotEnded("removed", ErrorId.RemovalTimedOut), _ => true, timeout, emit, stop);

    /// <summary>Waits until somebody removed services and their tasks are gone. Emits each service once.</summary>
    public Task AwaitRemovalAsync(IReadOnlyList<SwarmService> leaving, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(leaving, [.. leaving.Select(service => service.Id)], NotEnded("removed", ErrorId.RemovalTimedOut), _ => true, timeout, emit, stop);

    /// <summary>Waits until the tasks of services that were stopped have ended. Emits each service once.</summary>
    public Task AwaitStopAsync(IReadOnlyList<SwarmService> stopped, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(stopped, existing: [], NotEnded("stopped", ErrorId.StopTimedOut), task => task.State <= SwarmTaskState.Running, timeout, emit, stop);

    private async Task WaitAsync(
        IReadOnlyList<SwarmService> leaving,
        HashSet<string> existing,
        Func<SwarmService, IReadOnlyList<SwarmTask>, string, SwarmException> failure,
        Func<SwarmTask, bool> isLeft,
        TimeSpan timeout,
        Action<ServiceRemoval> emit,
        CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        List<SwarmService> waiting = [.. leaving];
        while (true)
        {
            if (existing.Count > 0)
            {
                existing.IntersectWith((await services.ListServicesAsync(stop).ConfigureAwait(false)).Select(service => service.Id));
            }

            ILookup<string, SwarmTask> left = await LeftAsync(waiting, isLeft, stop).ConfigureAwait(false);
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
                string after = SwarmText.Duration(timeout);
                waiting.ForEach(late => emit(new(late, deadline.Waited, existing.Contains(late.Id) ? StillExists(late, after) : failure(late, [.. left[late.Id]], after))));
                return;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    private async Task<ILookup<string, SwarmTask>> LeftAsync(IEnumerable<SwarmService> leaving, Func<SwarmTask, bool> isLeft, CancellationToken stop)
    {
        HashSet<string> ids = [.. leaving.Select(service => service.Id)];
        // All tasks, because the engine refuses to filter by a service that is gone.
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false);
        List<SwarmTask> left = [.. all.Where(task => ids.Contains(task.ServiceId) && isLeft(task))];
        if (left.Count > 0)
        {
            IReadOnlyList<SwarmNode> known = await nodes.ListNodesAsync(stop).ConfigureAwait(false);
            HashSet<string> answering = [.. known.Where(node => node.Answers).Select(node => node.Id)];
            left.RemoveAll(task => !answering.Contains(task.NodeId));
        }

        return left.ToLookup(task => task.ServiceId);
    }

    private static SwarmException StillExists(SwarmService service, string after) =>
        new(ErrorId.RemovalTimedOut, $"The service '{service.Name}' still exists after {after}.");

    private static Func<SwarmService, IReadOnlyList<SwarmTask>, string, SwarmException> NotEnded(string done, ErrorId id) => (service, left, after) => new(
        id, $"The service '{service.Name}' was {done}, but after {after} {left.Count} of its tasks have not ended yet, the first on node '{left[0].NodeId}'.");
}
