using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Plans that services go which are not wished. A port is published by one service: who has it goes directly before who needs it, all others when all else is done.</summary>
internal static class ServiceRemovals
{
    /// <param name="surplus">The services.</param>
    /// <param name="services">What is planned for those that are wished.</param>
    /// <param name="reason">Why they go, such as <c>not in the file</c>.</param>
    /// <returns>The steps of the services that are wished, those that take a port after those that give it up, then those of the others.</returns>
    public static IReadOnlyList<StackStep> Added(IEnumerable<SwarmService> surplus, IReadOnlyList<StackStep> services, string reason)
    {
        IReadOnlyList<StackStep> removals = [.. surplus.Select(service => Removal(service, services, reason))];
        return [.. PortMoves.Ordered([.. services.Select(step => WithFreedPorts(step, removals))]), .. removals];
    }

    private static StackStep Removal(SwarmService service, IReadOnlyList<StackStep> services, string reason)
    {
        StackStep removal = new(Change(service.Name, reason, isDowntime: false)) { Seen = service };
        return services.FirstOrDefault(step => Needs(step, removal)) is not { } needing ? removal : removal with
        {
            Change = Change(service.Name, $"{reason}, and publishes a port that '{needing.Change.Name}' needs", isDowntime: true),
        };
    }

    private static StackStep WithFreedPorts(StackStep step, IReadOnlyList<StackStep> removals) =>
        removals.Where(removal => Needs(step, removal)).ToArray() is { Length: > 0 } before ? step with { Before = before } : step;

    // What a service has already it does not need from another one: nodes have a port each.
    private static bool Needs(StackStep step, StackStep removal) => !step.IsKept && PublishedPorts.WithThoseOfNodes(step.Spec!)
        .Except(step.Seen is null ? [] : PublishedPorts.WithThoseOfNodes(ServiceSpec.Of(step.Seen).Json), StringComparer.Ordinal)
        .Intersect(PublishedPorts.WithThoseOfNodes(ServiceSpec.Of(removal.Seen!).Json), StringComparer.Ordinal).Any();

    private static SwarmStackChange Change(string name, string reason, bool isDowntime) => new()
    {
        Type = SwarmStackObjectType.Service,
        Name = name,
        Action = SwarmStackAction.Remove,
        Reason = reason,
        IsDowntime = isDowntime,
    };
}
