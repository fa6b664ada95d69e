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
        LostAnswers.RemoveAsync(late => services.RemoveServiceAsync(service.Id, service.Name, late), ErrorId.ServiceNotFound, stop);

    /// <summary>Waits until no task of services that were removed is left on a node that answers. Emits each service once.</summary>
    public Task WaitAsync(IReadOnlyList<SwarmService> removed, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(removed, NoServices, NotEnded("removed", ErrorId.RemovalTimedOut), IsInTheWay, timeout, emit, stop);

    /// <summary>Waits until somebody removed services and their tasks are gone. Emits each service once.</summary>
    /// <param name="leaving">The services. One without an id was gone before; nobody knows which tasks were its own, so all that have no service any more are waited for.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="emit">Takes what became of each.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task AwaitRemovalAsync(IReadOnlyList<SwarmService> leaving, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(leaving, services.ListServicesAsync, NotEnded("removed", ErrorId.RemovalTimedOut), IsInTheWay, timeout, emit, stop);

    /// <summary>Waits until the tasks of services that were stopped have ended. Emits each service once.</summary>
    public Task AwaitStopAsync(IReadOnlyList<SwarmService> stopped, TimeSpan timeout, Action<ServiceRemoval> emit, CancellationToken stop) =>
        WaitAsync(stopped, NoServices, NotEnded("stopped", ErrorId.StopTimedOut), (task, _) => task.State <= SwarmTaskState.Running, timeout, emit, stop);

    // Engines forget the tasks of what was removed when they have ended; but old ones keep those of jobs for good.
    private static bool IsInTheWay(SwarmTask task, SwarmService service) => task.State <= SwarmTaskState.Running || (service.Id.Length > 0 && !service.Mode.IsJob());

    private static Task<IReadOnlyList<SwarmService>> NoServices(CancellationToken stop) => Task.FromResult<IReadOnlyList<SwarmService>>([]);

    private async Task WaitAsync(
        IReadOnlyList<SwarmService> leaving,
        Func<CancellationToken, Task<IReadOnlyList<SwarmService>>> list,
        Func<SwarmService, IReadOnlyList<SwarmTask>, string, SwarmException> failure,
        Func<SwarmTask, SwarmService, bool> isLeft,
        TimeSpan timeout,
        Action<ServiceRemoval> emit,
        CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        List<SwarmService> waiting = [.. leaving];
        while (true)
        {
            Patience patience = Patience.Until(clock, deadline);
            HashSet<string> existing = [.. (await patience.AskAsync(list, stop).ConfigureAwait(false)).Select(service => service.Id)];
            bool IsOf(SwarmTask task, SwarmService service) =>
                (service.Id.Length > 0 ? task.ServiceId == service.Id : task.ServiceId.Length > 0 && !existing.Contains(task.ServiceId)) && isLeft(task, service);
            IReadOnlyList<SwarmTask> left = await patience.AskAsync(late => LeftAsync(task => waiting.Exists(service => IsOf(task, service)), late), stop).ConfigureAwait(false);
            IReadOnlyList<SwarmTask> TasksOf(SwarmService service) => [.. left.Where(task => IsOf(task, service))];
            foreach (SwarmService gone in waiting.Where(service => !existing.Contains(service.Id) && TasksOf(service).Count == 0).ToList())
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
                waiting.ForEach(late => emit(new(late, deadline.Waited, existing.Contains(late.Id) ? StillExists(late, after) : failure(late, TasksOf(late), after))));
                return;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    // All tasks, because the engine refuses to filter by a service that is gone; those on nodes that do not answer end when they can.
    private async Task<IReadOnlyList<SwarmTask>> LeftAsync(Func<SwarmTask, bool> isLeft, CancellationToken stop)
    {
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmTask> left = [.. all.Where(isLeft)];
        if (left.Count == 0)
        {
            return left;
        }

        IReadOnlyList<SwarmNode> known = await nodes.ListNodesAsync(stop).ConfigureAwait(false);
        Dictionary<string, string> answering = known.Where(node => node.Answers).ToDictionary(node => node.Id, node => node.Name);
        return [.. left.Where(task => answering.ContainsKey(task.NodeId)).Select(task => task.Named(task.ServiceName, answering[task.NodeId]))];
    }

    private static SwarmException StillExists(SwarmService service, string after) =>
        new(ErrorId.RemovalTimedOut, $"The service '{service.Name}' still exists after {after}.");

    private static Func<SwarmService, IReadOnlyList<SwarmTask>, string, SwarmException> NotEnded(string done, ErrorId id) => (late, left, after) => new(
        id, $"The service '{late.Name}' was {done}, but after {after} {left.Count} of its tasks have not ended yet, the first on node '{left[0].NodeName}'.{(late.Mode.IsJob() ? " An old engine, such as 20.10, lets the tasks of a removed job run on." : "")}");
}
