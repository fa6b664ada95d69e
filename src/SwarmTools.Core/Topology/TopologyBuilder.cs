using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Tasks;

namespace SwarmTools.Topology;

/// <summary>Makes a picture of what was read of a swarm. Pure.</summary>
internal sealed class TopologyBuilder(SwarmView seen, TopologyFilter filter)
{
    private readonly Dictionary<string, SwarmService> _services = seen.Services.ToDictionary(service => service.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, SwarmNode> _nodes = seen.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
    private readonly HashSet<string> _checked = [.. seen.Services.Where(IsChecked).Select(service => service.Id)];
    private readonly ILookup<(string, string), SwarmTask> _places = seen.Tasks.OrderByDescending(task => task.CreatedAt).ToLookup(PlaceOf);

    /// <param name="name">What the swarm is called.</param>
    public SwarmTopology Build(string name)
    {
        SwarmService[] services = [.. seen.Services.Where(service => filter.IsService?.Invoke(service) ?? true).OrderBy(service => service.Name, StringComparer.Ordinal)];
        HashSet<string> wanted = [.. services.Select(service => service.Id)];
        ILookup<string, SwarmTopologyTask> tasks = Shown()
            .Where(task => filter.IsService is null || wanted.Contains(task.ServiceId))
            .OrderBy(task => task.ServiceName, StringComparer.Ordinal).ThenBy(task => task.Slot).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id, StringComparer.Ordinal)
            .Select(Look)
            .ToLookup(task => _nodes.ContainsKey(task.Task.NodeId) ? task.Task.NodeId : "");
        return new()
        {
            Name = name,
            TakenAt = seen.At,
            Services = services,
            CheckedServices = _checked,
            Unplaced = filter.IsNode is null ? [.. tasks[""]] : [],
            Nodes = [.. seen.Nodes
                .Where(node => filter.IsNode?.Invoke(node) ?? true)
                .OrderBy(node => node.Role == SwarmNodeRole.Worker).ThenBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal)
                .Select(node => new SwarmTopologyNode { Node = node, Tasks = [.. tasks[node.Id]] })],
        };
    }

    // What has its place now, and what is still there although another one has it. What ended because it was told to is history.
    private IEnumerable<SwarmTask> Shown()
    {
        HashSet<string> current = [.. TaskFinder.Newest(seen.Tasks).Where(task => !HasLeft(task)).Select(task => task.Id)];
        return seen.Tasks.Where(task => current.Contains(task.Id) || (task.State <= SwarmTaskState.Running && !IsGone(task)));
    }

    private static bool HasLeft(SwarmTask task) =>
        task.State is SwarmTaskState.Shutdown or SwarmTaskState.Orphaned or SwarmTaskState.Remove;

    // A task that never came to a node, and is not wanted any more.
    private static bool IsGone(SwarmTask task) => task.DesiredState > SwarmTaskState.Complete && task.State < SwarmTaskState.Assigned;

    private SwarmTopologyTask Look(SwarmTask task)
    {
        SwarmTaskCondition condition = ConditionOf(task);
        return new()
        {
            Task = task,
            Condition = condition,
            Problem = condition is SwarmTaskCondition.Waiting or SwarmTaskCondition.Starting or SwarmTaskCondition.Failed or SwarmTaskCondition.Unknown ? ProblemOf(task) : "",
        };
    }

    private SwarmTaskCondition ConditionOf(SwarmTask task) => task.State switch
    {
        SwarmTaskState.Unknown => SwarmTaskCondition.Unknown,
        SwarmTaskState.Complete => SwarmTaskCondition.Complete,
        > SwarmTaskState.Running => SwarmTaskCondition.Failed,
        >= SwarmTaskState.Assigned when !_nodes.TryGetValue(task.NodeId, out SwarmNode? node) || !node.Answers => SwarmTaskCondition.Unreachable,
        _ when task.DesiredState > SwarmTaskState.Complete => SwarmTaskCondition.Stopping,
        SwarmTaskState.Running => _checked.Contains(task.ServiceId) ? SwarmTaskCondition.Healthy : SwarmTaskCondition.Running,
        // Ready is what comes before a start that waits its turn: after a failure, or in an update.
        SwarmTaskState.Ready when task.DesiredState == SwarmTaskState.Ready => SwarmTaskCondition.Waiting,
        >= SwarmTaskState.Assigned => SwarmTaskCondition.Starting,
        _ => SwarmTaskCondition.Waiting,
    };

    // Of those that had its place only the last one tells: what failed long ago is not why it waits now.
    private string ProblemOf(SwarmTask task) => task.Error.Length > 0
        ? task.Error
        : _places[PlaceOf(task)].SkipWhile(other => other.Id != task.Id).Skip(1).FirstOrDefault()?.Error ?? "";

    private static (string, string) PlaceOf(SwarmTask task) =>
        (task.ServiceId, task.Slot > 0 ? task.Slot.ToString(CultureInfo.InvariantCulture) : task.NodeId);

    // NONE takes the check of the image away.
    private static bool IsChecked(SwarmService service) =>
        ServiceOptions.HealthTest.Read(ServiceSpec.Of(service).Json) is JsonArray { Count: > 0 } test && (string?)test[0] is not (null or "" or "NONE");
}
