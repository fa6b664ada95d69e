using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Goes on with updates that were suspended, that the engine stopped, or that were left half way when their command was ended, and waits for the end.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SwarmServiceUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class ResumeSwarmServiceUpdateCommand : GuardedServiceCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Brings a service back to the revision before when its rollout fails in any way, or takes too long.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    private protected override void Process() => ForEachService(Name, "Resume the update", _ => new(), (service, _) => Take(service));

    private protected override Task<SwarmRolloutResult> RunAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop) =>
        operations.RollingUpdater.ResumeAsync(service, Plan with { HistoryLimit = int.MaxValue, RollbackOnFailure = RollbackOnFailure }, emit, stop);
}
