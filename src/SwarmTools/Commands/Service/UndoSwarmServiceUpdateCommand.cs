using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Brings services back to the revision before the one they have; where none is kept, lets the engine go back to what they were before their last change. A second time goes forth again.</summary>
[Cmdlet(VerbsCommon.Undo, "SwarmServiceUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class UndoSwarmServiceUpdateCommand : ReturnCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => ForEachService(Name, "Undo the last update", _ => new(), (service, _) => Take(service));

    private protected override Task<SwarmRolloutResult> RunAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop) =>
        operations.Restorer.UndoAsync(service, Plan with { Reason = Reason, HistoryLimit = HistoryLimit }, emit, stop);
}
