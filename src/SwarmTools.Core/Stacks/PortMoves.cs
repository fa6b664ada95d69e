using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Orders services whose published ports go from one to the other, and finds ports that somebody else has. Pure.</summary>
internal static class PortMoves
{
    /// <summary>The steps, each service that needs a port after the one that gives it up. In a circle nobody can be first: there the order stays as it is.</summary>
    public static IReadOnlyList<StackStep> Ordered(IReadOnlyList<StackStep> steps)
    {
        List<StackStep> ordered = [.. steps];
        foreach (StackStep giving in steps.Where(step => Given(step).Any()))
        {
            for (int index = 0; index < ordered.Count; index++)
            {
                StackStep taking = ordered[index];
                if (taking.Change.Name != giving.Change.Name && Taken(taking).Intersect(Given(giving), StringComparer.Ordinal).Any() && !Waits(giving, taking, ordered))
                {
                    ordered[index] = taking with { After = [.. taking.After, giving.Change.Name] };
                }
            }
        }

        return ordered;
    }

    /// <summary>Says which port cannot be had, because a service has it that the plan does not change; null for none.</summary>
    public static SwarmException? Conflict(StackPlan plan, ObservedStack observed)
    {
        // Few give ports up; all others are not compared with each other.
        foreach (StackStep giving in plan.Steps.Where(step => Given(step).Any()))
        {
            foreach (StackStep taking in plan.Steps.Where(step => step.Change.Name != giving.Change.Name && !step.After.Contains(giving.Change.Name)))
            {
                if (Taken(taking).Intersect(Given(giving), StringComparer.Ordinal).FirstOrDefault() is { } port)
                {
                    return new(ErrorId.PortInUse, $"The services '{taking.Change.Name}' and '{giving.Change.Name}' wait for each other: {port} goes from one to the other, and neither can be changed first. Publish one of them with another port, then the file as it is. Nothing was changed.");
                }
            }
        }

        HashSet<string> changed = new(plan.Steps.Where(step => step.IsOf(SwarmStackObjectType.Service)).Select(step => step.Change.Name), StringComparer.Ordinal);
        StackStep[] publishing = [.. plan.Steps.Where(step => step.Spec is not null && !step.IsKept && PublishedPorts.Of(step.Spec).Any())];
        foreach (SwarmService other in observed.Services.Where(service => publishing.Length > 0 && !changed.Contains(service.Name)))
        {
            string[] ports = [.. PublishedPorts.Of(ServiceSpec.Of(other).Json)];
            foreach (StackStep step in publishing)
            {
                if (PublishedPorts.Of(step.Spec!).FirstOrDefault(ports.Contains) is { } port)
                {
                    return new(ErrorId.PortInUse, $"The service '{step.Change.Name}' publishes {port}, which the service '{other.Name}' has{(other.StackName == plan.Names.Stack ? " of the same stack; -Prune removes it where the files do not have it any more" : "")}. Nothing was changed.");
                }
            }
        }

        return null;
    }

    // The ports that a service has and is to have no more.
    private static IEnumerable<string> Given(StackStep step) => step.Seen is null || step.Spec is null || step.IsKept
        ? []
        : PublishedPorts.Of(ServiceSpec.Of(step.Seen).Json).Except(PublishedPorts.Of(step.Spec), StringComparer.Ordinal);

    // The ports that a service is to have and has not yet.
    private static IEnumerable<string> Taken(StackStep step)
    {
        if (step.Spec is not { } spec || step.IsKept)
        {
            return [];
        }

        JsonObject old = step.Seen is null ? [] : ServiceSpec.Of(step.Seen).Json;
        return PublishedPorts.Of(spec).Except(PublishedPorts.Of(old), StringComparer.Ordinal);
    }

    // Whether one waits for the other already, by whatever way.
    private static bool Waits(StackStep step, StackStep other, IReadOnlyList<StackStep> all)
    {
        HashSet<string> seen = [];
        Stack<StackStep> open = new([step]);
        while (open.Count > 0)
        {
            StackStep now = open.Pop();
            if (now.Change.Name == other.Change.Name)
            {
                return true;
            }

            if (seen.Add(now.Change.Name))
            {
                StackStep latest = all.First(known => known.Change.Name == now.Change.Name);
                foreach (StackStep next in all.Where(next => latest.After.Contains(next.Change.Name) || latest.Service?.Dependencies.Any(dependency => dependency.Service == next.Service?.Key) == true))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
