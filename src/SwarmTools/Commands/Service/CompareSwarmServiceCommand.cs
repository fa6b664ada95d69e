using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using SwarmTools.Completion;
using SwarmTools.History;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;

namespace SwarmTools.Commands;

/// <summary>Compares services field by field: with a revision that is kept of them, two such revisions, or two services. What is equal is not written.</summary>
[Cmdlet(VerbsData.Compare, "SwarmService", DefaultParameterSetName = WithRevision)]
[OutputType(typeof(SwarmDifference))]
public sealed class CompareSwarmServiceCommand : GetObjectCommand<SwarmService>
{
    private const string WithRevision = "WithRevision";
    private const string WithService = "WithService";

    /// <summary>Names, ids or services, or revisions of Get-SwarmServiceHistory; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmRevision))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>One revision, to compare the service as it is with, or two, the old one first. The default is the newest that is kept.</summary>
    [Parameter(ParameterSetName = WithRevision)]
    [ValidateCount(1, 2)]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int[]? Revision { get; set; }

    /// <summary>The service to compare with; it is the new one.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = WithService)]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateCount(1, 1)]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] With { get; set; } = [];

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        LiveConnection live = LiveOf(name);
        if (name.Kind == typeof(SwarmRevision))
        {
            if (Revision is not null || ParameterSetName == WithService)
            {
                throw new SwarmException(ErrorId.OptionInvalid, $"The {name} is compared with its service as it is now, so it goes neither with -Revision nor with -With.");
            }

            SwarmRevision revision = Ask(live, (engine, stop) => new ServiceOperations(engine).History.GetByIdAsync(name.Id, name.Name, stop));
            Write(revision.ServiceName, RevisionJson.SpecOf(revision), SpecOf(Named(SwarmReference.To(revision.ServiceName), live)));
            return;
        }

        ForEachTarget(Find(name), service => Compare(service, live));
    });

    private void Compare(SwarmService service, LiveConnection live)
    {
        if (ParameterSetName == WithService)
        {
            SwarmService other = With[0].Kind is null ? Named(With[0], live) : Find(With[0])[0];
            Write(other.Name, SpecOf(service), SpecOf(other));
            return;
        }

        IReadOnlyList<SwarmRevision> revisions = Revision is null
            ? [Ask(live, (engine, stop) => new ServiceOperations(engine).History.NewestAsync(service.Name, stop))]
            : [.. Revision.Select(number => Ask(live, (engine, stop) => new ServiceOperations(engine).History.GetAsync(service.Name, number, stop)))];
        Write(service.Name, RevisionJson.SpecOf(revisions[0]), revisions.Count == 2 ? RevisionJson.SpecOf(revisions[1]) : SpecOf(service));
    }

    // In the same swarm, whichever the session would use.
    private SwarmService Named(SwarmReference name, LiveConnection live) => NameFilter.Select(All(live), name, Kind, live) is [{ } one, ..]
        ? one
        : throw new SwarmException(ErrorId.ServiceNotFound, $"The swarm at '{live.Connection.Name}' has no service '{name}'.");

    private void Write(string service, JsonObject old, JsonObject now)
    {
        foreach (SwarmDifference difference in SpecDifferences.Between(old, now))
        {
            difference.ServiceName = service;
            WriteObject(difference);
        }
    }

    private static JsonObject SpecOf(SwarmService service) => ServiceSpec.Of(service).Json;
}
