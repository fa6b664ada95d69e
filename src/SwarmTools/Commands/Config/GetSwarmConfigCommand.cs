using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the configs of the swarm, with their data.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmConfig")]
[OutputType(typeof(SwarmConfig), typeof(string))]
public sealed class GetSwarmConfigCommand : GetObjectCommand<SwarmConfig>
{
    /// <summary>Names, ids or configs; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmConfig))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConfigNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Returns the data as UTF-8 text.</summary>
    [Parameter]
    public SwitchParameter AsString { get; set; }

    private protected override ObjectKind<SwarmConfig> Kind => ObjectKinds.Config;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        foreach (SwarmConfig config in Find(name))
        {
            WriteObject(AsString ? config.GetText() : config);
        }
    });
}
