using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Nodes;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Takes nodes that are down off the list of the swarm. A manager is made a worker first, where the others can do without it.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmNodeCommand : RemoveObjectCommand<SwarmNode>
{
    /// <summary>Names, ids or nodes; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Removes a node that is not down, whose engine then believes to be in the swarm still; and a manager although too few may be left.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long to wait at most until a manager counts as one no more. The default is 2 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = NodeUpdater.DefaultTimeout;

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Process() => RemoveEach(Name, (node, live) =>
        Await(stop => new ClusterOperations(live.Engine).NodeRemover.RemoveAsync(node, Force, Timeout, stop)));
}
