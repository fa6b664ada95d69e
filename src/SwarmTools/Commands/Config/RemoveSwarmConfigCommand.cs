using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Removes configs. One that a service uses is refused.</summary>
[Cmdlet(VerbsCommon.Remove, "SwarmConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSwarmConfigCommand : RemoveObjectCommand<SwarmConfig>
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

    private protected override void Process() => RemoveEach(Name, (item, live) =>
        Await(stop => LostAnswers.RemoveAsync(late => live.Engine.RemoveConfigAsync(item.Id, item.Name, late), ErrorId.ConfigNotFound, stop)));
}
