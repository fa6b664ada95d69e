using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Contents;
using SwarmTools.Networks;
using SwarmTools.Specs;

namespace SwarmTools.Stacks;

/// <summary>Compares what a stack is to be with what a swarm has. Pure: from two values to a plan.</summary>
internal sealed class StackPlanner(DesiredStack desired, ObservedStack observed, StackPlanOptions options)
{
    private readonly ComparableSpec _comparable = new(observed);
    private readonly Dictionary<string, string> _secretNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _configNames = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    /// <exception cref="SwarmException"><c>ExternalNetworkNotFound</c>, <c>SecretNotFound</c>, <c>ConfigNotFound</c>, <c>NetworkExists</c>, <c>ServiceExists</c>.</exception>
    public StackPlan Plan()
    {
        RequireExternals();
        IReadOnlyList<StackStep> networks = [.. desired.Networks.Select(Network)];
        IReadOnlyList<StackStep> configs = [.. desired.Configs.Select(config => Content(SwarmStackObjectType.Config, config, observed.Configs, observed.SameConfigs, _configNames))];
        IReadOnlyList<StackStep> secrets = [.. desired.Secrets.Select(secret => Content(SwarmStackObjectType.Secret, secret, observed.Secrets, observed.SameSecrets, _secretNames))];
        IReadOnlyList<StackStep> services = [.. ServiceOrder.Of(desired.Services).Select(Service)];
        StackPlan plan = new(desired.Names, [.. networks, .. configs, .. secrets, .. ServiceRemovals.Added(options.Prunes ? Surplus() : [], services, "not in the file")]) { Warnings = _warnings };
        return plan with { Refusal = PortMoves.Conflict(plan, observed) };
    }

    // All that is missing is told at once.
    private void RequireExternals()
    {
        List<(ErrorId Id, string Text)> missing =
        [
            .. desired.ExternalNetworks.Where(name => observed.Network(name) is null).Select(name => (ErrorId.ExternalNetworkNotFound, $"the network '{name}' (New-SwarmNetwork)")),
            .. Missing(desired.ExternalSecrets, observed.Secrets, _secretNames).Select(name => (ErrorId.SecretNotFound, $"the secret '{name}' (Add-SwarmSecret)")),
            .. Missing(desired.ExternalConfigs, observed.Configs, _configNames).Select(name => (ErrorId.ConfigNotFound, $"the config '{name}' (Add-SwarmConfig)")),
        ];
        if (missing is [(ErrorId id, _), ..])
        {
            throw new SwarmException(
                id, $"The stack '{desired.Names.Stack}' uses {string.Join(", ", missing.Select(item => item.Text))} of somebody else (external), which the swarm does not have. Make {(missing.Count == 1 ? "it" : "them")} first.");
        }
    }

    // What somebody else rotates (Update-SwarmSecret) goes on: an unchanged file must not bring an old value back. What is of this very stack is named as it is.
    private IReadOnlyList<string> Missing<T>(IReadOnlyList<string> wanted, IReadOnlyList<T> known, Dictionary<string, string> names)
        where T : SwarmObject
    {
        foreach (string name in wanted)
        {
            if (new ContentVersions<T>(name, known).Newest is { } newest && !desired.Names.IsOwn(newest.Labels))
            {
                names[name] = newest.Name;
            }
        }

        return [.. wanted.Where(name => !names.ContainsKey(name) && known.All(item => item.Name != name))];
    }

    private StackStep Network(Engine.NetworkDefinition network)
    {
        if (observed.Network(network.Name) is not { } there)
        {
            return new(Change(SwarmStackObjectType.Network, network.Name, SwarmStackAction.Create, "not there")) { Network = network };
        }

        if (there.StackName != desired.Names.Stack)
        {
            throw new SwarmException(
                ErrorId.NetworkExists,
                $"The swarm has a network '{network.Name}' that is not of the stack '{desired.Names.Stack}'. Say 'external: true' in the file to use it, or give the stack's own another name.");
        }

        if (NetworkComparison.Difference(network, there) is { } what)
        {
            _warnings.Add($"The network '{network.Name}' has another {what} than the file says, and no engine can change a network. Remove the stack with Remove-SwarmStack and publish it again, or leave the file as it was.");
        }

        return new(Change(SwarmStackObjectType.Network, network.Name, SwarmStackAction.Keep, "")) { Network = network, There = there };
    }

