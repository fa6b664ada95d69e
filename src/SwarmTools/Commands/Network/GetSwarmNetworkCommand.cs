using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the networks that services can join.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmNetwork")]
[OutputType(typeof(SwarmNetwork))]
public sealed class GetSwarmNetworkCommand : GetObjectCommand<SwarmNetwork>
{
    /// <summary>Names, ids or networks; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNetwork))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmNetwork> Kind => ObjectKinds.Network;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(Find(name), enumerateCollection: true));
}
