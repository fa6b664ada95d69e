using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the revisions that are kept of services in the swarm, oldest first: who changed what, when, why and with what outcome.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmServiceHistory")]
[OutputType(typeof(SwarmRevision))]
public sealed class GetSwarmServiceHistoryCommand : GetObjectCommand<SwarmService>
{
    private readonly HashSet<(SwarmConnection?, string)> _seen = [];

    /// <summary>Names, ids or services; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        List<SwarmService> services = [.. Find(name)];
        services.RemoveAll(service => !_seen.Add((service.Connection, service.Id)));
        LiveConnection live = LiveOf(name);
        WriteObject(Attach(Ask(live, (engine, stop) => new ServiceOperations(engine).History.OfAsync(services, stop)), live), enumerateCollection: true);
    });
}