    private StackStep Content<T>(SwarmStackObjectType type, DesiredContent content, IReadOnlyList<T> all, IReadOnlyDictionary<string, T> same, Dictionary<string, string> names)
        where T : SwarmObject
    {
        ContentVersions<T> versions = new(content.Name, all);
        T? there = same.TryGetValue(content.Name, out T? equal) ? equal : content.Source.Kind == ContentSourceKind.Driver ? versions.Newest : null;
        if (there is null)
        {
            bool isFirst = versions.All.Count == 0;
            string name = isFirst ? content.Name : versions.NextName;
            names[content.Name] = name;
            return new(Change(type, name, SwarmStackAction.Create, isFirst ? "not there" : $"another content than '{versions.Newest!.Name}'"))
            {
                Content = content,
                Labels = ContentVersion.LabelsOf(content.Name, isFirst ? 1 : versions.NextNumber, content.Labels),
            };
        }

        if (equal is null && there is SwarmSecret secret && secret.Driver != content.Driver)
        {
            _warnings.Add($"The secret '{there.Name}' is {(secret.Driver.Length == 0 ? "held by the swarm" : $"of the driver '{secret.Driver}'")}, and the file says '{content.Driver}': no engine can change that. It stays as it is; give it another name.");
        }

        names[content.Name] = there.Name;
        IReadOnlyDictionary<string, string> labels = ContentVersion.LabelsOf(content.Name, ContentVersion.NumberOf(there), content.Labels);
        IReadOnlyList<SwarmDifference> differences = Labels(there.Labels, labels);
        return differences.Count == 0
            ? new(Change(type, there.Name, SwarmStackAction.Keep, "")) { There = there }
            : new(Change(type, there.Name, SwarmStackAction.Update, "other labels", differences)) { Content = content, Labels = labels, There = there };
    }

    private StackStep Service(DesiredService service)
    {
        SwarmService? there = observed.Service(service.Name);
        if (there is not null && there.StackName != desired.Names.Stack)
        {
            throw new SwarmException(
                ErrorId.ServiceExists, $"The swarm has a service '{service.Name}' that is not of the stack '{desired.Names.Stack}'. Remove it with Remove-SwarmService, or give the stack or the service another name.");
        }

        JsonObject? old = there is null ? null : ServiceSpec.Of(there).Json;
        JsonObject spec = new WishedSpec(observed, options, _secretNames, _configNames).Of(service, old);
        StackStep step = new(Change(SwarmStackObjectType.Service, service.Name, SwarmStackAction.Create, "not there")) { Service = service, Spec = spec, Seen = there };
        return old is null ? step : step with { Change = ServiceComparison.Of(service.Name, old, spec, _comparable) };
    }

    private IEnumerable<SwarmService> Surplus()
    {
        HashSet<string> wished = new(desired.Services.Select(service => service.Name), StringComparer.Ordinal);
        return observed.Services.Where(service => service.StackName == desired.Names.Stack && !wished.Contains(service.Name));
    }

    private static IReadOnlyList<SwarmDifference> Labels(IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string> @new) =>
        SpecDifferences.Between(new() { ["Labels"] = PairJson.From(old) }, new() { ["Labels"] = PairJson.From(@new) });

    private static SwarmStackChange Change(SwarmStackObjectType type, string name, SwarmStackAction action, string reason, IReadOnlyList<SwarmDifference>? differences = null) => new()
    {
        Type = type,
        Name = name,
        Action = action,
        Reason = reason,
        Differences = differences ?? [],
    };
}
