using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;

namespace SwarmTools.Logs;

/// <summary>The names of the tasks and nodes that write into logs, asked for when an unknown one turns up.</summary>
internal sealed class LogNames(ITaskApi tasks, IServiceApi services, INodeApi nodes)
{
    private readonly Dictionary<string, SwarmTask?> _tasks = new(StringComparer.Ordinal);
    private Dictionary<string, string> _nodes = new(StringComparer.Ordinal);

    /// <summary>The task of an id; null when the swarm has forgotten it.</summary>
    public SwarmTask? TaskOf(string id) => _tasks.TryGetValue(id, out SwarmTask? task) ? task : null;

    public string NodeOf(string id) => _nodes.TryGetValue(id, out string? name) ? name : "";

    /// <summary>Asks once for the tasks of a service when one of these is unknown; ids that stay unknown are not asked for again.</summary>
    public async Task LearnAsync(string serviceId, IEnumerable<string> ids, CancellationToken stop)
    {
        HashSet<string> unknown = [.. ids.Where(id => id.Length > 0 && !_tasks.ContainsKey(id))];
        if (unknown.Count == 0)
        {
            return;
        }

        Task<IReadOnlyList<SwarmNode>> knownNodes = nodes.ListNodesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> knownTasks = TasksOfAsync(serviceId, stop);
        Task<IReadOnlyList<SwarmService>> knownServices = services.ListServicesAsync(stop);
        await Task.WhenAll(knownNodes, knownTasks, knownServices).ConfigureAwait(false);
        IReadOnlyList<SwarmNode> nodeList = await knownNodes.ConfigureAwait(false);
        _nodes = nodeList.ToDictionary(node => node.Id, node => node.Name);
        foreach (SwarmTask task in TaskNames.Named(await knownTasks.ConfigureAwait(false), await knownServices.ConfigureAwait(false), nodeList))
        {
            _tasks[task.Id] = task;
        }

        foreach (string id in unknown.Where(id => !_tasks.ContainsKey(id)))
        {
            _tasks[id] = null;
        }
    }

    private async Task<IReadOnlyList<SwarmTask>> TasksOfAsync(string serviceId, CancellationToken stop)
    {
        try
        {
            return await tasks.ListTasksAsync(new() { ServiceIds = [serviceId] }, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound))
        {
            // Removed while its log is read: the lines come without names then.
            return [];
        }
    }
}
