using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Lets nodes take tasks again, and returns them. Tasks that left do not come back by themselves.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SwarmNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmNode))]
public sealed class ResumeSwarmNodeCommand : GetObjectCommand<SwarmNode>
{
    private readonly HashSet<(LiveConnection, string)> _done = [];

    /// <summary>Names, ids or nodes; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), node =>
    {
        LiveConnection live = LiveOf(SwarmReference.To(node));
        if (_done.Add((live, node.Id)) && ShouldProcess($"node '{node.Name}' in {live.SwarmName}", "Let it take tasks"))
        {
            (SwarmNode now, _) = Await(stop => new ClusterOperations(live.Engine).Nodes.ChangeAsync(node, new() { Availability = SwarmNodeAvailability.Active }, require: null, stop));
            WriteObject(Attach([now], live), enumerateCollection: true);
        }
    }));
}
