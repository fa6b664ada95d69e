using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Starts services that Stop-SwarmService stopped, with as many tasks as they had, and waits until they have converged.</summary>
[Cmdlet(VerbsLifecycle.Start, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class StartSwarmServiceCommand : NamedServiceCmdlet
{
    private protected override string Action => "Start";

    private protected override Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, LiveConnection live, CancellationToken stop) =>
        updater.EditAsync(service.Id, [StopEdits.Start("-Name")], login: null, Timeout, stop);
}
