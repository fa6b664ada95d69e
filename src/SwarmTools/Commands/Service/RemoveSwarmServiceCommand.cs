using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;

namespace SwarmTools.Commands;

/// <summary>Removes services with their history, and waits until their tasks are gone, so that names, ports and networks are free again.</summary>
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
        Await(stop => new ServiceOperations(live.Engine).Remover.RemoveAsync(service, stop));
        _removed.Add(service);
        RemoveHistory(service, live);
    });

    private void RemoveHistory(SwarmService service, LiveConnection live)
    {
        try
        {
            Await(stop => new ServiceOperations(live.Engine).History.TrimAsync(service.Name, 0, stop));
        }
        catch (SwarmException failure)
        {
            // The service is gone, and its tasks are still to be waited for.
            WriteWarning($"The service '{service.Name}' is removed, but not all of its history. {failure.Message}");
        }
    }

    private protected override void End()
    {
        if (NoWait)
        {
            return;
        }

        foreach (ServiceRemoval removal in StreamOf<SwarmService, ServiceRemoval>(
            _removed, (engine, services, emit, stop) => new ServiceOperations(engine).Remover.WaitAsync(services, Timeout, emit, stop)))
        {
            if (removal.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, removal.Service));
            }
        }
    }
}
