using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Removes services and waits until their tasks are gone, so that names, ports and networks are free again.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmServiceCommand : RemoveObjectCommand<SwarmService>
{
    private readonly List<SwarmService> _removed = [];

    /// <summary>Names, ids or services; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Returns at once; the tasks end later.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long to wait at most for the tasks to end. The default is 2 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = ServiceRemover.DefaultTimeout;

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => RemoveEach(Name, (service, live) =>
    {
        Await(stop => Remover(live.Engine).RemoveAsync(service, stop));
        _removed.Add(service);
    });

    private protected override void End()
    {
        if (NoWait)
        {
            return;
        }

        foreach (ServiceRemoval removal in StreamOf<SwarmService, ServiceRemoval>(
            _removed, (engine, services, emit, stop) => Remover(engine).WaitAsync(services, Timeout, emit, stop)))
        {
            if (removal.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, removal.Service));
            }
        }
    }

    private static ServiceRemover Remover(ISwarmEngine engine) => new(engine, engine, engine, SystemClock.Instance);
}
