using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Tasks;
using SwarmTools.Text;

namespace SwarmTools.Logs;

/// <summary>Finds the logs of services and tasks of one swarm.</summary>
/// <param name="swarm">The swarm.</param>
/// <param name="tasks">The tasks.</param>
/// <param name="services">The services.</param>
/// <param name="nodes">The nodes.</param>
/// <param name="request">How much of each is wanted.</param>
internal sealed class LogFinder(LogSwarm swarm, ITaskApi tasks, IServiceApi services, INodeApi nodes, LogRequest request)
{
    private IReadOnlyList<SwarmTask> _known = [];
    private IReadOnlyList<SwarmService> _services = [];

    /// <summary>The logs of a service: one where it is followed, and otherwise one of each task, which can be put in the order of time.</summary>
    /// <param name="service">The service.</param>
    /// <param name="warn">Takes which tasks' logs are out of reach.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<IReadOnlyList<LogSource>> OfServiceAsync(SwarmService service, Action<string> warn, CancellationToken stop)
    {
        LogRequest whole = request with { Id = service.Id, Name = service.Name, Tty = service.Tty };
        if (request.Follow)
        {
            return [new(swarm, whole, service.Id, service.Name)];
        }

        Task<IReadOnlyList<SwarmTask>> all = tasks.ListTasksAsync(new() { ServiceIds = [service.Id] }, stop);
        Task<IReadOnlyList<SwarmNode>> allNodes = nodes.ListNodesAsync(stop);
        await Task.WhenAll(all, allNodes).ConfigureAwait(false);
        Dictionary<string, SwarmNode> known = (await allNodes.ConfigureAwait(false)).ToDictionary(node => node.Id, StringComparer.Ordinal);
        IReadOnlyList<SwarmTask> written = [.. TaskNames.Named(await all.ConfigureAwait(false), [service], [.. known.Values]).Where(task => task.ContainerId.Length > 0)];
        bool IsInReach(SwarmTask task) => known.TryGetValue(task.NodeId, out SwarmNode? node) && node.Answers;
        foreach (IGrouping<string, SwarmTask> silent in written.Where(task => !IsInReach(task)).GroupBy(task => task.NodeName, StringComparer.Ordinal))
        {
            warn($"The node '{silent.Key}' does not answer: what {string.Join(", ", silent.Select(task => task.Name).Distinct())} wrote there is missing.");
        }

        return [.. written.Where(IsInReach).Select(task => new LogSource(swarm, whole with { Id = task.Id, Name = task.Name, IsTask = true, NodeId = task.NodeId }, service.Id, service.Name))];
    }

    /// <summary>The log of a task by its name or id; null where the swarm has no such task.</summary>
    public async Task<LogSource?> OfTaskAsync(string nameOrId, CancellationToken stop)
    {
        SwarmTask? task = TaskFinder.Newest(_known, nameOrId);
        if (task is null)
        {
            _known = await new TaskFinder(tasks, services, nodes).FindAsync(TaskQuery.All, stop).ConfigureAwait(false);
            task = TaskFinder.Newest(_known, nameOrId);
        }

        if (task is null)
        {
            return null;
        }

        if (_services.All(service => service.Id != task.ServiceId))
        {
            _services = await services.ListServicesAsync(stop).ConfigureAwait(false);
        }

        bool tty = _services.FirstOrDefault(service => service.Id == task.ServiceId)?.Tty ?? false;
        return new(swarm, request with { Id = task.Id, Name = task.Name, IsTask = true, NodeId = task.NodeId, Tty = tty }, task.ServiceId, task.ServiceName);
    }
}
