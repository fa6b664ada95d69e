using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that is told what of a swarm is to be in a picture.</summary>
public abstract class TopologyCmdlet : GetObjectCommand<SwarmService>
{
    private readonly Dictionary<LiveConnection, WantedObjects> _services = [];

    private protected TopologyCmdlet()
    {
    }

    /// <summary>Only these services and stacks: names or ids of services, or objects; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Of those only the services of these stacks; wildcards are accepted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public string[]? Stack { get; set; }

    /// <summary>Only these nodes; wildcards are accepted. Tasks without a node are left out then.</summary>
    [Parameter]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[]? Node { get; set; }

    private protected sealed override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected sealed override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        LiveConnection live = LiveOf(name);
        if (!_services.TryGetValue(live, out WantedObjects? wanted))
        {
            _services[live] = wanted = new();
        }

        wanted.Add(name, Find);
    });

    /// <summary>The swarms asked, each with what of it is wanted; those of which nothing is there are left out.</summary>
    private protected IReadOnlyList<TopologyChoice> Choices() =>
        [.. _services.Where(swarm => !swarm.Value.IsEmpty).Select(swarm => Choice(swarm.Key, swarm.Value)).OfType<TopologyChoice>()];

    private TopologyChoice? Choice(LiveConnection live, WantedObjects services)
    {
        WildcardPattern[]? stacks = Stack?.Select(NamePattern.Of).ToArray();
        WantedObjects nodes = new();
        ForEachTarget(Node ?? [], node => nodes.Add(node, wanted => ListsOf(ObjectKinds.Node).Find(wanted, live)));
        return Node is not null && nodes.IsEmpty
            ? null
            : new(live, services, Node is null ? null : nodes, service => NamePattern.IsAny(stacks, service.StackName)) { IsOfAllServices = services.IsAll && stacks is null };
    }
}
