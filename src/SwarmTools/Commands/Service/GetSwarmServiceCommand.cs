using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the services of the swarm, with the counts of their tasks.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmService")]
[OutputType(typeof(SwarmService))]
public sealed class GetSwarmServiceCommand : GetObjectCommand<SwarmService>
{
    /// <summary>Names, ids or services; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(Find(name), enumerateCollection: true));
}
