using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Nodes;

/// <summary>Which services can leave a node without a loss, and which cannot. Pure.</summary>
/// <param name="Movable">Services whose tasks on the node can be started elsewhere first.</param>
/// <param name="Fixed">The others, each with the reason.</param>
internal sealed record DrainPlan(IReadOnlyList<SwarmService> Movable, IReadOnlyList<string> Fixed)
{
    /// <param name="node">The node.</param>
    /// <param name="nodes">All nodes.</param>
    /// <param name="services">All services.</param>
    /// <param name="tasks">All tasks.</param>
    public static DrainPlan Of(SwarmNode node, IReadOnlyList<SwarmNode> nodes, IReadOnlyList<SwarmService> services, IReadOnlyList<SwarmTask> tasks)
    {
        HashSet<string> ids = new(TasksOn(node, tasks).Select(task => task.ServiceId), StringComparer.Ordinal);
        List<SwarmService> movable = [];
        List<string> others = [];
        foreach (SwarmService service in services.Where(service => ids.Contains(service.Id)))
        {
            if (WhyFixed(service, node, nodes) is { } why)
            {
                others.Add($"{service.Name}: {why}");
            }
            else
            {
                movable.Add(service);
            }
        }

        return new(movable, others);
    }

    /// <summary>The tasks on a node that run or are to run.</summary>
    public static IEnumerable<SwarmTask> TasksOn(SwarmNode node, IReadOnlyList<SwarmTask> tasks) =>
        tasks.Where(task => task.NodeId == node.Id && task.State <= SwarmTaskState.Running && task.State != SwarmTaskState.Unknown);

    private static string? WhyFixed(SwarmService service, SwarmNode node, IReadOnlyList<SwarmNode> nodes)
    {
        string[] constraints = [.. (ServiceOptions.Constraints.Read(ServiceSpec.Of(service).Json) as JsonArray ?? []).Select(constraint => (string?)constraint ?? "")];
        return ServiceMobility.WhyFixed(service)
            ?? (nodes.Any(other => other.Id != node.Id && other is { State: SwarmNodeState.Ready, Availability: SwarmNodeAvailability.Active } && NodeConstraints.AreMet(other, constraints))
                ? null
                : "no other node that takes tasks meets its constraints");
    }
}
