using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Stops all tasks of services and waits for their end. A service remembers how many it had, in a label; a global one gets a constraint that no node meets.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class StopSwarmServiceCommand : NamedServiceCmdlet
{
    private protected override string Action => "Stop";

    private protected override Task<ServiceUpdate> ChangeAsync(ServiceUpdater updater, SwarmService service, LiveConnection live, CancellationToken stop) =>
        updater.EditAsync(service.Id, [StopEdits.Stop("-Name")], login: null, Timeout, stop);

    private protected override void AwaitEach(IReadOnlyList<SwarmService> services)
    {
        foreach (ServiceRemoval end in StreamOf<SwarmService, ServiceRemoval>(
            services, (engine, stopped, emit, stop) => new ServiceOperations(engine).Remover.AwaitStopAsync(stopped, Timeout, emit, stop)))
        {
            if (end.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, end.Service));
            }
            else
            {
                WriteObject(Read(Open(end.Service.Connection!.Settings), end.Service.Id));
            }
        }
    }
}
