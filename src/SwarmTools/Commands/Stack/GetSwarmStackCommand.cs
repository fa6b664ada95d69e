using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the stacks of the swarm, also those of which only networks, secrets or configs are left.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmStack")]
[OutputType(typeof(SwarmStack))]
public sealed class GetSwarmStackCommand : GetObjectCommand<SwarmStack>
{
    /// <summary>Names or stacks; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmStack> Kind => ObjectKinds.Stack;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(Find(name), enumerateCollection: true));
}
