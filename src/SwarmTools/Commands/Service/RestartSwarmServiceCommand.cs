using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Replaces all tasks of services by new ones, a few at a time as their update policy says, and waits for the end.</summary>
[Cmdlet(VerbsLifecycle.Restart, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult), typeof(SwarmService))]
public sealed class RestartSwarmServiceCommand : NamedServiceCmdlet
{
    private protected override string Action => "Restart";

    private protected override Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, LiveConnection live, CancellationToken stop) =>
        updater.EditAsync(service.Id, [ServiceOptions.ForceUpdate("-Name")], login: null, Timeout, stop);

    private protected override void Report(SwarmRolloutResult result, LiveConnection live) => WriteObject(result);
}
