using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Finds the nodes that may have volumes of a stack: those that its tasks ran on, as far as the swarm remembers.</summary>
internal sealed class StackVolumeNodes(IServiceApi services, ITaskApi tasks, INodeApi nodes)
{
    /// <summary>The nodes that ran tasks of a stack which mount volumes by name, by their names.</summary>
    public async Task<IReadOnlyList<SwarmNode>> OfAsync(string stack, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmService>> all = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> known = tasks.ListTasksAsync(TaskQuery.All, stop);
        Task<IReadOnlyList<SwarmNode>> swarm = nodes.ListNodesAsync(stop);
        await Task.WhenAll(all, known, swarm).ConfigureAwait(false);
        HashSet<string> mounting = new((await all.ConfigureAwait(false)).Where(service => service.StackName == stack && HasVolume(service)).Select(service => service.Id), StringComparer.Ordinal);
        HashSet<string> ran = new((await known.ConfigureAwait(false)).Where(task => mounting.Contains(task.ServiceId)).Select(task => task.NodeId), StringComparer.Ordinal);
        return [.. (await swarm.ConfigureAwait(false)).Where(node => ran.Contains(node.Id))];
    }

    private static bool HasVolume(SwarmService service) => VolumeNames.In(ServiceSpec.Of(service).Json).Any();
}
