using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Waits until services have converged, or until they are gone. Each gives a result; one that failed also an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SwarmService", DefaultParameterSetName = ForConvergence)]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class WaitSwarmServiceCommand : RolloutCmdlet
{
    private const string ForConvergence = "ForConvergence";
    private const string ForRemoval = "ForRemoval";

    private readonly List<SwarmService> _services = [];
    private readonly HashSet<(SwarmConnection?, string, string)> _seen = [];

    /// <summary>Names, ids or services; wildcards are accepted. All are waited for side by side.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>How long tasks must stay up to count as converged. The default is the service's own update monitor, or 5 seconds.</summary>
    [Parameter(ParameterSetName = ForConvergence)]
    [Duration]
    public TimeSpan? Monitor { get; set; }

    /// <summary>Waits until the services and their tasks are gone; one that is gone already is a success when no task is left either.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForRemoval)]
    public SwitchParameter Removed { get; set; }

    private protected override TimeSpan? StableFor => Monitor;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        foreach (SwarmService service in Wanted(name).Where(service => _seen.Add((service.Connection, service.Id, service.Name))))
        {
            _services.Add(service);
        }
    });

    // One that is gone already is waited for too: its tasks may still be ending.
    private IReadOnlyList<SwarmService> Wanted(SwarmReference name)
    {
        try
        {
            return Find(name);
        }
        catch (SwarmException failure) when (Removed && failure.Is(ErrorId.ServiceNotFound))
        {
            return Attach([new SwarmService { Id = name.Id, Name = name.Name }], LiveOf(name));
        }
    }

    private protected override void End()
    {
        if (Removed)
        {
            WaitForRemoval();
            return;
        }

        foreach (SwarmRolloutResult result in Watch(_services))
        {
            WriteObject(result);
            ReportFailure(result);
        }
    }

    private void WaitForRemoval()
    {
        foreach (ServiceRemoval removal in StreamOf<SwarmService, ServiceRemoval>(
            _services,
            (engine, services, emit, stop) => new ServiceOperations(engine).Remover.AwaitRemovalAsync(services, Timeout, emit, stop)))
        {
            if (removal.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, removal.Service));
            }
            else
            {
                WriteObject(Gone(removal.Service.Id, removal.Service.Name, removal.Duration));
            }
        }
    }

    private static SwarmRolloutResult Gone(string id, string name, TimeSpan duration) => new()
    {
        ServiceId = id,
        ServiceName = name,
        Outcome = SwarmRolloutOutcome.Removed,
        Message = "The service and its tasks are gone.",
        StartedAt = SystemClock.Instance.UtcNow - duration,
        Duration = duration,
    };
}
