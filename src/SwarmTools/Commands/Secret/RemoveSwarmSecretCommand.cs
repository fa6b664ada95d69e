using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Removes secrets. One that a service uses is refused.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmSecret", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmSecretCommand : RemoveObjectCommand<SwarmSecret>
{
    /// <summary>Names, ids or secrets; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmSecret))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override ObjectKind<SwarmSecret> Kind => ObjectKinds.Secret;

    private protected override void Process() => RemoveEach(Name, (item, live) =>
        Await(stop => LostAnswers.RemoveAsync(late => live.Engine.RemoveSecretAsync(item.Id, item.Name, late), ErrorId.SecretNotFound, stop)));
}
