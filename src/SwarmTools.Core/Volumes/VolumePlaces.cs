using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Volumes;

/// <summary>Finds the node that has a volume: the one that was named, or the only one that tasks mounted it on, as far as the swarm remembers.</summary>
internal sealed class VolumePlaces(IServiceApi services, ITaskApi tasks, INodeApi nodes)
{
    /// <param name="name">The volume.</param>
    /// <param name="volume">The volume itself, where it was read from its node; null otherwise.</param>
    /// <param name="node">The node's name or id; empty to look for it.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException"><c>NodeNotFound</c>, <c>NameAmbiguous</c>, <c>VolumeNotFound</c>.</exception>
    public async Task<VolumePlace> FindAsync(string name, SwarmVolume? volume, string node, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmService>> allServices = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmTask>> allTasks = tasks.ListTasksAsync(TaskQuery.All, stop);
        Task<IReadOnlyList<SwarmNode>> allNodes = nodes.ListNodesAsync(stop);
        await Task.WhenAll(allServices, allTasks, allNodes).ConfigureAwait(false);
        return Of(name, volume, node, await allServices.ConfigureAwait(false), await allTasks.ConfigureAwait(false), await allNodes.ConfigureAwait(false));
    }

    /// <inheritdoc cref="FindAsync"/>
    /// <remarks>Pure.</remarks>
    public static VolumePlace Of(
        string name, SwarmVolume? volume, string node, IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmTask> tasks, IReadOnlyList<SwarmNode> nodes)
    {
        SwarmService[] mounting = [.. services.Where(service => VolumeNames.In(ServiceSpec.Of(service).Json).Any(mounted => VolumeNames.May(mounted, name)))];
        HashSet<string> ids = new(mounting.Select(service => service.Id), StringComparer.Ordinal);
        SwarmTask[] mountingTasks = [.. tasks.Where(task => ids.Contains(task.ServiceId) && task.NodeId.Length > 0)];
        SwarmNode place = node.Length > 0 ? Named(node, nodes)
            : volume is { NodeName.Length: > 0 } ? Named(volume.NodeName, nodes)
            : Mounted(name, mountingTasks, nodes);
        HashSet<string> running = new(mountingTasks.Where(task => task.NodeId == place.Id && IsUsing(task)).Select(task => task.ServiceId), StringComparer.Ordinal);
        bool wasMounted = mountingTasks.Any(task => task.NodeId == place.Id && task.ContainerId.Length > 0);
        IReadOnlyDictionary<string, string> labels = volume?.Labels ?? mounting.Select(service => LabelsIn(service, name)).FirstOrDefault(found => found.Count > 0) ?? Empty.Labels;
        return new(name, place, volume is not null || wasMounted, [.. mounting.Where(service => running.Contains(service.Id))], labels);
    }

    private static bool IsUsing(SwarmTask task) => task.State <= SwarmTaskState.Running && task.DesiredState <= SwarmTaskState.Complete;

    private static SwarmNode Named(string node, IReadOnlyList<SwarmNode> nodes)
    {
        SwarmNode[] found = [.. nodes.Where(one => one.Id == node)];
        found = found.Length > 0 ? found : [.. nodes.Where(one => one.Name == node || (node.Length >= SwarmObject.ShortestId && one.Id.StartsWith(node, StringComparison.Ordinal)))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new SwarmException(ErrorId.NodeNotFound, $"There is no node '{node}' in the swarm. See Get-SwarmNode."),
            _ => throw new SwarmException(ErrorId.NameAmbiguous, $"{found.Length} nodes are named '{node}'. Use an id: {string.Join(", ", found.Select(one => one.Id))}."),
        };
    }

    private static SwarmNode Mounted(string name, IReadOnlyList<SwarmTask> tasks, IReadOnlyList<SwarmNode> nodes)
    {
        SwarmNode[] On(Func<SwarmTask, bool> which) => [.. nodes.Where(node => tasks.Any(task => task.NodeId == node.Id && which(task)))];
        SwarmNode[] found = On(IsUsing);
        found = found.Length > 0 ? found : On(_ => true);
        return found.Length switch
        {
            1 => found[0],
            0 => throw new SwarmException(ErrorId.VolumeNotFound, $"Nobody knows where the volume '{name}' is: no service mounts it on a node. Name the node with -Node."),
            _ => throw new SwarmException(ErrorId.NameAmbiguous, $"Each of {found.Length} nodes has a volume '{name}' of its own: {string.Join(", ", found.Select(node => node.Name))}. Name the one that is meant with -Node."),
        };
    }

    private static IReadOnlyDictionary<string, string> LabelsIn(SwarmService service, string name) =>
        (ServiceOptions.Mounts.Read(ServiceSpec.Of(service).Json) as JsonArray ?? []).OfType<JsonObject>()
            .Where(mount => (string?)mount["Source"] == name)
            .Select(mount => mount["VolumeOptions"]?["Labels"] as JsonObject)
            .FirstOrDefault(labels => labels is not null)?
            .ToDictionary(label => label.Key, label => (string?)label.Value ?? "", StringComparer.Ordinal) ?? Empty.Labels;
}
