using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;

namespace SwarmTools.Tasks;

/// <summary>Reads tasks with the names of their services and nodes.</summary>
internal sealed class TaskFinder(ITaskApi tasks, IServiceApi services, INodeApi nodes)
{
    public async Task<IReadOnlyList<SwarmTask>> FindAsync(TaskQuery query, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmTask>> found = tasks.ListTasksAsync(query, stop);
        Task<IReadOnlyList<SwarmService>> knownServices = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmNode>> knownNodes = nodes.ListNodesAsync(stop);
        await Task.WhenAll(found, knownServices, knownNodes).ConfigureAwait(false);
        IReadOnlyList<SwarmTask> named = TaskNames.Named(
            await found.ConfigureAwait(false), await knownServices.ConfigureAwait(false), await knownNodes.ConfigureAwait(false));
        return [.. named.OrderBy(task => task.ServiceName, StringComparer.Ordinal).ThenBy(task => task.Slot == 0 ? task.NodeName : "", StringComparer.Ordinal)];
    }

    /// <summary>The task of a name, also as tables show it, or of an id; of several that had one slot in turn the one that is wanted, then the newest; null for none.</summary>
    public static SwarmTask? Newest(IReadOnlyList<SwarmTask> all, string nameOrId) =>
        ByTurn(all.Where(task => task.Name == nameOrId || task.Id == nameOrId || View.Task(task) == nameOrId)).FirstOrDefault();

    /// <summary>The task of each slot that is wanted, or else the newest, or of each node for global services, in the given order.</summary>
    public static IReadOnlyList<SwarmTask> Newest(IReadOnlyList<SwarmTask> all)
    {
        HashSet<string> newest = [.. all
            .GroupBy(task => (task.ServiceId, task.Slot, task.Slot == 0 ? task.NodeId : ""))
            .Select(slot => ByTurn(slot).First().Id)];
        return [.. all.Where(task => newest.Contains(task.Id))];
    }

    // With the order start-first a new task that failed is younger than the one that still runs.
    private static IEnumerable<SwarmTask> ByTurn(IEnumerable<SwarmTask> slot) =>
        slot.OrderBy(task => task.DesiredState > SwarmTaskState.Complete).ThenByDescending(task => task.CreatedAt);
}
