using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the secrets of the swarm: their names and labels, never their values.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmSecret")]
[OutputType(typeof(SwarmSecret))]
public sealed class GetSwarmSecretCommand : GetObjectCommand<SwarmSecret>
{
    /// <summary>Names, ids or secrets; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmSecret))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmSecret> Kind => ObjectKinds.Secret;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(Find(name), enumerateCollection: true));
}
