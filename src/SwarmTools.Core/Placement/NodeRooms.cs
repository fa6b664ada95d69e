using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Placement;

/// <summary>Counts what the tasks of each node take. Pure.</summary>
internal static class NodeRooms
{
    /// <summary>All nodes by name, each with what its tasks leave free.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="isCounted">Whether a task is counted.</param>
    public static IReadOnlyList<NodeRoom> Of(PlacementSnapshot seen, Func<SwarmTask, bool> isCounted)
    {
        Dictionary<string, SwarmService> services = seen.Services.ToDictionary(service => service.Id, StringComparer.Ordinal);
        ILookup<string, SwarmTask> placed = seen.Tasks.Where(task => IsPlaced(task) && isCounted(task)).ToLookup(task => task.NodeId);
        return [.. seen.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal)
            .Select(node => Of(node, [.. placed[node.Id]], services))];
    }

    /// <summary>Whether a task takes something of its node: from when it was given to the node until it has ended.</summary>
    public static bool IsPlaced(SwarmTask task) => task.NodeId.Length > 0 && task.State is >= SwarmTaskState.Assigned and <= SwarmTaskState.Running;

    /// <summary>Whether a task that takes something of its node also counts as one of its service: one that is to end does not.</summary>
    public static bool IsActive(SwarmTask task) => IsPlaced(task) && task.DesiredState <= SwarmTaskState.Complete;

    /// <summary>What tells a port of a node from others.</summary>
    public static string KeyOf(SwarmPort port) => $"{port.PublishedPort}/{EnumText.Write(port.Protocol, '-')}";

    private static NodeRoom Of(SwarmNode node, SwarmTask[] tasks, Dictionary<string, SwarmService> services)
    {
        JsonNode? description = Json(node)["Description"];
        Reservation[] reserved = [.. tasks.Select(task => Reservation.Of(Json(task)["Spec"] as JsonObject ?? []))];
        ILookup<string, long> taken = reserved.SelectMany(kept => kept.Generic).ToLookup(kept => kept.Key, kept => kept.Value);
        return new(node)
        {
            NanoCpus = (long)Math.Round(node.Cpus * 1e9) - reserved.Sum(kept => kept.NanoCpus),
            MemoryBytes = node.MemoryBytes - reserved.Sum(kept => kept.MemoryBytes),
            Generic = GenericResourceSpec.Counts(description?["Resources"]?["GenericResources"])
                .GroupBy(resource => resource.Key, StringComparer.Ordinal)
                .ToDictionary(kind => kind.Key, kind => kind.Sum(resource => resource.Value) - taken[kind.Key].Sum(), StringComparer.Ordinal),
            Drivers = [.. (description?["Engine"]?["Plugins"] as JsonArray ?? []).Select(plugin => ((string?)plugin?["Type"] ?? "", (string?)plugin?["Name"] ?? ""))],
            HostPorts = tasks.SelectMany(task => PortsOf(task, services).Select(port => (Port: port, Task: task.Name.Length > 0 ? task.Name : task.Id)))
                .GroupBy(port => port.Port, StringComparer.Ordinal).ToDictionary(port => port.Key, port => port.First().Task, StringComparer.Ordinal),
            Tasks = tasks.Where(IsActive).GroupBy(task => task.ServiceId, StringComparer.Ordinal).ToDictionary(service => service.Key, service => service.Count(), StringComparer.Ordinal),
        };
    }

    // An engine tells the ports of a task when it runs; until then it is to have those of its service. One that the node chose is in nobody's way.
    private static IEnumerable<string> PortsOf(SwarmTask task, Dictionary<string, SwarmService> services)
    {
        IReadOnlyList<SwarmPort> own = services.TryGetValue(task.ServiceId, out SwarmService? service) ? service.Ports : [];
        return (task.Ports.Count > 0 ? task.Ports : own)
            .Where(port => port.PublishMode == SwarmPublishMode.Host && port.PublishedPort != 0
                && !own.Any(chosen => chosen.PublishMode == SwarmPublishMode.Host && chosen.PublishedPort == 0 && chosen.TargetPort == port.TargetPort && chosen.Protocol == port.Protocol))
            .Select(KeyOf);
    }

    private static JsonObject Json(SwarmObject item) => item.RawJson.Length == 0 ? [] : (JsonObject)JsonNode.Parse(item.RawJson)!;
}
