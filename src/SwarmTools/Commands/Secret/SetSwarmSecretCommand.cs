using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Changes the labels of secrets. What one holds is changed by Update-SwarmSecret.</summary>
/// <remarks>-Label replaces all labels, -AddLabel and -RemoveLabel change a part of them; what is removed goes first.</remarks>
[Cmdlet(VerbsCommon.Set, "SwarmSecret", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmSecret))]
public sealed class SetSwarmSecretCommand : LabelCmdlet<SwarmSecret>
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

    private protected override Func<ISwarmEngine, IContentStore<SwarmSecret>> Store => engine => new SecretStore(engine);

    private protected override void Process() => ChangeEach(Name);
}
