using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Placement;
using SwarmTools.Rollouts;

namespace SwarmTools.Commands;

/// <summary>Spreads the tasks of services evenly over the nodes that may run them, as after a node came back. Each new task runs before an old one ends; what gains nothing stays where it is.</summary>
/// <remarks>Global services, jobs, and services whose tasks cannot move without a loss are left. Moved tasks are new ones, in slots of other numbers. Each run is a change of the service
/// to the engine: its own way back (docker service rollback) leads to before that, not to the version before. Undo-SwarmServiceUpdate does, where a revision is kept.</remarks>
[Cmdlet(VerbsCommon.Optimize, "SwarmPlacement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmPlacementResult))]
public sealed class OptimizeSwarmPlacementCommand : GetObjectCommand<SwarmService>
{
    private readonly Dictionary<LiveConnection, PlacementChoice> _choices = [];

    /// <summary>Names, ids or services; wildcards are accepted. Nodes mean the services that would come to them. The default is all services.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>How many tasks too many a service may have on the way, 1-1000. The default is 5.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = PlacementOptimizer.DefaultBatch;

    /// <summary>How long to wait at most for new tasks to run, and for old ones to end, each time. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => ForEachTarget(Name, wanted =>
    {
        LiveConnection live = LiveOf(wanted);
        PlacementChoice choice = _choices.TryGetValue(live, out PlacementChoice? known) ? known : _choices[live] = new();
        if (wanted.Kind == typeof(SwarmNode))
        {
            choice.AddNode(wanted.Id);
        }
        else
        {
            choice.AddServices(Find(wanted).Select(service => service.Id), isNamed: !wanted.IsWildcard);
        }
    });

    private protected override void End()
    {
        foreach (KeyValuePair<LiveConnection, PlacementChoice> choice in _choices)
        {
            PlacementOptimizer optimizer = new ClusterOperations(choice.Key.Engine).Optimizer;
            Dictionary<SwarmService, PlacementPlan> plans = Await(stop => optimizer.PlanAsync(choice.Value.IsMeant, stop)).Where(choice.Value.IsWanted).ToDictionary(plan => plan.Service);
            ForEachTarget(Attach([.. plans.Keys.OrderBy(service => service.Name, StringComparer.Ordinal)], choice.Key), service => Optimize(optimizer, plans[service], choice.Key));
        }
    }

    private void Optimize(PlacementOptimizer optimizer, PlacementPlan plan, LiveConnection live)
    {
        if (plan.IsDone || ShouldProcess($"service '{plan.Service.Name}' in {live.SwarmName}", plan.ToString()))
        {
            SwarmPlacementResult result = plan.IsDone
                ? plan.Untouched()
                : Run(optimizer, plan.Service);
            result.Connection = live.Connection;
            WriteObject(result);
        }
    }

    private SwarmPlacementResult Run(PlacementOptimizer optimizer, SwarmService service)
    {
        ProgressView progress = new(this, [service]);
        SwarmPlacementResult? result = null;
        try
        {
            foreach (RolloutEvent change in Emitted<RolloutEvent>(async (emit, stop) => result = await optimizer.RunAsync(service, BatchSize, Timeout, emit, stop).ConfigureAwait(false)))
            {
                progress.Show(change);
            }
        }
        finally
        {
            progress.Complete();
        }

        return result!;
    }
}
