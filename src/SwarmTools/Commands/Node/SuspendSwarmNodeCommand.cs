using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;

namespace SwarmTools.Commands;

/// <summary>Lets all tasks leave nodes, which take no others then, and waits until the nodes are empty. With -StartFirst each service has its new tasks before the old ones end.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SwarmNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmDrainResult))]
public sealed class SuspendSwarmNodeCommand : GetObjectCommand<SwarmNode>
{
    private readonly HashSet<(LiveConnection, string)> _done = [];

    /// <summary>Names, ids or nodes; wildcards are accepted. One is drained after the other.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Starts the tasks elsewhere before they end here. Services that cannot do that are listed, and nothing is done, unless with -Force.</summary>
    [Parameter]
    public SwitchParameter StartFirst { get; set; }

    /// <summary>Drains with -StartFirst although some services cannot move: global ones, those bound to the node, with ports of the node, or with volumes or paths on it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long to wait at most for each rollout, and for the node to be empty. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), node =>
    {
        LiveConnection live = LiveOf(SwarmReference.To(node));
        if (_done.Add((live, node.Id)) && ShouldProcess($"node '{node.Name}' in {live.SwarmName}", StartFirst ? "Drain, starting tasks elsewhere first" : "Drain"))
        {
            SwarmDrainResult result = Await(stop => new ClusterOperations(live.Engine).Drainer.DrainAsync(node, StartFirst, Force, Timeout, _ => { }, stop));
            result.Connection = live.Connection;
            WriteObject(result);
        }
    }));
}
