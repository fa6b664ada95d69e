using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Services;

namespace SwarmTools.Commands;

/// <summary>Lets the engine go back to what services were before their last change, as their rollback policy says, and waits for the end. A second time goes forth again.</summary>
[Cmdlet(VerbsCommon.Undo, "SwarmServiceUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmService))]
public sealed class UndoSwarmServiceUpdateCommand : NamedServiceCmdlet
{
    private protected override string Action => "Undo the last update";

    private protected override bool IsRollback => true;

    private protected override Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, CancellationToken stop) =>
        updater.RollBackAsync(service.Id, Timeout, stop);

    private protected override void Report(SwarmRolloutResult result, LiveConnection live) => WriteObject(result);
}
