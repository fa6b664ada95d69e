using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the volumes of the node that the connection leads to. Each node of a swarm has volumes of its own.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmVolume")]
[OutputType(typeof(SwarmVolume))]
public sealed class GetSwarmVolumeCommand : GetObjectCommand<SwarmVolume>
{
    /// <summary>Names or volumes; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmVolume> Kind => ObjectKinds.Volume;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(Find(name), enumerateCollection: true));
}
