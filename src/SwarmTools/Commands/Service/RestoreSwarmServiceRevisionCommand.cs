using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Brings services to a revision that was kept of them, field by field, and waits until they have converged.</summary>
[Cmdlet(VerbsData.Restore, "SwarmServiceRevision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class RestoreSwarmServiceRevisionCommand : ReturnCmdlet
{
    private readonly Dictionary<SwarmService, SwarmRevision> _revisions = [];
    private readonly HashSet<(LiveConnection, string)> _given = [];

    /// <summary>Services, by name, id or object, with -Revision; or revisions of Get-SwarmServiceHistory.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmRevision))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The number of the revision.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int? Revision { get; set; }

    /// <summary>Brings a service back to the spec that it has now when the rollout fails in any way, or takes too long.</summary>
    [Parameter]
    public SwitchParameter RollbackOnFailure { get; set; }

    private protected override void Process() => ForEachTarget(Name, reference =>
    {
        LiveConnection live = LiveOf(reference);
        SwarmRevision? given = reference.Kind == typeof(SwarmRevision) ? RevisionOf(reference, live) : null;
        if (given is null && Revision is null)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"Which revision of '{reference}' is not said: name it with -Revision, or pipe it from Get-SwarmServiceHistory.");
        }

        if (given is not null && Revision is not null && Revision != given.Revision)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The {reference} is piped in, but -Revision names {Revision}. Give one of the two.");
        }

        int number = given?.Revision ?? Revision!.Value;
        if (given is not null && !_given.Add((live, given.ServiceName)))
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"Another revision of '{given.ServiceName}' is to be restored already, and a service can have one only: the {reference} was left out.");
        }

        ForEachService([given is null ? reference : ServiceOf(given, live)], $"Restore revision {number}", _ => new(), (service, connection) =>
        {
            _revisions[service] = given ?? Attach([Ask(connection, (engine, stop) => new ServiceOperations(engine).History.GetAsync(service.Name, number, stop))], connection)[0];
            Take(service);
        });
    });

    private protected override Task<SwarmRolloutResult> RunAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop) =>
        operations.Restorer.RestoreAsync(service, _revisions[service], Plan with { Reason = Reason, HistoryLimit = HistoryLimit, RollbackOnFailure = RollbackOnFailure }, emit, stop);

    // A copy from another process has no spec, so it is read again.
    private SwarmRevision RevisionOf(SwarmReference reference, LiveConnection live) =>
        Ask(live, (engine, stop) => new ServiceOperations(engine).History.GetByIdAsync(reference.Id, reference.Name, stop));

    private SwarmReference ServiceOf(SwarmRevision revision, LiveConnection live) => SwarmReference.To(
        All(live).FirstOrDefault(service => service.Name == revision.ServiceName)
        ?? throw new SwarmException(ErrorId.ServiceNotFound, $"The service '{revision.ServiceName}' is gone, and a revision can be restored to the service alone that it is of."));
}
