using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Placement;

/// <summary>Plans how the tasks of services are spread evenly over the nodes that may run them. Pure.</summary>
internal static class PlacementPlanner
{
    // A task's name holds its slot too.
    private static readonly string[] s_wordsOfSlot = [".Task.Slot", ".Task.Name"];

    /// <summary>The plans of some services, by name; each counts with what those before it change.</summary>
    public static IReadOnlyList<PlacementPlan> Of(PlacementSnapshot seen, IEnumerable<SwarmService> services)
    {
        IReadOnlyList<NodeRoom> rooms = NodeRooms.Of(seen, _ => true);
        List<PlacementPlan> plans = [];
        foreach (SwarmService service in services.OrderBy(service => service.Name, StringComparer.Ordinal))
        {
            plans.Add(Of(seen, service, rooms, out rooms));
        }

        return plans;
    }

    private static PlacementPlan Of(PlacementSnapshot seen, SwarmService service, IReadOnlyList<NodeRoom> rooms, out IReadOnlyList<NodeRoom> after)
    {
        JsonObject spec = ServiceSpec.Of(service).Json;
        PlacementNeeds needs = PlacementNeeds.Of(service, spec["TaskTemplate"] as JsonObject ?? [], seen.Networks);
        long left = SurgeEdits.ExtraOf(spec);
        PlacementSpread spread = new PlacementSpread(needs, rooms).Without(left);
        PlacementSpread goal = spread;
        IReadOnlyList<SwarmPlacementMove> moves = service.Mode == SwarmServiceMode.Replicated ? spread.Moves(out goal) : [];
        string? obstacle = service.Mode != SwarmServiceMode.Replicated || moves.Count > 0 ? Obstacle(seen, service, spec) : null;
        after = obstacle is null ? goal.Rooms : spread.Rooms;
        return new(service, spread)
        {
            Moves = obstacle is null ? moves : [],
            SkewAfter = obstacle is null ? goal.Skew : spread.Skew,
            Obstacle = obstacle,
            Left = left,
            IsMarked = SurgeEdits.IsMarked(spec),
        };
    }

    private static string? Obstacle(PlacementSnapshot seen, SwarmService service, JsonObject spec)
    {
        HashSet<string> up = [.. seen.Nodes.Where(node => node.Answers).Select(node => node.Id)];
        int running = seen.Tasks.Count(task => task.ServiceId == service.Id && task.State == SwarmTaskState.Running && NodeRooms.IsActive(task) && up.Contains(task.NodeId));
        return ServiceMobility.WhyFixed(service)
            ?? (ServiceOptions.Preferences.Read(spec) is JsonArray { Count: > 0 } ? "its placement preferences say how it is spread"
                : WordOfSlot(spec) is { } word ? $"its tasks are told their number ({{{{{word}}}}}), and a moved task has another"
                : service.IsUpdateHeld || service.UpdateState is SwarmUpdateState.Paused or SwarmUpdateState.RollbackPaused ? "its update is held: finish it first with Resume-SwarmServiceUpdate or Undo-SwarmServiceUpdate"
                : service.UpdateState is SwarmUpdateState.Updating or SwarmUpdateState.RollbackStarted ? "an update of it is under way: Wait-SwarmService waits for its end"
                : running != service.Replicas ? $"{running} of {service.Replicas} tasks run: see Trace-SwarmPlacement and Get-SwarmTask"
                : null);
    }

    private static string? WordOfSlot(JsonObject spec)
    {
        string container = spec["TaskTemplate"]?["ContainerSpec"]?.ToJsonString() ?? "";
        return s_wordsOfSlot.FirstOrDefault(container.Contains);
    }
}
