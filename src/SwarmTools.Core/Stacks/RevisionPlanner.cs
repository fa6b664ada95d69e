using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.History;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <summary>Compares a revision of a stack with what a swarm has. Pure: from two values to a plan.</summary>
internal sealed class RevisionPlanner(SwarmStackRevision revision, ObservedStack observed)
{
    private static readonly SpecPath s_force = new("TaskTemplate.ForceUpdate");

    private readonly ComparableSpec _comparable = new(observed);
    private readonly IReadOnlyList<KeptService> _services = StackRevisionJson.ServicesOf(revision);

    /// <exception cref="SwarmException"><c>RevisionIncomplete</c>, <c>ServiceExists</c>.</exception>
    public StackPlan Plan()
    {
        RequireAll();
        IReadOnlyList<StackStep> services = [.. ServiceOrder.Of([.. _services.Select(Wished)]).Select(Step)];
        HashSet<string> kept = new(_services.Select(service => service.Name), StringComparer.Ordinal);
        IEnumerable<SwarmService> surplus = StackRecord.ServicesOf(revision.StackName, observed).Where(service => !kept.Contains(service.Name));
        StackPlan plan = new(new(revision.StackName), ServiceRemovals.Added(surplus, services, $"not in revision {RevisionJson.Text(revision.Revision)}"));
        return plan with { Refusal = PortMoves.Conflict(plan, observed) };
    }

    private void RequireAll()
    {
        IReadOnlyDictionary<string, string> networks = StackRevisionJson.NetworksOf(revision);
        string[] gone =
        [
            .. _services.SelectMany(service => RevisionReferences.Gone(service.Spec, observed.Secrets, observed.Configs, observed.Networks)).Distinct(StringComparer.Ordinal)
                .Select(what => networks.Aggregate(what, (text, network) => text.Replace($"'{network.Key}'", $"'{network.Value}'"))),
        ];
        if (gone.Length > 0)
        {
            throw new SwarmException(
                ErrorId.RevisionIncomplete,
                $"The stack '{revision.StackName}' cannot go back to revision {RevisionJson.Text(revision.Revision)}: it names {string.Join(", ", gone)}, which the swarm has no longer, or has another one of that name. Nothing was changed; see Get-SwarmStackHistory for other revisions.");
        }
    }

    private static DesiredService Wished(KeptService service) => new(service.Key, service.Name, service.Spec)
    {
        Image = ServiceOptions.Image.Read(service.Spec) is JsonValue value && value.TryGetValue(out string? image) ? image : "",
        Dependencies = [.. service.Dependencies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new StackDependency(pair.Key, EnumText.Parse<StackCondition>(pair.Value)))],
    };

    private StackStep Step(DesiredService service)
    {
        SwarmService? there = observed.Service(service.Name);
        if (there is not null && there.StackName != revision.StackName)
        {
            throw new SwarmException(
                ErrorId.ServiceExists, $"The swarm has a service '{service.Name}' that is not of the stack '{revision.StackName}'. Remove it with Remove-SwarmService first.");
        }

        StackStep step = new(new() { Type = SwarmStackObjectType.Service, Name = service.Name, Action = SwarmStackAction.Create, Reason = "not there" }) { Service = service, Spec = service.Spec, HasIds = true, Seen = there };
        if (there is null)
        {
            return step;
        }

        // What was replaced by force is not replaced again.
        JsonObject old = ServiceSpec.Of(there).Json;
        JsonObject spec = (JsonObject)service.Spec.DeepClone();
        s_force.Write(spec, s_force.Read(old)?.DeepClone());
        return step with { Spec = spec, Change = ServiceComparison.Of(service.Name, old, spec, _comparable) };
    }
}
