using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Placement;
using SwarmTools.Rollouts;

namespace SwarmTools.Commands;

/// <summary>Lets nodes take tasks again, and returns them. Tasks that left do not come back by themselves: -Optimize moves some there, as Optimize-SwarmPlacement does.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SwarmNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmNode), typeof(SwarmPlacementResult))]
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

    /// <summary>Moves tasks to the node where that spreads a service more evenly, and returns what became of each such service. See Optimize-SwarmPlacement for more choices.</summary>
    [Parameter]
    public SwitchParameter Optimize { get; set; }

    private protected override ObjectKind<SwarmNode> Kind => ObjectKinds.Node;

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), node =>
    {
        LiveConnection live = LiveOf(SwarmReference.To(node));
        if (_done.Add((live, node.Id)) && ShouldProcess($"node '{node.Name}' in {live.SwarmName}", Optimize ? "Let it take tasks, and move some there" : "Let it take tasks"))
        {
            (SwarmNode now, _) = Await(stop => new ClusterOperations(live.Engine).Nodes.ChangeAsync(node, new() { Availability = SwarmNodeAvailability.Active }, require: null, stop));
            WriteObject(Attach([now], live), enumerateCollection: true);
            if (Optimize)
            {
                MoveTo(now, live);
            }
        }
    }));

    private void MoveTo(SwarmNode node, LiveConnection live)
    {
        PlacementOptimizer optimizer = new ClusterOperations(live.Engine).Optimizer;
        IEnumerable<SwarmService> services = Await(stop => optimizer.PlanAsync(_ => true, stop)).Where(plan => plan.LeadsTo(node.Id)).Select(plan => plan.Service);
        ForEachTarget(Attach([.. services], live), service =>
        {
            SwarmPlacementResult result = Await(stop => optimizer.RunAsync(service, PlacementOptimizer.DefaultBatch, RolloutOptions.DefaultTimeout, _ => { }, stop));
            result.Connection = live.Connection;
            WriteObject(result);
        });
    }
}
