using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Services;

/// <summary>
/// Reads services with counts that tell tasks that run from those on nodes that do not answer, and from those that a newer one has replaced already and that
/// are about to end: engines count all of them as running.
/// </summary>
internal sealed class ServiceFinder(IServiceApi services, ITaskApi tasks, INodeApi nodes)
{
    public async Task<IReadOnlyList<SwarmService>> ListAsync(CancellationToken stop) =>
        await CountAsync(await services.ListServicesAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    /// <summary>One service by its id.</summary>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>.</exception>
    public async Task<SwarmService> GetAsync(string id, CancellationToken stop) =>
        (await CountAsync([await services.GetServiceWithCountsAsync(id, stop).ConfigureAwait(false)], stop).ConfigureAwait(false))[0];

    /// <summary>Those of some services that use an object: that have tasks on a node, belong to a stack, or name a secret, config or network in their spec.</summary>
    public async Task<IReadOnlyList<SwarmService>> UsersAsync(Type kind, string id, IReadOnlyList<SwarmService> all, CancellationToken stop)
    {
        if (kind == typeof(SwarmNode))
        {
            HashSet<string> there = await OnNodeAsync(id, stop).ConfigureAwait(false);
            return [.. all.Where(service => there.Contains(service.Id))];
        }

        return [.. all.Where(service => kind == typeof(SwarmStack) ? service.StackName == id : IdsOf(service, kind).Contains(id))];
    }

    private static IReadOnlyList<string> IdsOf(SwarmService service, Type kind) =>
        kind == typeof(SwarmSecret) ? service.SecretIds : kind == typeof(SwarmConfig) ? service.ConfigIds : service.NetworkIds;

    private async Task<IReadOnlyList<SwarmService>> CountAsync(IReadOnlyList<SwarmService> all, CancellationToken stop)
    {
        // Only what runs can be out of reach.
        if (all.All(service => service.RunningTasks == 0))
        {
            return all;
        }

        HashSet<string> silent = [.. (await nodes.ListNodesAsync(stop).ConfigureAwait(false)).Where(node => !node.Answers).Select(node => node.Id)];
        if (silent.Count == 0 && all.All(service => Excess(service) == 0))
        {
            return all;
        }

        ILookup<string, SwarmTask> running = (await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false))
            .Where(task => task.State == SwarmTaskState.Running)
            .ToLookup(task => task.ServiceId);
        foreach (SwarmService service in all)
        {
            service.UnreachableTasks = running[service.Id].Count(task => silent.Contains(task.NodeId));
            service.RunningTasks = Math.Max(0, service.RunningTasks - service.UnreachableTasks);
            // Tasks of jobs are wanted to complete.
            service.RunningTasks -= Math.Min(Excess(service), running[service.Id].Count(task => task.DesiredState > SwarmTaskState.Complete && !silent.Contains(task.NodeId)));
        }

        return all;
    }

    private static long Excess(SwarmService service) => Math.Max(0, service.RunningTasks - service.DesiredTasks);

    /// <summary>The ids of the services of which a node has tasks, or is to get some.</summary>
    public async Task<HashSet<string>> OnNodeAsync(string nodeId, CancellationToken stop)
    {
        IReadOnlyList<SwarmTask> all = await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false);
        // Tasks of jobs are wanted to complete.
        return [.. all.Where(task => task.NodeId == nodeId && task.State <= SwarmTaskState.Running && task.DesiredState <= SwarmTaskState.Complete).Select(task => task.ServiceId)];
    }
}
