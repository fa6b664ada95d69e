using System;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Changes the labels of configs. What one holds is changed by Update-SwarmConfig.</summary>
/// <remarks>-Label replaces all labels, -AddLabel and -RemoveLabel change a part of them; what is removed goes first.</remarks>
[Cmdlet(VerbsCommon.Set, "SwarmConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmConfig))]
public sealed class SetSwarmConfigCommand : LabelCmdlet<SwarmConfig>
{
    /// <summary>Names, ids or configs; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmConfig))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConfigNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override ObjectKind<SwarmConfig> Kind => ObjectKinds.Config;

    private protected override Func<ISwarmEngine, IContentStore<SwarmConfig>> Store => engine => new ConfigStore(engine);

    private protected override void Process() => ChangeEach(Name);
}
