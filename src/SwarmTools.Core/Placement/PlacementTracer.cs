using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Placement;

/// <summary>Says of each node whether it can take a task of a service, and why not. Pure: from one snapshot to the verdicts.</summary>
internal static class PlacementTracer
{
    private const string Unallocated = "The task waits for addresses and ports: no node is looked for before it has them.";

    /// <summary>The verdicts on a service: of a task that waits, or of one task more.</summary>
    public static IReadOnlyList<SwarmPlacementVerdict> OfService(PlacementSnapshot seen, SwarmService service) => service.Mode.IsOnEachNode()
        ? [.. Nodes(seen).Select(node => OnNode(seen, service, Waiting(seen, service, node.Id), node))]
        : Anywhere(seen, service, Waiting(seen, service, ""));

    /// <summary>The verdicts on a task: as if it were not yet where it is.</summary>
    public static IReadOnlyList<SwarmPlacementVerdict> OfTask(PlacementSnapshot seen, SwarmService service, SwarmTask task) => service.Mode.IsOnEachNode()
        ? [.. Nodes(seen).Where(node => node.Id == task.NodeId).Select(node => OnNode(seen, service, task, node))]
        : Anywhere(seen, service, task);

    // The scheduler looks for one node among all.
    private static SwarmPlacementVerdict[] Anywhere(PlacementSnapshot seen, SwarmService service, SwarmTask? task)
    {
        PlacementNeeds needs = Needs(seen, service, task);
        (NodeRoom Room, PlacementRefusal? Refusal)[] judged = [.. NodeRooms.Of(seen, placed => placed.Id != task?.Id).Select(room => (room, PlacementFilters.Judge(needs, room)))];
        string explanation = judged.Any(node => node.Refusal is null) ? "" : PlacementMessage.OfAll(judged.Select(node => node.Refusal!.Filter));
        return [.. judged.Select(node => Verdict(seen, service, task, node.Room, node.Refusal, explanation))];
    }

    // The task was made for this node; it has one at most.
    private static SwarmPlacementVerdict OnNode(PlacementSnapshot seen, SwarmService service, SwarmTask? task, SwarmNode node)
    {
        NodeRoom room = NodeRooms.Of(seen with { Nodes = [node] }, placed => placed.ServiceId != service.Id)[0];
        PlacementRefusal? refusal = PlacementFilters.Judge(Needs(seen, service, task), room);
        return Verdict(seen, service, task, room, refusal, refusal is null ? "" : PlacementMessage.OfOne(refusal.Filter));
    }

    private static SwarmPlacementVerdict Verdict(
        PlacementSnapshot seen, SwarmService service, SwarmTask? task, NodeRoom room, PlacementRefusal? refusal, string explanation)
    {
        bool isUnallocated = task?.State is SwarmTaskState.New or SwarmTaskState.Allocated;
        string said = task?.State <= SwarmTaskState.Pending ? (task.Error.Length > 0 ? task.Error : isUnallocated ? task.Message : "") : "";
        return new()
        {
            ServiceName = service.Name,
            ServiceId = service.Id,
            Mode = service.Mode,
            TaskName = task?.Name ?? "",
            NodeName = room.Node.Name,
            NodeId = room.Node.Id,
            Fits = refusal is null,
            Filter = refusal?.Filter ?? SwarmPlacementFilter.None,
            Detail = refusal?.Why ?? "",
            TaskCount = seen.Tasks.Count(other => other.ServiceId == service.Id && other.NodeId == room.Node.Id && NodeRooms.IsActive(other)),
            LastError = LastError(seen, service, room.Node),
            Explanation = isUnallocated ? Unallocated : explanation,
            EngineMessage = said,
            AgreesWithEngine = said.Length == 0 || isUnallocated ? null : PlacementMessage.AreSame(said, explanation),
        };
    }

    private static IEnumerable<SwarmNode> Nodes(PlacementSnapshot seen) => seen.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal);

    private static PlacementNeeds Needs(PlacementSnapshot seen, SwarmService service, SwarmTask? task) => PlacementNeeds.Of(
        service,
        (task is { RawJson.Length: > 0 } ? JsonNode.Parse(task.RawJson)?["Spec"] : ServiceSpec.Of(service).Json["TaskTemplate"]) as JsonObject ?? [],
        seen.Networks);

    // The newest: it is made of the present spec. What waits for a node was looked at by the scheduler, what waits for addresses was not.
    private static SwarmTask? Waiting(PlacementSnapshot seen, SwarmService service, string nodeId) => seen.Tasks
        .Where(task => task.ServiceId == service.Id && task.NodeId == nodeId && task.DesiredState <= SwarmTaskState.Complete
            && task.State is SwarmTaskState.New or SwarmTaskState.Allocated or SwarmTaskState.Pending)
        .OrderByDescending(task => task.State).ThenByDescending(task => task.CreatedAt).ThenBy(task => task.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string LastError(PlacementSnapshot seen, SwarmService service, SwarmNode node) => seen.Tasks
        .Where(task => task.ServiceId == service.Id && task.NodeId == node.Id)
        .OrderByDescending(task => task.CreatedAt)
        .FirstOrDefault() is { State: SwarmTaskState.Failed or SwarmTaskState.Rejected } task ? task.Error : "";
}
