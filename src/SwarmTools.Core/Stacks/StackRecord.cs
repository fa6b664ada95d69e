using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.History;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Puts down what a stack is and what it is to be, for its history. Pure.</summary>
internal static class StackRecord
{
    /// <summary>The services of a stack as they were seen.</summary>
    public static StackRevisionDraft Found(string stack, ObservedStack observed) =>
        Draft(stack, [.. ServicesOf(stack, observed).Select(Kept)], new(observed), []);

    /// <summary>All services of a stack as a plan leaves them: those that it changes, those that it keeps, and those that it does not speak of. What is declined stays.</summary>
    public static StackRevisionDraft Wished(StackPlan plan, ObservedStack observed, StackRun run)
    {
        StackStep[] steps = [.. plan.Steps.Where(step => step.IsOf(SwarmStackObjectType.Service))];
        HashSet<string> planned = new(steps.Select(step => step.Change.Name), StringComparer.Ordinal);
        IEnumerable<KeptService> others = ServicesOf(plan.Names.Stack, observed).Where(service => !planned.Contains(service.Name)).Select(Kept);
        IEnumerable<string> networks = plan.Steps.Where(step => step.IsOf(SwarmStackObjectType.Network) && !run.IsDeclined(step)).Select(step => step.Change.Name);
        return Draft(plan.Names.Stack, [.. steps.Select(step => Kept(step, run)).OfType<KeptService>().Concat(others).OrderBy(service => service.Name, StringComparer.Ordinal)], run.Ids, networks);
    }

    /// <summary>Whether a revision has the services that a stack has, and no others.</summary>
    public static bool IsOf(SwarmStackRevision revision, IReadOnlyList<SwarmService> services)
    {
        IReadOnlyList<KeptService> kept = StackRevisionJson.ServicesOf(revision);
        return kept.Count == services.Count && kept.All(service =>
            services.FirstOrDefault(other => other.Name == service.Name) is { } there && SpecDifferences.AreOfForceAlone(Filled(service.Spec), Filled(ServiceSpec.Of(there).Json)));
    }

    /// <summary>The services of a stack.</summary>
    public static IReadOnlyList<SwarmService> ServicesOf(string stack, ObservedStack observed) => [.. observed.Services.Where(service => service.StackName == stack)];

    private static KeptService? Kept(StackStep step, StackRun run)
    {
        if (run.IsDeclined(step) || (step.Service is not null && !step.IsKept && run.Missing(step) is not null))
        {
            return step.Seen is { } stays ? Kept(stays) : null;
        }

        if (step.Service is null)
        {
            return null;
        }

        return new(step.Service.Key, step.Change.Name, step.IsKept ? ServiceSpec.Of(step.Seen!).Json : run.SpecOf(step))
        {
            Dependencies = step.Service.Dependencies.GroupBy(dependency => dependency.Service, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Max(dependency => dependency.Condition).ToString(), StringComparer.Ordinal),
        };
    }

    private static KeptService Kept(SwarmService service) => new(service.Name, service.Name, ServiceSpec.Of(service).Json);

    private static StackRevisionDraft Draft(string stack, IReadOnlyList<KeptService> services, StackIds ids, IEnumerable<string> ownNetworks) => new()
    {
        StackName = stack,
        Services = services,
        Networks = services.SelectMany(service => ids.NetworksOf(service.Spec)).Concat(ids.Networks(ownNetworks))
            .GroupBy(network => network.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal),
        Secrets = Names(services, "Secrets", "SecretName"),
        Configs = Names(services, "Configs", "ConfigName"),
    };

    private static IReadOnlyList<string> Names(IReadOnlyList<KeptService> services, string list, string field) =>
    [
        .. services.SelectMany(service => new SpecPath("TaskTemplate.ContainerSpec." + list).Read(service.Spec) as JsonArray ?? []).OfType<JsonObject>()
            .Select(use => (string?)use[field] ?? "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal),
    ];

    private static JsonObject Filled(JsonObject spec)
    {
        JsonObject copy = (JsonObject)spec.DeepClone();
        EngineSpec.Fill(copy);
        return copy;
    }
}
