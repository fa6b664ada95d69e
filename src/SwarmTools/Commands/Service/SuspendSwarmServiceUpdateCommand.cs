using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Services;

namespace SwarmTools.Commands;

/// <summary>
/// Holds updates that run; Resume-SwarmServiceUpdate goes on, Undo-SwarmServiceUpdate goes back. An engine cannot pause an update by itself:
/// it is given a delay without an end, begins anew with that, and so may replace one more task.
/// </summary>
[Cmdlet(VerbsLifecycle.Suspend, "SwarmServiceUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class SuspendSwarmServiceUpdateCommand : NamedServiceCmdlet
{
    /// <summary>Why, for Get-SwarmServiceHistory.</summary>
    [Parameter]
    public string Reason { get; set; } = "";

    private protected override string Action => "Suspend the update";

    private protected override Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, LiveConnection live, CancellationToken stop) =>
        new ServiceOperations(live.Engine).UpdateControl.SuspendAsync(service, Reason, Timeout, stop);

    private protected override void End() => WriteObject(Changed, enumerateCollection: true);
}
