using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Stops all tasks of services and waits for their end. A service remembers how many it had, in a label; a global one gets a constraint that no node meets.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmService))]
public sealed class StopSwarmServiceCommand : ServiceChangeCmdlet
{
    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => Change(Name, "Stop", _ =>
    {
        SpecEdits edits = new();
        edits.Add(StopEdits.Stop("-Name"));
        return edits;
    });

    private protected override void AwaitEach(IReadOnlyList<SwarmService> services)
    {
        foreach (ServiceRemoval end in StreamOf<SwarmService, ServiceRemoval>(
            services, (engine, stopped, emit, stop) => new ServiceRemover(engine, engine, engine, SystemClock.Instance).AwaitStopAsync(stopped, Timeout, emit, stop)))
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
